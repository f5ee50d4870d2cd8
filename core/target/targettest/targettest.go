// Package targettest holds targets to what their registry entries say of them.
//
// Every check is against something the target does not compute itself: draws against densities, densities against an area of one,
// scores against finite differences, moments against draws. An ability that is listed but missing, present but not listed, or of a kind
// that no check here covers, fails.
package targettest

import (
	"errors"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pushforward/core/param"
	"pushforward/core/random"
	"pushforward/core/target"
)

// seed of all draws: the suite sees the same numbers in every run, so that its bounds hold always or never.
const seed = 20231113

// draws is how many points a statistical check uses.
const draws = 20_000

// A Reporter is told what is wrong. [testing.T] is one.
type Reporter interface {
	Helper()
	Errorf(format string, args ...any)
}

// TestRegistry checks each entry, and that the ids differ. Open gives the files of real data.
func TestRegistry(t *testing.T, registry []target.Entry, open target.Open) {
	seen := map[string]bool{}
	for _, entry := range registry {
		if seen[entry.ID] {
			t.Errorf("two entries have the id %q", entry.ID)
		}
		seen[entry.ID] = true
		t.Run(entry.ID, func(t *testing.T) { TestEntry(t, entry, open) })
	}
}

// TestEntry checks one entry and the target it builds.
func TestEntry(t Reporter, entry target.Entry, open target.Open) {
	if entry.New == nil {
		t.Errorf("the entry %q has no builder", entry.ID)
		return
	}
	testEntry(t, entry)
	testParameters(t, entry, open)
	testData(t, entry, open)
	built, err := build(entry, nil, open)
	if err != nil {
		t.Errorf("with default parameters: %v", err)
		return
	}
	testTarget(t, built, entry)
}

// build is the target of an entry with some parameters set.
func build(entry target.Entry, params map[string]string, open target.Open) (target.Target, error) {
	builder := entry.New()
	if err := param.SetAll(builder, params); err != nil {
		return nil, err
	}
	return builder.Build(open)
}

// testEntry checks that an entry is complete and that its parameters are well formed.
func testEntry(t Reporter, entry target.Entry) {
	if entry.ID == "" || entry.Name == "" || entry.Idea == "" {
		t.Errorf("the entry %q, %q, %q lacks an id, name or idea", entry.ID, entry.Name, entry.Idea)
	}
	if (entry.Data != "") != (entry.Attribution != "") {
		t.Errorf("data %q, attribution %q: want both or neither", entry.Data, entry.Attribution)
	}
	if (entry.Data == "") == (entry.Formula == "") {
		t.Errorf("data %q, formula %q: want one of them", entry.Data, entry.Formula)
	}
	if err := param.Check(entry.New()); err != nil {
		t.Errorf("%v", err)
	}
	if entry.New() == entry.New() && len(param.Table(entry.New())) > 0 {
		t.Errorf("New gives the same builder twice: its parameters would be shared")
	}
}

// testParameters checks both ends of every range, each choice, and that what lies outside is refused.
func testParameters(t Reporter, entry target.Entry, open target.Open) {
	for _, p := range param.Table(entry.New()) {
		allowed, refused := values(p)
		for _, value := range allowed {
			built, err := build(entry, map[string]string{p.Name: value}, open)
			if err != nil {
				t.Errorf("%s %q: %v", p.Name, value, err)
				continue
			}
			points := make([]float32, 100*built.Dim())
			built.Sample(points, random.New(seed, "data"))
			checkFinite(t, p.Name+" "+value, points)
		}
		for _, value := range refused {
			if err := param.Set(entry.New(), p.Name, value); err == nil {
				t.Errorf("%s %q was taken, want an error", p.Name, value)
			}
		}
	}
}

// values to try for a parameter: some that are allowed and some that are not.
func values(p param.Parameter) (allowed, refused []string) {
	switch p.Kind {
	case param.Bool:
		return []string{"true", "false"}, []string{"maybe"}
	case param.Choice:
		return p.Choices, []string{"", strings.Join(p.Choices, "+") + "?"}
	case param.Text, param.Made:
		return []string{p.Default}, []string{strings.Repeat("1", int(p.Max)+1), "1\n"}
	}
	number := func(x float64) string { return strconv.FormatFloat(x, 'g', -1, 64) }
	return []string{number(p.Min), number(p.Max)}, []string{number(p.Min - 1), number(p.Max + 1), "NaN", "x"}
}

// testData checks that real data is read from the file the entry names, that a missing file is an error, and that the file is closed.
func testData(t Reporter, entry target.Entry, open target.Open) {
	var opened []string
	var closed int
	_, err := entry.New().Build(func(name string) (io.ReadCloser, error) {
		opened = append(opened, name)
		file, err := open(name)
		return &countedCloser{file, &closed}, err
	})
	if entry.Data == "" {
		if len(opened) > 0 {
			t.Errorf("opened %v, but the entry names no data", opened)
		}
		return
	}
	if err != nil || !slices.Equal(opened, []string{entry.Data}) || closed != 1 {
		t.Errorf("opened %v, closed %d of them, error %v: want %s, once", opened, closed, err, entry.Data)
	}
	missing := errors.New("no such file")
	if _, err := entry.New().Build(func(string) (io.ReadCloser, error) { return nil, missing }); !errors.Is(err, missing) {
		t.Errorf("with its file missing: error %v, want one that wraps it", err)
	}
}

type countedCloser struct {
	io.ReadCloser
	closed *int
}

func (c *countedCloser) Close() error {
	*c.closed++
	return c.ReadCloser.Close()
}

func checkFinite(t Reporter, what string, points []float32) {
	t.Helper()
	for i, x := range points {
		if math.IsNaN(float64(x)) || math.IsInf(float64(x), 0) {
			t.Errorf("%s: number %d of the draws is %v", what, i, x)
			return
		}
	}
}
