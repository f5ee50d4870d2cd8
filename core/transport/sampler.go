package transport

import (
	"fmt"
	"math"
	"strings"

	"pushforward/core/random"
)

// A Process is a law of points ρ_t, from noise at time 0 to data at time 1, as far as a sampler may ask about it.
type Process[T Float] struct {
	Velocity Field[T] // whose flow carries ρ_0 to ρ_t
	Score    Field[T] // ∇ log ρ_t; if nil, told by the velocity along Path
	Path     *Path    // along which the points come from Gaussian noise; nil if they do not
	// Diffusion is the noise per unit of time, ε(t), that the law's own stochastic process has; if nil, that of Path, and without one 4t(1−t).
	Diffusion func(t float64) float64
}

// A Sampler carries points of a process from noise to data. Its fields are parameters, as package param reads them. Scratch is kept; it must not be
// used by two goroutines at once.
type Sampler[T Float] interface {
	// Sample moves x [n×d] in place from time 0, where it is noise of the scale α(0) of the process's path, to time 1, with about nfe
	// function evaluations, and returns how many it made. A velocity and a score asked at one point and time are two evaluations, a velocity that
	// tells the score is one. Observe, unless nil, is shown the start and the end of every step, and must not keep x. Normal numbers come from
	// the stream, one for each of x at each use. It is an error if nfe < 1, if the process lacks what the sampler needs, or if a field fails.
	Sample(process Process[T], x []T, nfe int, stream *random.Stream, observe func(t float64, x []T)) (evaluations int, err error)
}

// A Need is what a sampler asks of a process beside its velocity.
type Need string

// The needs.
const (
	NeedsVelocity Need = "velocity" // nothing more
	NeedsScore    Need = "score"    // a score, or a path that tells it
	NeedsPath     Need = "path"
)

// SamplerEntry is what menus and reports know of a way to sample.
type SamplerEntry struct {
	ID, Name, Idea string
	Needs          Need
	Stochastic     bool                    // two samples from the same noise differ
	Tableau        *Tableau                // of those that integrate the velocity with [Integrator] or [Adaptive]
	New            func() Sampler[float32] // of the others: a pointer to a struct of parameters; they want [param.SetAll]
}

// Samplers lists every way to sample in menu order: the tableaus, then what knows of noise.
func Samplers() []SamplerEntry {
	var list []SamplerEntry
	for _, m := range Tableaus() {
		idea := fmt.Sprintf("Follows the velocity: order %d, %d evaluations a step.", m.Order, m.Stages())
		list = append(list, SamplerEntry{ID: m.ID, Name: m.Name, Idea: idea, Needs: NeedsVelocity, Tableau: &m})
	}
	return append(list,
		SamplerEntry{
			ID: "euler-maruyama", Name: "Euler–Maruyama", Idea: "Follows a stochastic process with the same laws: noise comes in, the score takes it out.",
			Needs: NeedsScore, Stochastic: true, New: func() Sampler[float32] { return &EulerMaruyama[float32]{} },
		},
		SamplerEntry{
			ID: "predictor-corrector", Name: "Predictor–corrector", Idea: "After each stochastic step, Langevin steps mend the law of the points.",
			Needs: NeedsPath, Stochastic: true, New: func() Sampler[float32] { return &PredictorCorrector[float32]{} },
		},
		SamplerEntry{
			ID: "ddim", Name: "DDIM", Idea: "Guesses noise and data, and mixes them anew for the next time; η says how much of the noise is fresh.",
			Needs: NeedsPath, Stochastic: true, New: func() Sampler[float32] { return &DDIM[float32]{} },
		},
		SamplerEntry{
			ID: "ancestral", Name: "Ancestral", Idea: "DDPM's own sampler: each step draws from the law of the point before, given the guessed data.",
			Needs: NeedsPath, Stochastic: true, New: func() Sampler[float32] { return &Ancestral[float32]{} },
		},
	)
}

// SamplerByID finds a sampler's entry. An unknown id is an error that names the known ones.
func SamplerByID(id string) (SamplerEntry, error) {
	var known []string
	for _, e := range Samplers() {
		if e.ID == id {
			return e, nil
		}
		known = append(known, e.ID)
	}
	return SamplerEntry{}, fmt.Errorf("transport: sampler %q: want one of %s", id, strings.Join(known, ", "))
}

// fields asks a process for velocities and scores, counts, and keeps the room for them.
type fields[T Float] struct {
	process     Process[T]
	sampler     string // for errors
	evaluations int
	velocity    []T // [n×d]
	score       []T // [n×d]
}

// prepare makes room for points of a total length, and counts from 0.
func (f *fields[T]) prepare(sampler string, process Process[T], need Need, nfe, length int) error {
	switch {
	case nfe < 1:
		return fmt.Errorf("transport: %s: %d function evaluations: want at least 1", sampler, nfe)
	case process.Velocity == nil:
		return fmt.Errorf("transport: %s: the process has no velocity", sampler)
	case need == NeedsPath && process.Path == nil:
		return fmt.Errorf("transport: %s: the process has no path: want one from Gaussian noise", sampler)
	case need == NeedsScore && process.Path == nil && process.Score == nil:
		return fmt.Errorf("transport: %s: the process has neither a score nor a path: want one of them", sampler)
	}
	f.sampler, f.process, f.evaluations = sampler, process, 0
	if len(f.velocity) != length {
		f.velocity, f.score = make([]T, length), make([]T, length)
	}
	return nil
}

// askVelocity sets velocity at x and t.
func (f *fields[T]) askVelocity(x []T, t float64) error {
	return f.ask(f.process.Velocity, f.velocity, x, t)
}

// askBoth sets velocity and score at x and t.
func (f *fields[T]) askBoth(x []T, t float64) error {
	if err := f.askVelocity(x, t); err != nil {
		return err
	}
	if f.process.Score != nil {
		return f.ask(f.process.Score, f.score, x, t)
	}
	path := f.process.Path
	split(path, f.score, nil, x, f.velocity, t)
	scale := -1 / path.Alpha(min(t, path.End))
	for e, noise := range f.score {
		f.score[e] = T(float64(scale * float64(noise)))
	}
	return nil
}

func (f *fields[T]) ask(field Field[T], dst, x []T, t float64) error {
	f.evaluations++
	if err := field(dst, x, t); err != nil {
		return fmt.Errorf("transport: %s at t = %v: %w", f.sampler, t, err)
	}
	return nil
}

// perStep is how many evaluations askBoth makes.
func (f *fields[T]) perStep() int {
	if f.process.Score != nil {
		return 2
	}
	return 1
}

// diffusion is the process's ε(t).
func (f *fields[T]) diffusion(t float64) float64 {
	switch {
	case f.process.Diffusion != nil:
		return f.process.Diffusion(t)
	case f.process.Path != nil:
		return f.process.Path.Diffusion(t)
	}
	return 4 * t * (1 - t)
}

// drift moves x by h(v + ½εs) and adds √(εh) times normal numbers, unless ε is 0.
func (f *fields[T]) drift(x []T, h, epsilon float64, stream *random.Stream) {
	spread := math.Sqrt(epsilon * h)
	for e := range x {
		move := float64(h * float64(f.velocity[e]))
		if epsilon > 0 {
			move += float64(0.5*h*epsilon*float64(f.score[e])) + float64(spread*stream.Normal())
		}
		x[e] = T(float64(x[e]) + move)
	}
}
