package trainer

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"pushforward/core/engine"
	"pushforward/core/graph"
	"pushforward/wasm/protocol"
)

// large is a run whose arithmetic is nearly all in matrix products.
func large(id string) protocol.Run {
	run := small(id)
	run.Parameters = map[string]string{"batch": "64", "net": "64,64"}
	return run
}

// products are the operations of the matrix products of one pass through a network, and of a training step's forward and backward passes: by
// the weights, and by the inputs but for those of the first layer.
func products(batch int, widths ...int) (forward, step int) {
	for i := range len(widths) - 1 {
		one := 2 * batch * widths[i] * widths[i+1]
		forward += one
		step += 3 * one
		if i == 0 {
			step -= one
		}
	}
	return forward, step
}

// By the rig's clock a step takes 2 ms, and one of the Wasserstein method, which proposes points before, 3 ms.
func TestBenchTellsTheTimeAndArithmeticOfAStep(t *testing.T) {
	_, flow := products(64, 2*(1+2*5)+1+2*3, 64, 64, 2)
	// The map is two blocks, each after four octaves of waves. What the second is given has a gradient too.
	block, first := products(64, 2*(1+2*4), 64, 2)
	propose, pair := 2*block, first+3*block
	for id, want := range map[string]struct{ ms, operations float64 }{
		"fm":          {2, float64(flow)},
		"wasserstein": {3, float64(propose + pair)},
	} {
		r := newRig()
		do(t, r.Bench(&protocol.Bench{Run: large(id), Steps: 47}))
		if len(r.page)+len(r.stage) != 1 {
			t.Fatalf("%s: the page was told %v, the stage %v: want one message to the page", id, kinds(r.page), kinds(r.stage))
		}
		got := last[protocol.Timing](t, r.page)
		if got.Steps != 47 || math.Abs(got.MsPerStep-want.ms) > 1e-9 {
			t.Errorf("%s: %v ms in each of %d steps, want %v in 47", id, got.MsPerStep, got.Steps, want.ms)
		}
		if share := got.Gflops * got.MsPerStep * 1e6 / want.operations; share < 1 || share > 1.2 {
			t.Errorf("%s: %.3f times the operations of the products: want a little above 1", id, share)
		}
	}
}

// The last slice is too short to count, and the first of all steps counts however short it is.
func TestBenchTakesAnyNumberOfSteps(t *testing.T) {
	for _, steps := range []int{1, 10, 11} {
		r := newRig()
		do(t, r.Bench(&protocol.Bench{Run: small("fm"), Steps: steps}))
		if got := last[protocol.Timing](t, r.page); got.Steps != steps || math.Abs(got.MsPerStep-2) > 1e-9 {
			t.Errorf("%v ms in each of %d steps, want 2 in %d", got.MsPerStep, got.Steps, steps)
		}
	}
}

func TestBenchPausesTheRunAndLeavesItAsItIs(t *testing.T) {
	r := set(t, small("fm"))
	do(t, r.Train(false))
	r.slices(t, 3)
	step, print := r.session.Steps(), r.fingerprint(t)
	do(t, r.Bench(&protocol.Bench{Run: small("mmd"), Steps: 5}))
	if r.Training() || last[protocol.State](t, r.page).Status != protocol.StatusPaused {
		t.Error("the run trains on")
	}
	if r.session.Steps() != step || r.fingerprint(t) != print || r.run.Method != "fm" {
		t.Errorf("the run is one of %s at step %d, want it as it was at step %d", r.run.Method, r.session.Steps(), step)
	}
	do(t, r.Train(false))
	r.slices(t, 1)
	if r.session.Steps() <= step {
		t.Error("the run cannot go on")
	}
}

func TestBenchRefusesInASentence(t *testing.T) {
	run := func(change func(*protocol.Run)) protocol.Run {
		changed := small("fm")
		change(&changed)
		return changed
	}
	for _, test := range []struct {
		bench protocol.Bench
		want  string
	}{
		{protocol.Bench{Run: small("fm")}, "0 steps: want 1 to 10000"},
		{protocol.Bench{Run: small("fm"), Steps: maxSteps + 1}, "10001 steps"},
		{protocol.Bench{Run: run(func(r *protocol.Run) { r.Method = "nobody" }), Steps: 1}, `method "nobody": want one of`},
		{protocol.Bench{Run: run(func(r *protocol.Run) { r.Target = "mars" }), Steps: 1}, `"mars"`},
		{protocol.Bench{Run: run(func(r *protocol.Run) { r.Parameters["batch"] = "7" }), Steps: 1}, "batch"},
		{protocol.Bench{Run: run(func(r *protocol.Run) { r.Parameters["depth"] = "7" }), Steps: 1}, "depth"},
	} {
		r := set(t, small("fm"))
		do(t, r.Train(false))
		r.forget()
		err := r.Bench(&test.bench)
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("error %v, want one that says %s", err, test.want)
		}
		if !r.Training() || len(r.page) > 0 {
			t.Errorf("%s: the run does not train on as before", test.want)
		}
	}
}

func TestBenchOfARunThatDivergesIsRefused(t *testing.T) {
	r := newRig()
	r.poisoned = 1
	if err := r.Bench(&protocol.Bench{Run: small("fm"), Steps: 5}); err == nil || !strings.Contains(err.Error(), "diverged") {
		t.Errorf("error %v, want one that says that training diverged", err)
	}
}

// uncounted is an engine whose instances do not know their arithmetic.
type uncounted struct{}

func (uncounted) Instantiate(program *graph.Graph) (engine.Instance, error) {
	return engine.Reference{}.Instantiate(program)
}

func TestBenchNeedsAnEngineThatCounts(t *testing.T) {
	r := newRig()
	r.Engine = uncounted{}
	if err := r.Bench(&protocol.Bench{Run: small("fm"), Steps: 1}); err == nil || !strings.Contains(err.Error(), "uncounted") {
		t.Errorf("error %v, want one that names the engine", err)
	}
}

func TestTheFallbackIsBenchedToo(t *testing.T) {
	r := newRig()
	r.Engine = engine.Fallback{}
	r.Clock = func() time.Duration { // a tick a look: the fallback is not on the rig's clock
		r.now += time.Millisecond
		return r.now
	}
	do(t, r.Bench(&protocol.Bench{Run: small("fm"), Steps: 2}))
	if got := last[protocol.Timing](t, r.page); got.Gflops <= 0 || got.Steps != 2 {
		t.Errorf("timing %+v of 2 steps", got)
	}
	if kinds := kinds(r.page); !slices.Equal(kinds, []protocol.Type{protocol.TypeTiming}) {
		t.Errorf("the page was told %v", kinds)
	}
}

// cutBench is a bench of a run whose steps are cut in two.
func cutBench(workers int) *protocol.Bench {
	return &protocol.Bench{Run: cutRun(), Steps: 12, Workers: workers}
}

// Both workers compute their parts of the bench's steps, and then stand by for the page's run as before.
func TestBenchOfTwoWorkersSharesItsSteps(t *testing.T) {
	r, lead, second := pair(t, small("mmd"))
	do(t, r.Step(3))
	print := r.fingerprint(t)
	waitFor(t, func() bool { return r.assistant() != nil })
	do(t, r.Bench(cutBench(2)))
	if got := last[protocol.Timing](t, r.page); got.Steps != 12 || got.MsPerStep <= 0 || got.Gflops <= 0 {
		t.Errorf("timing %+v of 12 steps", got)
	}
	if a, b := lead.sent[protocol.TaskResults], second.sent[protocol.TaskResults]; a < 12+warmUpSteps || b < 12+warmUpSteps {
		t.Errorf("sent the results of %d and %d shards, want one a step from each", a, b)
	}
	waitFor(t, func() bool { return r.assistant() != nil })
	if r.fingerprint(t) != print || r.run.Method != "mmd" {
		t.Error("the page's run is not as it was")
	}
}

// Until the second worker comes, what is asked for later waits too: answers come in turn.
func TestBenchOfTwoWorkersWaitsForTheSecond(t *testing.T) {
	r := set(t, small("fm"))
	r.forget()
	do(t, r.Bench(cutBench(2)))
	do(t, r.Bench(&protocol.Bench{Run: small("fm"), Steps: 0}))
	do(t, r.Bench(&protocol.Bench{Run: small("fm"), Steps: 5}))
	if got := kinds(r.page); !slices.Equal(got, []protocol.Type{protocol.TypeAssist}) {
		t.Fatalf("the page was told %v, want that a second worker is wanted", got)
	}
	enlist(t, r, r.Open)
	var answers []string
	for _, letter := range r.page {
		switch m := letter.fields.(type) {
		case protocol.Timing:
			answers = append(answers, fmt.Sprint(m.Steps))
		case *protocol.Error:
			answers = append(answers, m.Message)
		}
	}
	if want := []string{"12", "0 steps: want 1 to 10000", "5"}; !slices.Equal(answers, want) {
		t.Errorf("answers %q, want %q", answers, want)
	}
}

func TestBenchOfTwoWorkersIsRefusedInASentence(t *testing.T) {
	r := set(t, small("fm"))
	for _, test := range []struct {
		bench *protocol.Bench
		want  string
	}{
		{&protocol.Bench{Run: small("fm"), Steps: 5, Workers: 2}, "not shared"},
		{&protocol.Bench{Run: small("mmd"), Steps: 5, Workers: 2}, "not shared"},
		{cutBench(3), "3 workers: want 1 or 2"},
	} {
		if err := r.Bench(test.bench); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("error %v, want one that says %s", err, test.want)
		}
	}
	do(t, r.Bench(cutBench(2)))
	r.now += RestTime
	do(t, r.Hear())
	if got := last[*protocol.Error](t, r.page); got.Of != protocol.TypeBench || !strings.Contains(got.Message, "no second one came") {
		t.Errorf("%+v, want an answer to the bench that says that nobody came", got)
	}
}

// A second worker that is lost on the way ends the bench: what one worker alone takes is not what was asked for.
func TestBenchOfTwoWorkersEndsWithTheSecond(t *testing.T) {
	r, _, second := pair(t, small("fm"))
	second.breaks = second.total + 4
	if err := r.Bench(cutBench(2)); err == nil || !strings.Contains(err.Error(), "lost") {
		t.Errorf("error %v, want one that says that the second worker is lost", err)
	}
	do(t, r.Step(2))
}
