// Package lab runs experiments: it trains a method on a target, draws from what it has learnt, and measures the draws. The page's worker and the
// terminal both stand on it.
package lab

import (
	"cmp"
	"fmt"

	"pushforward/core/method"
	"pushforward/core/param"
	"pushforward/core/transport"
)

// Config says what to train. Two sessions of equal configs have the same bits after the same number of steps, on any machine; if they are fast, on machines
// whose processors round alike.
type Config struct {
	Method, Source, Target                         string // ids
	Seed                                           uint64
	Parameters, SourceParameters, TargetParameters map[string]string // of the method, source and target, by name; what is absent has its default
	Natural                                        bool              // networks see natural units, and a standard normal source is N(0, I) there, as in published tables
	Points                                         int               // draws of the target that there are to learn from; 0 is MaxPoints, and all rows of real data
	Embedding                                      string            // of a source of fewer dimensions than the target, a target.EmbeddingEntry's ID; "" is the first
	EmbeddingParameters                            map[string]string // of the embedding
	Solver                                         string            // of velocity fields, a transport.SamplerEntry's ID; "" is the method's own
	SolverParameters                               map[string]string // of the solver
	NFE                                            int               // function evaluations a sample for solvers of fixed step; 0 is the method's own
	Fast                                           bool              // relaxed arithmetic, see [engine.Relax]; [New] is an error where there is none
}

// DefaultSolver integrates velocity fields where nothing else is said.
const DefaultSolver = "midpoint"

// MaxPoints bounds the draws of a distribution that a program holds.
const MaxPoints = 1 << 16

// MaxNFE bounds the function evaluations of a sample.
const MaxNFE = 10_000

// resolve fills in what the config leaves open, and finds what it names.
func (c *Config) resolve() (method.Entry, transport.SamplerEntry, error) {
	entry, err := method.Find(c.Method)
	if err != nil {
		return entry, transport.SamplerEntry{}, err
	}
	if c.Solver == "" {
		c.Solver = cmp.Or(entry.Solver, DefaultSolver)
	}
	solver, err := transport.SamplerByID(c.Solver)
	if err != nil {
		return entry, solver, err
	}
	if _, err := c.sampler(solver); err != nil {
		return entry, solver, err
	}
	if c.Points < 0 || c.Points > MaxPoints {
		return entry, solver, fmt.Errorf("lab: %d points to learn from: want 1 to %d, or 0 for as many", c.Points, MaxPoints)
	}
	if c.NFE == 0 {
		c.NFE = entry.NFE
	}
	if c.NFE < 1 || c.NFE > MaxNFE {
		return entry, solver, fmt.Errorf("lab: %d function evaluations: want 1 to %d", c.NFE, MaxNFE)
	}
	return entry, solver, nil
}

// sampler is a solver that is no tableau, with its parameters set; nil for a tableau, which has none.
func (c *Config) sampler(solver transport.SamplerEntry) (transport.Sampler[float32], error) {
	if solver.Tableau != nil {
		if len(c.SolverParameters) > 0 {
			return nil, fmt.Errorf("lab: solver %s: parameters %v: want none", solver.ID, c.SolverParameters)
		}
		return nil, nil
	}
	sampler := solver.New()
	if err := param.SetAll(sampler, c.SolverParameters); err != nil {
		return nil, fmt.Errorf("lab: solver %s: %w", solver.ID, err)
	}
	return sampler, nil
}
