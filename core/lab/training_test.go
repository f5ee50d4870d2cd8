package lab_test

import (
	"context"
	"errors"
	"math"
	"testing"
	"time"

	"pushforward/core/lab"
)

// still is a clock that stands still.
func still() time.Duration { return 0 }

// ticking is a clock that moves on by a fixed time whenever it is read.
func ticking(by time.Duration) lab.Clock {
	now := time.Duration(0)
	return func() time.Duration {
		now += by
		return now
	}
}

func flow() lab.Config {
	return lab.Config{Method: "fm", Source: "gaussian", Target: "moons", Seed: 1, Parameters: small()}
}

func TestTrainTakesTheStepsOfItsBudget(t *testing.T) {
	config := flow()
	config.Parameters["steps"] = "30"
	for _, test := range []struct {
		name   string
		budget lab.Budget
		clock  lab.Clock
		want   int
	}{
		{"the method's own", lab.Budget{}, still, 30},
		{"fewer", lab.Budget{Steps: 7}, still, 7},
		{"steps before seconds", lab.Budget{Steps: 9, Seconds: 1000}, still, 9},
		{"seconds", lab.Budget{Seconds: 2}, ticking(100 * time.Millisecond), 20}, // the clock moves on once a step
	} {
		t.Run(test.name, func(t *testing.T) {
			run := newRun(t, config)
			if _, err := run.Train(context.Background(), test.budget, test.clock, nil); err != nil {
				t.Fatal(err)
			}
			if run.Steps() != test.want || run.Horizon() != test.want {
				t.Errorf("%d steps on a schedule of %d, want %d on as many", run.Steps(), run.Horizon(), test.want)
			}
		})
	}
}

// Finding the pace leaves no trace: the steps that a time came to give the same bits when they are asked for as steps.
func TestTrainForATimeCanBeRepeated(t *testing.T) {
	timed, counted := newRun(t, flow()), newRun(t, flow())
	if _, err := timed.Train(context.Background(), lab.Budget{Seconds: 3}, ticking(50*time.Millisecond), nil); err != nil {
		t.Fatal(err)
	}
	if _, err := counted.Train(context.Background(), lab.Budget{Steps: timed.Steps()}, still, nil); err != nil {
		t.Fatal(err)
	}
	if a, b := fingerprint(t, timed), fingerprint(t, counted); a != b {
		t.Errorf("fingerprints %s and %s after %d steps: want the same", a, b, timed.Steps())
	}
}

func TestTrainReportsEverySecond(t *testing.T) {
	var seen []lab.Progress
	run := newRun(t, flow())
	spent, err := run.Train(context.Background(), lab.Budget{Steps: 20}, ticking(250*time.Millisecond), func(p lab.Progress) { seen = append(seen, p) })
	if err != nil {
		t.Fatal(err)
	}
	if len(seen) != 5 {
		t.Errorf("told %d times in %v, want 5", len(seen), spent)
	}
	for i, p := range seen {
		if p.Step != 4*(i+1) || p.Steps != 20 || !(p.Loss > 0) || p.Spent != time.Duration(i+1)*time.Second {
			t.Errorf("report %d is %+v", i, p)
		}
	}
}

func TestTrainStopsWhenTold(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	run := newRun(t, flow())
	_, err := run.Train(ctx, lab.Budget{Steps: 1000}, ticking(time.Second), func(p lab.Progress) { stop() })
	if !errors.Is(err, context.Canceled) || run.Steps() != 1 {
		t.Errorf("error %v after %d steps: want that it was cancelled after 1", err, run.Steps())
	}
}

func TestTrainRefusesImpossibleBudgets(t *testing.T) {
	run := newRun(t, flow())
	for _, budget := range []lab.Budget{{Steps: -1}, {Steps: lab.MaxSteps + 1}, {Seconds: -1}, {Seconds: math.NaN()}, {Seconds: math.Inf(1)}} {
		if _, err := run.Train(context.Background(), budget, still, nil); err == nil {
			t.Errorf("a budget of %+v was taken, want an error", budget)
		}
	}
}

// One number that is not finite makes every loss after it so, which is noticed at the next report, and at the end.
func TestTrainTellsOfDivergence(t *testing.T) {
	for _, test := range []struct {
		clock lab.Clock
		step  int
	}{{ticking(time.Second), 3}, {ticking(300 * time.Millisecond), 10}} {
		run := newRun(t, flow())
		_, err := run.Train(context.Background(), lab.Budget{Steps: 10}, test.clock, func(p lab.Progress) {
			if p.Step == 2 || p.Step == 8 {
				spoil(t, run)
			}
		})
		var diverged lab.Diverged
		if !errors.As(err, &diverged) || diverged.Step != test.step {
			t.Errorf("error %v: want that training diverged by step %d", err, test.step)
		}
	}
}

// spoil makes a bias of the network not a number.
func spoil(t *testing.T, run *lab.Session) {
	t.Helper()
	if err := lab.Write(run, "net.velocity.bias2", []float32{0, float32(math.NaN())}); err != nil {
		t.Fatal(err)
	}
}

func fingerprint(t *testing.T, run *lab.Session) string {
	t.Helper()
	f, err := run.Fingerprint()
	if err != nil {
		t.Fatal(err)
	}
	return f
}
