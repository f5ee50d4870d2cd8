package lab

import (
	"fmt"

	"pushforward/core/engine"
	"pushforward/core/graph"
	"pushforward/core/method"
	"pushforward/core/random"
	"pushforward/core/target"
)

// Problem is the pair of distributions of a run. Everything learnt lives in the target's standard frame: the source is
// standardised by its own moments and embedded there, so that noise starts out as wide as the data.
type Problem struct {
	Source, Target target.Target   // in their own natural units
	Frame          target.Standard // of the target
	source, target distribution
}

// distribution is one of the two as a program sees it: a generator of normal numbers, or a pool of standardised draws.
type distribution struct {
	dim    int
	frame  target.Standard
	normal bool      // the standard normal distribution, drawn without end
	pool   []float32 // [n×dim] standardised
}

func newProblem(config Config, open target.Open) (Problem, error) {
	from, err := target.New(config.Source, config.SourceParameters, open)
	if err != nil {
		return Problem{}, fmt.Errorf("source: %w", err)
	}
	to, err := target.New(config.Target, config.TargetParameters, open)
	if err != nil {
		return Problem{}, err
	}
	p := Problem{Source: from, Target: to}
	p.target = newDistribution(to, random.New(config.Seed, "target pool"))
	p.Frame = p.target.frame
	p.source, err = newSource(config, from, to.Dim())
	return p, err
}

// newSource is a source of points with as many columns as the target. A standard normal one has any number, unless its parameters were set.
func newSource(config Config, from target.Target, columns int) (distribution, error) {
	independent, ok := from.(target.Normal)
	normal := ok && independent.Independent()
	if from.Dim() != columns && !(normal && len(config.SourceParameters) == 0) {
		return distribution{}, fmt.Errorf("source %s has %d dimensions and target %s has %d: want equal numbers",
			config.Source, from.Dim(), config.Target, columns)
	}
	if normal {
		return distribution{normal: true, dim: columns}, nil
	}
	return newDistribution(from, random.New(config.Seed, "source pool")), nil
}

func newDistribution(t target.Target, r *random.Stream) distribution {
	d := distribution{dim: t.Dim(), frame: target.NewStandard(target.Frame(t, r))}
	if finite, ok := t.(target.Finite); ok && len(finite.Rows()) > 0 && len(finite.Rows())/t.Dim() <= poolSize {
		d.pool = append(d.pool, finite.Rows()...)
	} else {
		d.pool = make([]float32, poolSize*t.Dim())
		t.Sample(d.pool, r)
	}
	d.frame.Forward(d.pool, d.pool)
	return d
}

// Dim is the number of columns of the target.
func (p Problem) Dim() int { return p.Target.Dim() }

// Noise draws source points into dst [n×Dim], embedded in the target's standard frame.
func (p Problem) Noise(dst []float32, r *random.Stream) {
	if p.source.normal {
		for i := range dst {
			dst[i] = float32(r.Normal())
		}
		return
	}
	p.Source.Sample(dst, r)
	p.source.frame.Forward(dst, dst)
}

func (d distribution) poolName(role string) string { return role + ".pool" }

// declare adds the distribution to a program.
func (d distribution) declare(g *graph.Graph, role string) method.Distribution {
	if d.normal {
		return method.Normal{Graph: g, Dim: d.dim}
	}
	return method.Pool{Rows: g.Variable(d.poolName(role), len(d.pool)/d.dim, d.dim)}
}

// fill hands the distribution's pool to an instance of that program.
func (d distribution) fill(instance engine.Instance, role string) error {
	if d.normal {
		return nil
	}
	return instance.Write(d.poolName(role), d.pool)
}

// Show is points of the target for a picture, in natural units: all rows of real data, or n draws.
func (p Problem) Show(n int, r *random.Stream) []float32 {
	if finite, ok := p.Target.(target.Finite); ok && len(finite.Rows()) > 0 {
		return append([]float32(nil), finite.Rows()...)
	}
	points := make([]float32, n*p.Dim())
	p.Target.Sample(points, r)
	return points
}
