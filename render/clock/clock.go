// Package clock keeps the stage's time t: 0 is noise, 1 is data.
package clock

import (
	"fmt"
	"math"
	"time"
)

// The pace of the stage, at speed 1.
const (
	Duration = 3 * time.Second        // from t = 0 to t = 1
	Hold     = 500 * time.Millisecond // at the end, whatever the speed, before the next round
	MaxStep  = 100 * time.Millisecond // longest time one Advance takes into account
)

// The speeds that Play accepts, either way.
const (
	MinSpeed = 0.1
	MaxSpeed = 4.0
)

// Clock runs t from 0 to 1 (or back), holds, and starts over. The zero value stands at 0.
type Clock struct {
	t       float64
	speed   float64 // negative runs backwards; 0 before the first Play
	hold    float64 // seconds still to stand at the end
	playing bool
}

// Time returns t in [0,1].
func (c *Clock) Time() float64 { return c.t }

// Playing reports whether Advance moves the clock.
func (c *Clock) Playing() bool { return c.playing }

// Play starts the clock at a speed of magnitude MinSpeed to MaxSpeed, negative for backwards. A clock that stands
// at the end it would run to starts over from the other one.
func (c *Clock) Play(speed float64) error {
	magnitude := math.Abs(speed)
	if !(magnitude >= MinSpeed && magnitude <= MaxSpeed) {
		return fmt.Errorf("play: speed %v: want %v to %v, or the same below 0", speed, MinSpeed, MaxSpeed)
	}
	c.start(speed)
	return nil
}

// start plays at a valid speed.
func (c *Clock) start(speed float64) {
	turned := c.playing && (speed < 0) != (c.speed < 0)
	holding := c.playing && c.hold > 0 && !turned
	c.speed, c.playing = speed, true
	if holding {
		return
	}
	c.hold = 0
	if !turned && c.t == c.end() {
		c.t = 1 - c.end()
	}
}

// Pause stops the clock where it stands.
func (c *Clock) Pause() { c.playing, c.hold = false, 0 }

// Seek stops the clock at t in [0,1].
func (c *Clock) Seek(t float64) error {
	if !(t >= 0 && t <= 1) {
		return fmt.Errorf("seek: t %v: want 0 to 1", t)
	}
	c.Pause()
	c.t = t
	return nil
}

// Advance lets dt pass and reports whether t moved. No more than MaxStep is taken into account, so that a page that
// was hidden or busy goes on where it stood.
func (c *Clock) Advance(dt time.Duration) bool {
	if !c.playing {
		return false
	}
	before := c.t
	for left := min(dt, MaxStep).Seconds(); left > 0; {
		left = c.advance(left)
	}
	return c.t != before
}

// advance takes up to left seconds, at most to the next end of a run or of a hold, and returns what remains.
func (c *Clock) advance(left float64) float64 {
	if c.hold > 0 {
		used := min(left, c.hold)
		if c.hold -= used; c.hold <= 0 {
			c.t = 1 - c.end()
		}
		return left - used
	}
	rate := c.speed / Duration.Seconds()
	rest := (c.end() - c.t) / rate
	if left < rest {
		c.t += rate * left
		return 0
	}
	c.t, c.hold = c.end(), Hold.Seconds()
	return left - rest
}

// end is the t that the clock runs to.
func (c *Clock) end() float64 {
	if c.speed < 0 {
		return 0
	}
	return 1
}
