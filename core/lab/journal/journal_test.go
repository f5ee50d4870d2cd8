package journal_test

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"pushforward/core/lab/journal"
)

type entry struct{ Square int }

func tasks(n int) []func(context.Context) entry {
	var list []func(context.Context) entry
	for i := range n {
		list = append(list, func(context.Context) entry { return entry{i * i} })
	}
	return list
}

func TestWhatIsFilledCanBeRead(t *testing.T) {
	var out bytes.Buffer
	told := 0
	if err := journal.Fill(context.Background(), 3, &out, tasks(20), func(entry) { told++ }); err != nil {
		t.Fatal(err)
	}
	entries, length, err := journal.Read[entry](strings.NewReader(out.String() + `{"Squa`))
	if err != nil || length != int64(out.Len()) || told != 20 {
		t.Fatalf("%d bytes, told of %d entries, error %v: want %d bytes without what broke off, and 20 entries", length, told, err, out.Len())
	}
	var got []int
	for _, e := range entries {
		got = append(got, e.Square)
	}
	slices.Sort(got)
	for i, square := range got {
		if square != i*i {
			t.Fatalf("entries %v: want the squares of 0 to 19", got)
		}
	}
}

func TestBrokenEntryIsAnError(t *testing.T) {
	if _, _, err := journal.Read[entry](strings.NewReader("{}\nfoo\n")); err == nil || !strings.Contains(err.Error(), "entry 2") {
		t.Errorf("error %v: want one that names entry 2", err)
	}
}

func TestInterruptedWorkIsNotWritten(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	var out bytes.Buffer
	work := append(tasks(1), func(context.Context) entry {
		cancel()
		return entry{99}
	})
	err := journal.Fill(ctx, 1, &out, append(work, tasks(5)...), nil)
	if !errors.Is(err, context.Canceled) || out.String() != "{\"Square\":0}\n" {
		t.Errorf("error %v and journal %q: want it cancelled after the first entry", err, out.String())
	}
}
