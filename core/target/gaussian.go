package target

import (
	"math"

	"pushforward/core/graph"
	"pushforward/core/random"
)

// Gaussian builds a normal distribution: a correlated pair in the first two coordinates, independent standard normals in
// the others. With default parameters it is N(0, I).
type Gaussian struct {
	Dim         int     `name:"dim" label:"Dimension" default:"2" min:"1" max:"64" help:"Number of coordinates; those after the second are independent standard normals."`
	MeanX       float64 `name:"mean-x" label:"Mean of x" default:"0" min:"-10" max:"10" help:"Centre of the first coordinate."`
	MeanY       float64 `name:"mean-y" label:"Mean of y" default:"0" min:"-10" max:"10" help:"Centre of the second coordinate."`
	StdX        float64 `name:"std-x" label:"Spread of x" default:"1" min:"0.01" max:"10" scale:"log" help:"Standard deviation of the first coordinate."`
	StdY        float64 `name:"std-y" label:"Spread of y" default:"1" min:"0.01" max:"10" scale:"log" help:"Standard deviation of the second coordinate."`
	Correlation float64 `name:"correlation" label:"Correlation" default:"0" min:"-0.99" max:"0.99" help:"Between the first two coordinates."`
}

// Build makes the target.
func (g *Gaussian) Build(Open) (Target, error) {
	return &gaussian{
		dim:  g.Dim,
		mean: [2]float64{g.MeanX, g.MeanY},
		std:  [2]float64{g.StdX, g.StdY},
		rho:  g.Correlation,
		rest: math.Sqrt((1 - g.Correlation) * (1 + g.Correlation)),
	}, nil
}

var (
	_ Densitied = (*gaussian)(nil)
	_ Scored    = (*gaussian)(nil)
	_ Momented  = (*gaussian)(nil)
	_ Normal    = (*gaussian)(nil)
	_ Potential = (*gaussian)(nil)
)

type gaussian struct {
	dim       int
	mean, std [2]float64 // of the first two coordinates
	rho       float64    // their correlation
	rest      float64    // √(1−ρ²)
}

func (g *gaussian) Dim() int { return g.dim }

func (g *gaussian) Independent() bool { return g.rho == 0 || g.dim == 1 }

func (g *gaussian) Sample(dst []float32, r *random.Stream) {
	for ; len(dst) >= g.dim; dst = dst[g.dim:] {
		first := r.Normal()
		dst[0] = float32(g.mean[0] + float64(g.std[0]*first))
		if g.dim > 1 {
			dst[1] = float32(g.mean[1] + float64(g.std[1]*(float64(g.rho*first)+float64(g.rest*r.Normal()))))
		}
		for j := 2; j < g.dim; j++ {
			dst[j] = float32(r.Normal())
		}
	}
}

// LogDensity whitens the first two coordinates by the Cholesky factor that Sample applies.
func (g *gaussian) LogDensity(x []float64) float64 {
	first := (x[0] - g.mean[0]) / g.std[0]
	sum := first * first
	logDet := math.Log(g.std[0])
	if g.dim > 1 {
		second := ((x[1]-g.mean[1])/g.std[1] - g.rho*first) / g.rest
		sum += second * second
		logDet += math.Log(g.std[1] * g.rest)
	}
	for _, z := range x[min(2, g.dim):g.dim] {
		sum += z * z
	}
	return -0.5*sum - logDet - 0.5*float64(g.dim)*math.Log(2*math.Pi)
}

func (g *gaussian) Score(dst, x []float64) {
	first := (x[0] - g.mean[0]) / g.std[0]
	if g.dim == 1 {
		dst[0] = -first / g.std[0]
		return
	}
	second := (x[1] - g.mean[1]) / g.std[1]
	dst[0] = (g.rho*second - first) / (g.rest * g.rest * g.std[0])
	dst[1] = (g.rho*first - second) / (g.rest * g.rest * g.std[1])
	for j := 2; j < g.dim; j++ {
		dst[j] = -x[j]
	}
}

func (g *gaussian) Moments() (mean, covariance []float64) {
	mean, covariance = make([]float64, g.dim), make([]float64, g.dim*g.dim)
	for j := range g.dim {
		covariance[j*g.dim+j] = 1
	}
	for j := range min(2, g.dim) {
		mean[j] = g.mean[j]
		covariance[j*g.dim+j] = g.std[j] * g.std[j]
	}
	if g.dim > 1 {
		covariance[1] = g.rho * g.std[0] * g.std[1]
		covariance[g.dim] = covariance[1]
	}
	return mean, covariance
}

// LogDensityGraph implements [Potential]: it whitens as LogDensity does.
func (g *gaussian) LogDensityGraph(x *graph.Node) *graph.Node {
	whiten := func(j int) *graph.Node { return x.SliceCols(j, j+1).AddScalar(-g.mean[j]).Scale(1 / g.std[j]) }
	first := whiten(0)
	sum := first.Square()
	if g.dim > 1 {
		sum = sum.Add(whiten(1).Sub(first.Scale(g.rho)).Scale(1 / g.rest).Square())
	}
	if g.dim > 2 {
		sum = sum.Add(x.SliceCols(2, g.dim).Square().SumCols())
	}
	return sum.Scale(-0.5)
}
