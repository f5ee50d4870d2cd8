package lab

import (
	"cmp"
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
	dim       int
	frame     target.Standard
	normal    bool             // the standard normal distribution, drawn without end
	pool      []float32        // [n×dim] standardised
	potential target.Potential // nil if its density is not known within a program
	embedding target.Embedding // ξ, nil if it has as many columns as the target
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
	p.target = newDistribution(to, config.Points, config.Natural, random.New(config.Seed, "target pool"))
	p.Frame = p.target.frame
	p.source, err = newSource(config, from, to.Dim())
	return p, err
}

// newSource is a source of points with as many columns as the target: one of fewer dimensions is embedded. A standard normal one has any number, unless its
// parameters were set or an embedding is asked for.
func newSource(config Config, from target.Target, columns int) (distribution, error) {
	independent, ok := from.(target.Normal)
	normal := ok && independent.Independent()
	embedded := config.Embedding != "" || from.Dim() < columns
	switch {
	case normal && config.Embedding == "" && (from.Dim() == columns || len(config.SourceParameters) == 0):
		return distribution{normal: true, dim: columns}, nil
	case from.Dim() > columns:
		return distribution{}, fmt.Errorf("source %s has %d dimensions and target %s has %d: want at most as many",
			config.Source, from.Dim(), config.Target, columns)
	case !embedded && len(config.EmbeddingParameters) > 0:
		return distribution{}, fmt.Errorf("source %s has as many dimensions as target %s, %d: want no parameters of an embedding", config.Source, config.Target, columns)
	}
	flat := newDistribution(from, 0, config.Natural, random.New(config.Seed, "source pool"))
	if !embedded {
		return flat, nil
	}
	xi, err := target.NewEmbedding(cmp.Or(config.Embedding, target.Embeddings()[0].ID), config.EmbeddingParameters, from.Dim(), columns)
	if err != nil {
		return distribution{}, fmt.Errorf("source %s: %w", config.Source, err)
	}
	lifted := distribution{dim: columns, frame: flat.frame, embedding: xi, pool: make([]float32, len(flat.pool)/from.Dim()*columns)}
	xi.Embed(lifted.pool, flat.pool, random.New(config.Seed, "embedding"))
	return lifted, nil
}

// newDistribution holds so many draws of t; if 0, [MaxPoints], or all rows of real data that has no more.
func newDistribution(t target.Target, points int, natural bool, r *random.Stream) distribution {
	d := distribution{dim: t.Dim(), frame: target.Natural(t.Dim())}
	if !natural {
		d.frame = target.NewStandard(target.Frame(t, r))
	}
	d.potential, _ = t.(target.Potential)
	if finite, ok := t.(target.Finite); points == 0 && ok && len(finite.Rows()) > 0 && len(finite.Rows())/t.Dim() <= MaxPoints {
		d.pool = append(d.pool, finite.Rows()...)
	} else {
		d.pool = make([]float32, cmp.Or(points, MaxPoints)*t.Dim())
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
	if p.source.embedding == nil {
		p.Source.Sample(dst, r)
		p.source.frame.Forward(dst, dst)
		return
	}
	z := make([]float32, len(dst)/p.Dim()*p.Source.Dim())
	p.Source.Sample(z, r)
	p.source.frame.Forward(z, z)
	p.source.embedding.Embed(dst, z, r)
}

func (d distribution) poolName(role string) string { return role + ".pool" }

// declare adds the distribution to a program.
func (d distribution) declare(g *graph.Graph, role string) method.Distribution {
	if d.normal {
		return method.Normal{Graph: g, Dim: d.dim}
	}
	pool := method.Pool{Rows: g.Variable(d.poolName(role), len(d.pool)/d.dim, d.dim)}
	if d.potential == nil {
		return pool
	}
	return potential{pool, d.potential, d.frame}
}

// potential is a pool of a distribution whose density is known up to a constant.
type potential struct {
	method.Pool
	natural target.Potential // in natural units
	frame   target.Standard
}

var _ method.Densitied = potential{}

// LogDensity implements [method.Densitied].
func (p potential) LogDensity(x *graph.Node) *graph.Node {
	g, dim := x.Graph(), len(p.frame.Mean)
	return p.natural.LogDensityGraph(x.Mul(g.Constant(1, dim, p.frame.Scale...)).Add(g.Constant(1, dim, p.frame.Mean...)))
}

// Normalised implements [method.Densitied].
func (p potential) Normalised() bool { return false }

// fill hands the distribution's pool to an instance of that program.
func (d distribution) fill(instance engine.Instance, role string) error {
	if d.normal {
		return nil
	}
	return instance.Write(d.poolName(role), d.pool)
}

// Show is points of the target for a picture, in natural units: the rows of real data, of which [MaxPoints] stand for more, or n draws.
func (p Problem) Show(n int, r *random.Stream) []float32 {
	if finite, ok := p.Target.(target.Finite); ok && len(finite.Rows()) > 0 {
		return thinned(finite.Rows(), p.Dim(), MaxPoints)
	}
	points := make([]float32, n*p.Dim())
	p.Target.Sample(points, r)
	return points
}

// thinned is a copy of at most so many of the rows [n×dim], evenly spaced.
func thinned(rows []float32, dim, most int) []float32 {
	n := len(rows) / dim
	kept := min(n, most)
	points := make([]float32, 0, kept*dim)
	for i := range kept {
		at := i * n / kept * dim
		points = append(points, rows[at:at+dim]...)
	}
	return points
}
