// Package path knows where each particle is at each time: its positions at a few frames, the curve through them, and
// the glide from one set of paths to the next while training changes the map.
//
// Shapes: F frames, N particles, points [F×N×2] row-major, times [F].
package path

import (
	"fmt"
	"math"
)

// Paths is the positions of N particles at the frames' times, which ascend from 0 to 1.
type Paths struct {
	N      int
	Times  []float32 // [F]
	Points []float32 // [F×N×2], world units; not-a-number where a particle is nowhere
}

// Frames returns F.
func (p *Paths) Frames() int { return len(p.Times) }

// Frame returns the positions at frame i, [N×2].
func (p *Paths) Frame(i int) []float32 { return p.Points[2*p.N*i : 2*p.N*(i+1)] }

// Check returns an error that says which part of p does not fit.
func (p *Paths) Check() error {
	if err := CheckTimes(p.Times); err != nil {
		return fmt.Errorf("paths: %w", err)
	}
	if p.N < 1 || p.N > MaxParticles {
		return fmt.Errorf("paths: n %d: want 1 to %d", p.N, MaxParticles)
	}
	if want := 2 * p.N * p.Frames(); len(p.Points) != want {
		return fmt.Errorf("paths: %d numbers in points: want frames %d × n %d × 2 = %d", len(p.Points), p.Frames(), p.N, want)
	}
	return nil
}

// The most that a stage takes: beyond it a message is refused rather than the page exhausted.
const (
	MaxParticles = 1 << 20
	MaxFrames    = 1 << 10
)

// CheckTimes returns an error unless times has 1 to MaxFrames values in [0,1] that ascend.
func CheckTimes(times []float32) error {
	if len(times) < 1 || len(times) > MaxFrames {
		return fmt.Errorf("%d times: want 1 to %d", len(times), MaxFrames)
	}
	last := float32(math.Inf(-1))
	for i, t := range times {
		if !(t >= 0 && t <= 1 && t > last) {
			return fmt.Errorf("times[%d] = %v after %v: want values in [0,1] that ascend", i, t, last)
		}
		last = t
	}
	return nil
}

// Curve says how positions between two frames are found.
type Curve int

// The curves.
const (
	Linear Curve = iota // straight from frame to frame
	Cubic               // smooth: Hermite, its slopes those of the parabola through three neighbouring frames
)

// Stencil gives the positions at one time as a weighted sum of at most four frames, the same for every particle.
type Stencil struct {
	Frame  [4]int
	Weight [4]float32
	Count  int
}

// At returns the stencil for time t on frames at times (valid by CheckTimes); outside their range the ends hold.
func At(times []float32, t float32, curve Curve) Stencil {
	last := len(times) - 1
	if t <= times[0] {
		return still(0)
	}
	if t >= times[last] {
		return still(last)
	}
	i := 0
	for times[i+1] <= t {
		i++
	}
	h := times[i+1] - times[i]
	u := (t - times[i]) / h
	if u == 0 {
		return still(i)
	}
	if curve == Linear || last < 2 {
		return Stencil{Frame: [4]int{i, i + 1}, Weight: [4]float32{1 - u, u}, Count: 2}
	}
	return hermite(times, i, h, u)
}

// still is the stencil that shows one frame.
func still(frame int) Stencil {
	return Stencil{Frame: [4]int{frame}, Weight: [4]float32{1}, Count: 1}
}

// hermite is the cubic between frames i and i+1, u of the way through their distance h.
func hermite(times []float32, i int, h, u float32) Stencil {
	first := min(max(i-1, 0), max(len(times)-4, 0)) // of the up to four frames that the two slopes touch
	s := Stencil{Count: min(4, len(times))}
	for k := range s.Count {
		s.Frame[k] = first + k
	}
	a := i - first
	s.Weight[a] += (1 + 2*u) * (1 - u) * (1 - u)
	s.Weight[a+1] += u * u * (3 - 2*u)
	s.addSlope(times, i, h*u*(1-u)*(1-u))
	s.addSlope(times, i+1, -h*u*u*(1-u))
	return s
}

// addSlope adds weight × (derivative at frame i of the parabola through frame i and its two nearest neighbours).
func (s *Stencil) addSlope(times []float32, i int, weight float32) {
	j := min(max(i-1, 0), len(times)-3) // the parabola's frames are j, j+1, j+2
	x := times[i]
	for k := range 3 {
		a, b, c := times[j+k], times[j+(k+1)%3], times[j+(k+2)%3]
		s.Weight[j+k-s.Frame[0]] += weight * ((x - b) + (x - c)) / ((a - b) * (a - c))
	}
}

// Position returns where particle n is.
func (s *Stencil) Position(p *Paths, n int) (x, y float32) {
	for k := range s.Count {
		at := 2 * (s.Frame[k]*p.N + n)
		x += s.Weight[k] * p.Points[at]
		y += s.Weight[k] * p.Points[at+1]
	}
	return x, y
}

// Positions writes where the first particles are to dst, [n×2] for at most N of them.
func (s *Stencil) Positions(dst []float32, p *Paths) {
	frame := func(k int) []float32 { return p.Frame(s.Frame[k])[:len(dst)] }
	w := s.Weight
	switch a := frame(0); s.Count {
	case 1:
		copy(dst, a)
	case 2:
		b := frame(1)
		for i := range dst {
			dst[i] = w[0]*a[i] + w[1]*b[i]
		}
	case 3:
		b, c := frame(1), frame(2)
		for i := range dst {
			dst[i] = w[0]*a[i] + w[1]*b[i] + w[2]*c[i]
		}
	default:
		b, c, d := frame(1), frame(2), frame(3)
		for i := range dst {
			dst[i] = w[0]*a[i] + w[1]*b[i] + w[2]*c[i] + w[3]*d[i]
		}
	}
}
