package lab

import (
	"cmp"
	"context"
	"fmt"
	"time"
)

// A Budget says how long [Session.Train] trains. The zero value is the schedule that the method's own parameters ask for.
type Budget struct {
	Steps   int     // exactly so many, on a schedule as long; 0 to MaxSteps
	Seconds float64 // about so long on this machine, if Steps is 0; 0 to MaxSeconds
	Until   int     // the step of the schedule at which to stop; 0 is its end
}

// The largest budgets: the step counter of a program is exact to 2²⁴.
const (
	MaxSteps   = 1 << 24
	MaxSeconds = 24 * 60 * 60
)

// A Clock tells the time since any fixed moment.
type Clock func() time.Duration

// Progress is where a training stands.
type Progress struct {
	Step, Steps int // taken, and to take
	Loss        float64
	Spent       time.Duration
}

// progressEvery is how often training reports and checks that its loss is finite.
const progressEvery = time.Second

// Train trains from step 0 until the budget is spent, and returns the time that took. Steps end the schedule they run on, so a run of a
// budget in seconds can be repeated, bit for bit, with the number of steps it came to. Progress, unless nil, is told every second. It is an
// error, a [Diverged], if the loss leaves the finite numbers, and ctx's own if that ends first.
func (s *Session) Train(ctx context.Context, budget Budget, clock Clock, progress func(Progress)) (time.Duration, error) {
	if !s.Learns() {
		return 0, s.Reset()
	}
	if err := s.schedule(ctx, budget, clock); err != nil {
		return 0, err
	}
	return s.GoOn(ctx, budget.Until, clock, progress)
}

// GoOn trains from where the run stands until it is at a step of its schedule, or at the end of that if 0, as [Session.Train] does.
func (s *Session) GoOn(ctx context.Context, until int, clock Clock, progress func(Progress)) (time.Duration, error) {
	until = cmp.Or(until, s.horizon)
	if until < s.steps || until > s.horizon {
		return 0, fmt.Errorf("lab: until step %d: want %d to %d, from where the run stands to the end of its schedule", until, s.steps, s.horizon)
	}
	start := clock()
	due := start + progressEvery
	for s.steps < until {
		if err := s.stepUnlessDone(ctx); err != nil {
			return clock() - start, err
		}
		if now := clock(); now >= due {
			loss, err := s.Loss()
			if err != nil {
				return now - start, err
			}
			if progress != nil {
				progress(Progress{Step: s.steps, Steps: s.horizon, Loss: loss, Spent: now - start})
			}
			due = now + progressEvery
		}
	}
	spent := clock() - start
	_, err := s.Loss()
	return spent, err
}

// schedule sets the number of steps and goes back to step 0.
func (s *Session) schedule(ctx context.Context, budget Budget, clock Clock) error {
	steps := s.horizon
	switch {
	case budget.Steps < 0 || budget.Steps > MaxSteps:
		return fmt.Errorf("lab: a budget of %d steps: want 1 to %d, or 0 for the method's own", budget.Steps, MaxSteps)
	case !(budget.Seconds >= 0 && budget.Seconds <= MaxSeconds):
		return fmt.Errorf("lab: a budget of %v seconds: want above 0 and at most %d, or 0 for the method's own", budget.Seconds, MaxSeconds)
	case budget.Steps > 0:
		steps = budget.Steps
	case budget.Seconds > 0:
		pace, err := s.pace(ctx, budget.Seconds, clock)
		if err != nil {
			return err
		}
		steps = int(min(max(1, budget.Seconds/pace), MaxSteps))
	}
	if err := s.Reset(); err != nil {
		return err
	}
	return s.SetHorizon(steps)
}

// pace is the time of a step, in seconds, found by taking some: for a tenth of the time to come, but at least a millisecond and at most a second.
// The first step is not counted, since it warms caches that the others find warm.
func (s *Session) pace(ctx context.Context, seconds float64, clock Clock) (float64, error) {
	if err := s.stepUnlessDone(ctx); err != nil {
		return 0, err
	}
	limit := max(min(time.Duration(seconds/10*float64(time.Second)), time.Second), time.Millisecond)
	start := clock()
	for taken := 1; ; taken++ {
		if err := s.stepUnlessDone(ctx); err != nil {
			return 0, err
		}
		if elapsed := clock() - start; elapsed >= limit {
			return elapsed.Seconds() / float64(taken), nil
		}
	}
}

func (s *Session) stepUnlessDone(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("training stopped after step %d: %w", s.steps, err)
	}
	return s.Step()
}
