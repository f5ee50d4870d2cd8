// Package lab runs experiments: it trains a method on a target, draws from what it has learnt, and measures the draws. The page's worker and the
// terminal both stand on it.
package lab

import (
	"fmt"

	"pushforward/core/method"
	"pushforward/core/transport"
)

// Config says what to train. Two sessions of equal configs have the same bits after the same number of steps.
type Config struct {
	Method, Source, Target                         string // ids
	Seed                                           uint64
	Parameters, SourceParameters, TargetParameters map[string]string // of the method, source and target, by name; what is absent has its default
	Solver                                         string            // of velocity fields, a transport.Tableau's ID; "" is "midpoint"
	NFE                                            int               // function evaluations a sample for solvers of fixed step; 0 is the method's own
}

// DefaultSolver integrates velocity fields where nothing else is said.
const DefaultSolver = "midpoint"

// MaxNFE bounds the function evaluations of a sample.
const MaxNFE = 10_000

// resolve fills in what the config leaves open, and finds what it names.
func (c *Config) resolve() (method.Entry, transport.Tableau, error) {
	entry, err := method.Find(c.Method)
	if err != nil {
		return entry, transport.Tableau{}, err
	}
	if c.Solver == "" {
		c.Solver = DefaultSolver
	}
	tableau, err := transport.TableauByID(c.Solver)
	if err != nil {
		return entry, tableau, err
	}
	if c.NFE == 0 {
		c.NFE = entry.NFE
	}
	if c.NFE < 1 || c.NFE > MaxNFE {
		return entry, tableau, fmt.Errorf("lab: %d function evaluations: want 1 to %d", c.NFE, MaxNFE)
	}
	return entry, tableau, nil
}
