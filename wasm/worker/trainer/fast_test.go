package trainer

import (
	"errors"
	"strings"
	"sync/atomic"
	"testing"

	"pushforward/assets"
	"pushforward/core/engine"
	"pushforward/core/graph"
	"pushforward/wasm/protocol"
)

// relaxed is what a machine has of relaxed arithmetic.
type relaxed struct {
	none     bool
	programs atomic.Int32 // that were made runnable with it
}

// relaxing is an engine with a stand-in for relaxed arithmetic: it is exact, but counted.
type relaxing struct {
	engine.Engine
	machine *relaxed
}

func (r relaxing) Relax() (engine.Engine, error) {
	if r.machine.none {
		return nil, errors.New("fast arithmetic: not on this machine")
	}
	return counting(r), nil
}

type counting relaxing

func (c counting) Instantiate(program *graph.Graph) (engine.Instance, error) {
	c.machine.programs.Add(1)
	return c.Engine.Instantiate(program)
}

// fast is a small run with relaxed arithmetic.
func fast(id string) protocol.Run {
	run := small(id)
	run.Fast = true
	return run
}

func TestFastRunIsOnTheRelaxedEngine(t *testing.T) {
	r := set(t, small("fm"))
	do(t, r.Step(3))
	if n := r.relaxed.programs.Load(); n != 0 || last[protocol.State](t, r.page).Run.Fast {
		t.Fatalf("%d programs of an exact run are relaxed", n)
	}
	do(t, r.Set(fast("fm")))
	if s := last[protocol.State](t, r.page); r.relaxed.programs.Load() != 1 || !s.Run.Fast || s.Step != 0 || s.Status != protocol.StatusIdle {
		t.Errorf("%d programs are relaxed, the run stands at %+v: want one, and a fast run at step 0", r.relaxed.programs.Load(), s)
	}
	do(t, r.Step(3))
	run := fast("fm")
	run.Solver = "rk4"
	do(t, r.Set(run)) // goes on
	if s := last[protocol.State](t, r.page); r.relaxed.programs.Load() != 1 || s.Step != 3 {
		t.Errorf("with another solver, %d programs are relaxed and the run is at step %d: want the same one at 3", r.relaxed.programs.Load(), s.Step)
	}
	do(t, r.Set(small("fm")))
	if s := last[protocol.State](t, r.page); r.relaxed.programs.Load() != 1 || s.Run.Fast || s.Step != 0 {
		t.Errorf("exact again, the run stands at %+v, want step 0", s)
	}
}

func TestBothWorkersOfAFastRunAreRelaxed(t *testing.T) {
	run := cutRun()
	run.Fast = true
	r, lead, second := pair(t, run)
	do(t, r.Step(7))
	if n := r.relaxed.programs.Load(); n != 2 || lead.sent[protocol.TaskResults] < 1 || second.sent[protocol.TaskResults] < 1 {
		t.Errorf("%d programs are relaxed, want that of each of the two workers", n)
	}
	waitFor(t, func() bool { return r.assistant() != nil })
	b := cutBench(2)
	b.Run.Fast, b.Run.Seed = true, 8
	do(t, r.Bench(b))
	if got := last[protocol.Timing](t, r.page); !got.Fast || r.relaxed.programs.Load() < 4 {
		t.Errorf("timing %+v, and %d relaxed programs: want a fast one, and four at least", got, r.relaxed.programs.Load())
	}
}

func TestTimingTellsItsArithmetic(t *testing.T) {
	r := newRig()
	for _, run := range []protocol.Run{small("fm"), fast("fm")} {
		do(t, r.Bench(&protocol.Bench{Run: run, Steps: 5}))
		if got := last[protocol.Timing](t, r.page); got.Fast != run.Fast || (r.relaxed.programs.Load() > 0) != run.Fast || got.Gflops <= 0 {
			t.Errorf("timing %+v after %d relaxed programs, want fast %v", got, r.relaxed.programs.Load(), run.Fast)
		}
	}
}

// What comes trained is of exact runs, and opens in fast ones.
func TestFastRunComesTrainedToo(t *testing.T) {
	r := newRig()
	r.Open = assets.Open
	do(t, r.SetTrained(protocol.Run{Method: "mmd", Source: "gaussian", Target: "8gaussians", Fast: true}))
	if s := last[protocol.State](t, r.page); !s.Trained || !s.Run.Fast || s.Step != 3000 || r.relaxed.programs.Load() != 1 {
		t.Errorf("%+v: want a fast run that comes trained, at step 3000", s)
	}
}

// Where there is no relaxed arithmetic, the welcome says so, fast runs are refused and leave the run as it is, and a file of one goes on exactly, which the page
// is told once.
func TestWithoutRelaxedArithmetic(t *testing.T) {
	elsewhere := set(t, fast("fm"))
	do(t, elsewhere.Step(4))
	do(t, elsewhere.Model(protocol.FormatSafetensors))
	file := last[protocol.Model](t, elsewhere.page).Bytes
	if !strings.Contains(string(file), `\"fast\":true`) || !Welcome(elsewhere.Engine, nil).Schema.Fast {
		t.Error("where there is relaxed arithmetic, the welcome or the file does not say so")
	}

	r := newRig()
	r.relaxed.none = true
	if Welcome(r.Engine, nil).Schema.Fast {
		t.Error("the welcome offers fast runs")
	}
	do(t, r.Set(small("mmd")))
	do(t, r.Step(2))
	r.forget()
	for _, err := range []error{r.Set(fast("fm")), r.Bench(&protocol.Bench{Run: fast("fm"), Steps: 1})} {
		if err == nil || err.Error() != "fast arithmetic: not on this machine" {
			t.Errorf("error %v, want the engine's", err)
		}
	}
	if len(r.page) > 0 || r.run.Method != "mmd" || r.session.Steps() != 2 {
		t.Errorf("refused, the run is %+v, and the page was told %v", r.run, kinds(r.page))
	}
	do(t, r.OpenModel(file))
	s, told := last[protocol.State](t, r.page), all[*protocol.Error](r.page)
	if s.Run.Fast || s.Step != 4 || !s.Trained || r.fingerprint(t) != elsewhere.fingerprint(t) {
		t.Errorf("opened: %+v, want the numbers of the fast run in an exact one that is not straight", s)
	}
	if len(told) != 1 || !strings.Contains(told[0].Message, "trained with fast arithmetic, which this browser does not have") || told[0].Of != "" {
		t.Errorf("the page was told %+v, want one sentence", told)
	}
	do(t, r.Step(1))
}
