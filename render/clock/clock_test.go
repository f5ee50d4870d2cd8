package clock_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"pushforward/render/clock"
)

// sawtooth is the closed form of a clock started at t = 0 at speed > 0: rise, hold, start over.
func sawtooth(seconds, speed float64) float64 {
	rise := clock.Duration.Seconds() / speed
	phase := math.Mod(seconds, rise+clock.Hold.Seconds())
	return min(1, phase/rise)
}

func TestAdvanceFollowsSawtooth(t *testing.T) {
	for _, speed := range []float64{0.1, 0.5, 1, 1.7, 4} {
		t.Run(fmt.Sprint(speed), func(t *testing.T) {
			forward, backward := new(clock.Clock), new(clock.Clock)
			if err := forward.Play(speed); err != nil {
				t.Fatal(err)
			}
			if err := backward.Play(-speed); err != nil {
				t.Fatal(err)
			}
			r := rand.New(rand.NewPCG(1, 2))
			elapsed := 0.0
			for range 3000 {
				dt := time.Duration(r.IntN(int(clock.MaxStep)))
				elapsed += dt.Seconds()
				forward.Advance(dt)
				backward.Advance(dt)
				want := sawtooth(elapsed, speed)
				near := math.Abs(want-1) < 1e-6 || want < 1e-6 // rounding may fall on either side of the jump
				if got := forward.Time(); math.Abs(got-want) > 1e-6 && !near {
					t.Fatalf("after %v s: t = %v, want %v", elapsed, got, want)
				}
				if got := backward.Time(); math.Abs(got-(1-want)) > 1e-6 && !near {
					t.Fatalf("after %v s backwards: t = %v, want %v", elapsed, got, 1-want)
				}
			}
		})
	}
}

func TestHiddenTabComesBackWithoutBurst(t *testing.T) {
	var c clock.Clock
	if err := c.Play(1); err != nil {
		t.Fatal(err)
	}
	c.Advance(time.Hour)
	if want := clock.MaxStep.Seconds() / clock.Duration.Seconds(); math.Abs(c.Time()-want) > 1e-12 {
		t.Errorf("after an hour in one step t = %v, want %v", c.Time(), want)
	}
}

func TestSeekStops(t *testing.T) {
	var c clock.Clock
	if err := c.Play(1); err != nil {
		t.Fatal(err)
	}
	if err := c.Seek(0.25); err != nil {
		t.Fatal(err)
	}
	if c.Playing() || c.Advance(time.Second) || c.Time() != 0.25 {
		t.Errorf("after Seek(0.25): playing %v, t = %v", c.Playing(), c.Time())
	}
}

func TestPlayStartsOverFromTheEndItRunsTo(t *testing.T) {
	for _, test := range []struct{ at, speed, want float64 }{
		{1, 1, 0}, {0, -1, 1}, {1, -1, 1}, {0, 1, 0}, {0.5, 1, 0.5}, {0.5, -1, 0.5},
	} {
		var c clock.Clock
		if err := c.Seek(test.at); err != nil {
			t.Fatal(err)
		}
		if err := c.Play(test.speed); err != nil {
			t.Fatal(err)
		}
		if c.Time() != test.want {
			t.Errorf("from %v at speed %v: starts at %v, want %v", test.at, test.speed, c.Time(), test.want)
		}
	}
}

func TestTurningRoundInTheHoldLeavesAtOnce(t *testing.T) {
	var c clock.Clock
	if err := c.Seek(0.99); err != nil {
		t.Fatal(err)
	}
	if err := c.Play(1); err != nil {
		t.Fatal(err)
	}
	c.Advance(clock.MaxStep)
	if c.Time() != 1 {
		t.Fatalf("t = %v, want the hold at 1", c.Time())
	}
	if err := c.Play(-1); err != nil {
		t.Fatal(err)
	}
	c.Advance(30 * time.Millisecond)
	if math.Abs(c.Time()-0.99) > 1e-12 {
		t.Errorf("t = %v, want 0.99", c.Time())
	}
}

func TestChangingSpeedKeepsTheHold(t *testing.T) {
	var c clock.Clock
	if err := c.Seek(0.999); err != nil {
		t.Fatal(err)
	}
	for _, speed := range []float64{1, 2} {
		if err := c.Play(speed); err != nil {
			t.Fatal(err)
		}
		c.Advance(clock.MaxStep)
		if c.Time() != 1 {
			t.Errorf("speed %v: t = %v, want the hold at 1", speed, c.Time())
		}
	}
}

func TestRefusesWhatIsOutOfRange(t *testing.T) {
	var c clock.Clock
	for _, speed := range []float64{0, 0.05, -0.05, 5, -5, math.NaN(), math.Inf(1)} {
		if err := c.Play(speed); err == nil || c.Playing() {
			t.Errorf("Play(%v) was accepted", speed)
		}
	}
	for _, at := range []float64{-0.1, 1.1, math.NaN()} {
		if err := c.Seek(at); err == nil || c.Time() != 0 {
			t.Errorf("Seek(%v) was accepted", at)
		}
	}
}
