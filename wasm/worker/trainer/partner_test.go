package trainer

import (
	"errors"
	"io"
	"reflect"
	"slices"
	"testing"
	"time"

	"pushforward/wasm/protocol"
)

// wire is one end of a line between two goroutines. It breaks once so many tasks have been sent over it.
type wire struct {
	in, out chan *protocol.Task
	sent    map[protocol.TaskKind]int
	breaks  int // 0 is never
	total   int
}

func newWires() (a, b *wire) {
	there, back := make(chan *protocol.Task, 64), make(chan *protocol.Task, 64)
	return &wire{in: back, out: there, sent: map[protocol.TaskKind]int{}}, &wire{in: there, out: back, sent: map[protocol.TaskKind]int{}}
}

func (w *wire) Send(task *protocol.Task) {
	if w.total++; w.breaks > 0 && w.total > w.breaks {
		return
	}
	w.sent[task.Kind]++
	copied := *task
	copied.Values = slices.Clone(task.Values)
	w.out <- &copied
}

func (w *wire) Next(wait time.Duration) *protocol.Task {
	switch {
	case wait < 0:
		return <-w.in
	case wait == 0:
		select {
		case task := <-w.in:
			return task
		default:
			return nil
		}
	}
	select {
	case task := <-w.in:
		return task
	case <-time.After(wait):
		return nil
	}
}

// pair is a rig with a second worker, which stands by, and the ends of the line between the two: the lead's and the assistant's.
func pair(t *testing.T, run protocol.Run) (r *rig, lead, second *wire) {
	t.Helper()
	r = set(t, run)
	lead, second = enlist(t, r, func(string) (io.ReadCloser, error) { return nil, errors.New("no files here") })
	waitFor(t, func() bool { return r.assistant() != nil })
	return r, lead, second
}

// enlist gives a rig a second worker that opens files as told.
func enlist(t *testing.T, r *rig, open func(string) (io.ReadCloser, error)) (lead, second *wire) {
	lead, second = newWires()
	a := Assistant{Engine: r.second, Open: open, Clock: func() time.Duration { return 0 }, Line: second}
	done := make(chan struct{})
	go func() {
		a.Serve()
		if a.session != nil {
			a.session.Close()
		}
		close(done)
	}()
	t.Cleanup(func() {
		close(lead.out)
		<-done
	})
	r.Assist(lead)
	return lead, second
}

func waitFor(t *testing.T, holds func() bool) {
	t.Helper()
	for range 3000 {
		if holds() {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatal("waited for half a minute in vain")
}

// cutRun is a run whose steps are cut in two.
func cutRun() protocol.Run {
	run := small("fm")
	run.Parameters = map[string]string{"steps": "16", "batch": "1250", "net": "96,96"}
	return run
}

func TestTwoWorkersTrainTheBitsOfOne(t *testing.T) {
	alone := set(t, cutRun())
	do(t, alone.Step(16))
	r, lead, second := pair(t, cutRun())
	do(t, r.Step(7))
	do(t, r.Train(false))
	r.slices(t, 1000)
	if a, b := alone.fingerprint(t), r.fingerprint(t); a != b || last[protocol.State](t, r.page).Status != protocol.StatusFinished {
		t.Errorf("alone %s, with two %s", a, b)
	}
	if lead.sent[protocol.TaskResults] < 7 || second.sent[protocol.TaskResults] < 7 {
		t.Errorf("sent %v and %v: want the results of most steps from both", lead.sent, second.sent)
	}
	for range 2 {
		waitFor(t, func() bool { return r.assistant() != nil })
		do(t, r.Reset())
		do(t, r.Step(16))
		if a, b := alone.fingerprint(t), r.fingerprint(t); a != b {
			t.Errorf("alone %s, with two and from the start again %s", a, b)
		}
	}
}

// Wherever the second worker falls silent, the first goes on alone with the same bits.
func TestTrainingOutlivesTheSecondWorker(t *testing.T) {
	alone := set(t, cutRun())
	do(t, alone.Step(9))
	for _, breaks := range []int{2, 5} {
		r, _, second := pair(t, cutRun())
		second.breaks = breaks
		do(t, r.Step(9))
		if a, b := alone.fingerprint(t), r.fingerprint(t); a != b {
			t.Errorf("silent after %d tasks: alone %s, with one that was lost %s", breaks, a, b)
		}
		if do(t, r.Hear()); r.partner != nil {
			t.Errorf("silent after %d tasks, it is still counted on", breaks)
		}
	}
}

// What two workers draw, show and measure are the bits of one.
func TestTwoWorkersLookLikeOne(t *testing.T) {
	for _, id := range []string{"fm", "mmd"} {
		alone := set(t, small(id))
		r, lead, _ := pair(t, small(id))
		for _, one := range []*rig{alone, r} {
			one.forget()
			do(t, one.Step(3))
			do(t, one.Samples(5000))
		}
		waitFor(t, func() bool {
			do(t, r.Hear())
			return len(all[protocol.Score](r.page)) > 0
		})
		if a, b := last[protocol.Samples](t, alone.page), last[protocol.Samples](t, r.page); !reflect.DeepEqual(a, b) {
			t.Errorf("%s: the samples differ", id)
		}
		if a, b := last[protocol.Paths](t, alone.stage), last[protocol.Paths](t, r.stage); !reflect.DeepEqual(a, b) {
			t.Errorf("%s: the paths differ", id)
		}
		a, b := last[protocol.Score](t, alone.page), last[protocol.Score](t, r.page)
		if a.SampleMs10, b.SampleMs10 = 0, 0; a != b {
			t.Errorf("%s: score %+v, with two %+v", id, a, b)
		}
		if lead.sent[protocol.TaskCarry] < 1 || lead.sent[protocol.TaskScore] != 1 {
			t.Errorf("%s: the second worker was sent %v", id, lead.sent)
		}
	}
}

// A second worker that cannot do what it is asked says so, and is asked no more.
// A lead that is told to goes on alone, with the same bits, and asks the second worker for nothing more.
func TestLeadGoesOnAlone(t *testing.T) {
	alone := set(t, cutRun())
	do(t, alone.Part()) // from nobody
	do(t, alone.Step(9))
	r, lead, _ := pair(t, cutRun())
	do(t, r.Step(4))
	do(t, r.Part())
	asked := lead.total
	do(t, r.Step(5))
	if a, b := alone.fingerprint(t), r.fingerprint(t); a != b || r.workers() != 1 || lead.total != asked {
		t.Errorf("alone %s, parted %s, with %d workers and %d tasks since: want equal, one and none", a, b, r.workers(), lead.total-asked)
	}
}

func TestRefusalEndsThePartnership(t *testing.T) {
	r := set(t, small("fm"))
	_, second := enlist(t, r, nil)
	r.partner.line.Send(&protocol.Task{Kind: "dance"})
	waitFor(t, func() bool {
		do(t, r.Hear())
		return r.partner == nil
	})
	if second.sent[protocol.TaskRefused] != 1 {
		t.Errorf("the second worker sent %v, want one refusal", second.sent)
	}
	do(t, r.Step(2))
	if len(all[protocol.Score](r.page)) != 1 {
		t.Error("alone, it measures no more")
	}
}

// The page is asked for a second worker once, when there is work for it.
func TestSecondWorkerIsAskedForWhenItPays(t *testing.T) {
	quick := set(t, small("fm"))
	quick.call = 0
	do(t, quick.Train(false))
	quick.slices(t, 1000)
	cutSteps := set(t, cutRun())
	do(t, cutSteps.Train(false))
	cutSteps.slices(t, 2)
	for _, test := range []struct {
		r    *rig
		want int
	}{{quick, 0}, {cutSteps, 1}} {
		asked := 0
		for _, kind := range kinds(test.r.page) {
			if kind == protocol.TypeAssist {
				asked++
			}
		}
		if asked != test.want {
			t.Errorf("asked %d times, want %d", asked, test.want)
		}
	}
}
