package target

import (
	"math"

	"pushforward/core/graph"
	"pushforward/core/random"
)

// Funnel builds Neal's funnel: v ~ N(0, s²) first, then coordinates N(0, eᵛ), independent given v. Neal's own (Slice sampling, 2003,
// section 8) has ten dimensions and spread 3, where the variance of the others is 90 and their draws are mostly below 1.
type Funnel struct {
	Dim int     `name:"dim" label:"Dimension" default:"2" min:"2" max:"64" help:"Number of coordinates; Neal's has 10."`
	Std float64 `name:"std" label:"Spread" default:"1.5" min:"0.1" max:"3" help:"Standard deviation of v, the first coordinate; Neal's is 3."`
}

// Build makes the target.
func (f *Funnel) Build(Open) (Target, error) { return &funnel{f.Dim, f.Std}, nil }

var (
	_ Densitied = (*funnel)(nil)
	_ Scored    = (*funnel)(nil)
	_ Momented  = (*funnel)(nil)
	_ Potential = (*funnel)(nil)
)

type funnel struct {
	dim int
	std float64
}

func (f *funnel) Dim() int { return f.dim }

func (f *funnel) Sample(dst []float32, r *random.Stream) {
	for ; len(dst) >= f.dim; dst = dst[f.dim:] {
		v := f.std * r.Normal()
		width := math.Exp(v / 2)
		dst[0] = float32(v)
		for j := 1; j < f.dim; j++ {
			dst[j] = float32(width * r.Normal())
		}
	}
}

// squares is Σ x_j² over the coordinates after the first.
func (f *funnel) squares(x []float64) float64 {
	sum := 0.0
	for _, c := range x[1:f.dim] {
		sum += float64(c * c)
	}
	return sum
}

func (f *funnel) LogDensity(x []float64) float64 {
	u, others := x[0]/f.std, float64(f.dim-1)
	return -0.5*(u*u+f.squares(x)*math.Exp(-x[0])+others*x[0]) - math.Log(f.std) - 0.5*float64(f.dim)*math.Log(2*math.Pi)
}

func (f *funnel) Score(dst, x []float64) {
	precision := math.Exp(-x[0])
	dst[0] = 0.5*(f.squares(x)*precision-float64(f.dim-1)) - x[0]/(f.std*f.std)
	for j := 1; j < f.dim; j++ {
		dst[j] = -x[j] * precision
	}
}

// Moments: E eᵛ = e^{s²/2}.
func (f *funnel) Moments() (mean, covariance []float64) {
	mean, covariance = make([]float64, f.dim), make([]float64, f.dim*f.dim)
	covariance[0] = f.std * f.std
	for j := 1; j < f.dim; j++ {
		covariance[j*f.dim+j] = math.Exp(f.std * f.std / 2)
	}
	return mean, covariance
}

// LogDensityGraph implements [Potential].
func (f *funnel) LogDensityGraph(x *graph.Node) *graph.Node {
	v, others := x.SliceCols(0, 1), x.SliceCols(1, f.dim)
	spread := others.Square().SumCols().Mul(v.Neg().Exp())
	return v.Square().Scale(1 / (f.std * f.std)).Add(spread).Add(v.Scale(float64(f.dim - 1))).Scale(-0.5)
}
