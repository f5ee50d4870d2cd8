package target

import (
	"errors"
	"fmt"
	"math"
	"strings"

	"pushforward/core/graph"
	"pushforward/core/param"
	"pushforward/core/random"
)

// An Embedding is ξ, which carries points z of a source into the space of the target, before any map is learnt. Both are
// standardised: a coordinate of the source has mean 0 and standard deviation 1.
type Embedding interface {
	// Embed sets dst [n×d] to ξ(z) for z [n×dz], and allocates nothing. Noise, where there is any, comes from r, row after row. The two
	// may not overlap.
	Embed(dst, z []float32, r *random.Stream)
	// Graph is ξ within a program [n×d]. Its operand [n×Columns] is z and, where there is noise, columns of standard normal numbers to the right of it.
	Graph(z *graph.Node) *graph.Node
	Columns() int
}

// An Embedder is a pointer to a struct whose fields are the parameters of an embedding, tagged as package param reads them.
type Embedder interface {
	// Build makes the embedding from dz into d coordinates, 1 ≤ dz ≤ d.
	Build(dz, d int) (Embedding, error)
}

// An EmbeddingEntry is what menus and tests know of an embedding.
type EmbeddingEntry struct {
	ID, Name string
	Idea     string // one sentence
	Formula  string // TeX
	New      func() Embedder
}

// Embeddings is every embedding in menu order; the first is what a run has unless it asks for another.
func Embeddings() []EmbeddingEntry {
	return []EmbeddingEntry{
		{"zeros", "Pad with zeros", "The source lies flat in the first coordinates: no continuous map can fill the space from there.",
			`\xi(z) = (z, 0)`, func() Embedder { return new(ZeroPadding) }},
		{"noise", "Pad with noise", "The missing coordinates are Gaussian noise: with little of it, a map must stretch it a long way.",
			`\xi(z) = (z, \sigma\varepsilon), \quad \varepsilon \sim \mathcal N(0, I)`, func() Embedder { return new(NoisePadding) }},
		{"linear", "Random plane", "The source lies flat in a direction drawn at random, with its lengths unchanged.",
			`\xi(z) = Qz, \quad Q^\top Q = I`, func() Embedder { return new(LinearEmbedding) }},
		{"circle", "Circle", "One coordinate, wound around a circle.",
			`\xi(z) = \sqrt2\left(\cos\tfrac{\pi z}{\sqrt3}, \sin\tfrac{\pi z}{\sqrt3}\right)`, func() Embedder { return new(CircleEmbedding) }},
		{"spiral", "Spiral", "One coordinate, wound out of the origin in two arms: a line that comes near every point.",
			`\xi(z) = z\left(\cos\omega z, \sin\omega z\right)`, func() Embedder { return new(SpiralEmbedding) }},
	}
}

// NewEmbedding builds the embedding called id, from dz into d coordinates, with its default parameters but for those in params.
func NewEmbedding(id string, params map[string]string, dz, d int) (Embedding, error) {
	var ids []string
	for _, entry := range Embeddings() {
		if entry.ID != id {
			ids = append(ids, entry.ID)
			continue
		}
		embedder := entry.New()
		err := param.SetAll(embedder, params)
		if err == nil && (dz < 1 || dz > d) {
			err = fmt.Errorf("a source of %d coordinates in a space of %d: want at least 1 and at most as many as the space has", dz, d)
		}
		var built Embedding
		if err == nil {
			built, err = embedder.Build(dz, d)
		}
		if err != nil {
			return nil, fmt.Errorf("embedding: %s: %w", id, err)
		}
		return built, nil
	}
	return nil, fmt.Errorf("embedding: unknown embedding %q: want one of %s", id, strings.Join(ids, ", "))
}

// ZeroPadding builds ξ(z) = (z, 0).
type ZeroPadding struct{}

// Build implements [Embedder].
func (*ZeroPadding) Build(dz, d int) (Embedding, error) { return padding{dz, d, 0}, nil }

// NoisePadding builds ξ(z) = (z, σε) with ε standard normal.
type NoisePadding struct {
	Std float64 `name:"std" label:"Spread" default:"0.1" min:"0.001" max:"1" scale:"log" help:"Standard deviation σ of the noise, where the source has 1."`
}

// Build implements [Embedder].
func (p *NoisePadding) Build(dz, d int) (Embedding, error) { return padding{dz, d, p.Std}, nil }

type padding struct {
	dz, d int
	std   float64
}

func (p padding) Embed(dst, z []float32, r *random.Stream) {
	for ; len(dst) >= p.d; dst, z = dst[p.d:], z[p.dz:] {
		clear(dst[copy(dst, z[:p.dz]):p.d])
		if p.std > 0 {
			for j := p.dz; j < p.d; j++ {
				dst[j] = float32(p.std * r.Normal())
			}
		}
	}
}

// LinearEmbedding builds ξ(z) = Qz with orthonormal columns, uniform among all such Q.
type LinearEmbedding struct {
	Draw int `name:"draw" label:"Draw" default:"1" min:"0" max:"9999" help:"Seed of the direction: another number, another plane."`
}

// Build draws normal columns and makes them orthonormal by Gram and Schmidt's method.
func (l *LinearEmbedding) Build(dz, d int) (Embedding, error) {
	r := random.New(uint64(l.Draw), "embedding")
	columns := make([][]float64, dz)
	for k := range columns {
		column := make([]float64, d)
		for j := range column {
			column[j] = r.Normal()
		}
		for range 2 { // twice, against rounding
			for _, before := range columns[:k] {
				along := dot(column, before)
				for j := range column {
					column[j] -= float64(along * before[j])
				}
			}
		}
		length := math.Sqrt(dot(column, column))
		for j := range column {
			column[j] /= length
		}
		columns[k] = column
	}
	return &linear{columns, d}, nil
}

func dot(x, y []float64) float64 {
	sum := 0.0
	for j := range x {
		sum += float64(x[j] * y[j])
	}
	return sum
}

type linear struct {
	columns [][]float64 // [dz][d]
	d       int
}

func (l *linear) Embed(dst, z []float32, _ *random.Stream) {
	for dz := len(l.columns); len(dst) >= l.d; dst, z = dst[l.d:], z[dz:] {
		for j := range l.d {
			sum := 0.0
			for k, column := range l.columns {
				sum += float64(column[j] * float64(z[k]))
			}
			dst[j] = float32(sum)
		}
	}
}

// CircleEmbedding builds √2(cos πz/√3, sin πz/√3), of variance 1 in both coordinates: a standardised uniform z goes round it once.
type CircleEmbedding struct{}

// Build implements [Embedder].
func (*CircleEmbedding) Build(dz, d int) (Embedding, error) {
	const turn = math.Pi / 1.7320508075688772 // √3
	return newLift(dz, d, func(z float64) (x, y float64) {
		sin, cos := math.Sincos(turn * z)
		return math.Sqrt2 * cos, math.Sqrt2 * sin
	}, func(z *graph.Node) (x, y *graph.Node) {
		return z.Scale(turn).Cos().Scale(math.Sqrt2), z.Scale(turn).Sin().Scale(math.Sqrt2)
	})
}

// SpiralEmbedding builds z(cos ωz, sin ωz): two arms of a spiral of Archimedes, for z > 0 and z < 0.
type SpiralEmbedding struct {
	Turns float64 `name:"turns" label:"Turns" default:"2" min:"0" max:"10" help:"How often an arm winds round the origin from z = 0 to z = 2: ω/π."`
}

// Build implements [Embedder].
func (s *SpiralEmbedding) Build(dz, d int) (Embedding, error) {
	turn := math.Pi * s.Turns
	return newLift(dz, d, func(z float64) (x, y float64) {
		sin, cos := math.Sincos(turn * z)
		return z * cos, z * sin
	}, func(z *graph.Node) (x, y *graph.Node) {
		return z.Mul(z.Scale(turn).Cos()), z.Mul(z.Scale(turn).Sin())
	})
}

// newLift lifts one coordinate to a curve in the first two; others are 0.
func newLift(dz, d int, curve func(z float64) (x, y float64), drawn func(z *graph.Node) (x, y *graph.Node)) (Embedding, error) {
	switch {
	case dz != 1:
		return nil, fmt.Errorf("a source of %d coordinates: want 1, to be wound into a curve", dz)
	case d < 2:
		return nil, errors.New("a target of 1 coordinate: want at least 2, to hold a curve")
	}
	return lift{curve, drawn, d}, nil
}

type lift struct {
	curve func(z float64) (x, y float64)
	drawn func(z *graph.Node) (x, y *graph.Node) // the same within a program
	d     int
}

func (l lift) Embed(dst, z []float32, _ *random.Stream) {
	for ; len(dst) >= l.d; dst, z = dst[l.d:], z[1:] {
		x, y := l.curve(float64(z[0]))
		dst[0], dst[1] = float32(x), float32(y)
		clear(dst[2:l.d])
	}
}
