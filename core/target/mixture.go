package target

import (
	"math"

	"pushforward/core/graph"
	"pushforward/core/random"
)

// Mixture builds equal parts of round Gaussians of one spread, in any number of dimensions.
type Mixture struct {
	Dim    int     `name:"dim" label:"Dimension" default:"2" min:"1" max:"64" help:"Number of coordinates."`
	Modes  int     `name:"modes" label:"Modes" default:"5" min:"1" max:"64" help:"Number of Gaussians."`
	Layout string  `name:"layout" label:"Layout" default:"random" choices:"random,ring,line" help:"Where the centres lie: drawn at random, evenly on a circle of the first two coordinates, or along the first."`
	Radius float64 `name:"radius" label:"Radius" default:"4" min:"0.1" max:"20" scale:"log" help:"Of the circle; half the length of the line; standard deviation of random centres in each coordinate."`
	Std    float64 `name:"std" label:"Spread" default:"0.5" min:"0.001" max:"5" scale:"log" help:"Standard deviation of each mode."`
	Draw   int     `name:"draw" label:"Draw" default:"1" min:"0" max:"9999" help:"Seed of random centres: another number, other places."`
}

// Build makes the target.
func (m *Mixture) Build(Open) (Target, error) {
	centres := make([]float64, m.Modes*m.Dim)
	switch m.Layout {
	case "ring":
		copyColumns(centres, m.Dim, circle(m.Modes, m.Radius))
	case "line":
		for k := range m.Modes {
			centres[k*m.Dim] = m.Radius * float64(2*k-m.Modes+1) / float64(max(1, m.Modes-1))
		}
	default:
		r := random.New(uint64(m.Draw), "centres")
		for i := range centres {
			centres[i] = m.Radius * r.Normal()
		}
	}
	return newMixture(m.Dim, centres, m.Std), nil
}

// circle is count points [count×2] evenly on a circle around the origin, the first on the positive x-axis.
func circle(count int, radius float64) []float64 {
	points := make([]float64, 0, 2*count)
	for k := range count {
		sin, cos := math.Sincos(2 * math.Pi * float64(k) / float64(count))
		points = append(points, radius*cos, radius*sin)
	}
	return points
}

// copyColumns puts points of the plane into the first columns of dst [n×dim].
func copyColumns(dst []float64, dim int, plane []float64) {
	for k := range len(plane) / 2 {
		copy(dst[k*dim:(k+1)*dim], plane[2*k:2*k+2])
	}
}

var (
	_ Densitied = (*mixture)(nil)
	_ Scored    = (*mixture)(nil)
	_ Modal     = (*mixture)(nil)
	_ Momented  = (*mixture)(nil)
	_ Potential = (*mixture)(nil)
)

// A mixture is a sum of Gaussians of equal weight, from which to draw is to draw a centre first.
type mixture struct{ gaussianSum }

// newMixture takes centres [K×dim].
func newMixture(dim int, centres []float64, std float64) *mixture {
	return &mixture{gaussianSum{dim: dim, centres: centres, std: std}}
}

func (m *mixture) Sample(dst []float32, r *random.Stream) {
	for ; len(dst) >= m.dim; dst = dst[m.dim:] {
		for j, c := range m.centre(r.IntN(m.count())) {
			dst[j] = float32(c + float64(m.std*r.Normal()))
		}
	}
}

func (m *mixture) Modes() (centres [][]float64, std float64) {
	centres = make([][]float64, m.count())
	for k := range centres {
		centres[k] = append([]float64(nil), m.centre(k)...)
	}
	return centres, m.std
}

// LogDensityGraph implements [Potential].
func (m *mixture) LogDensityGraph(x *graph.Node) *graph.Node { return m.logDensityGraph(x) }
