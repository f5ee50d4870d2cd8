package target

import (
	"math"

	"pushforward/core/graph"
	"pushforward/core/random"
)

// StudentT builds the spherical multivariate t distribution, z/√(χ²_ν/ν) with z ~ N(0, I): heavy tails in every direction.
type StudentT struct {
	Dim     int `name:"dim" label:"Dimension" default:"2" min:"1" max:"64" help:"Number of coordinates."`
	Freedom int `name:"freedom" label:"Degrees of freedom" default:"3" min:"3" max:"100" scale:"log" help:"The ν of the formula: the tail thins as r to the power −ν−1."`
}

// Build makes the target.
func (s *StudentT) Build(Open) (Target, error) { return &studentT{s.Dim, s.Freedom}, nil }

var (
	_ Densitied = (*studentT)(nil)
	_ Scored    = (*studentT)(nil)
	_ Momented  = (*studentT)(nil)
	_ Potential = (*studentT)(nil)
)

type studentT struct{ dim, freedom int }

func (s *studentT) Dim() int { return s.dim }

// Sample draws χ²_ν as ν squared normal numbers.
func (s *studentT) Sample(dst []float32, r *random.Stream) {
	for ; len(dst) >= s.dim; dst = dst[s.dim:] {
		sum := 0.0
		for range s.freedom {
			z := r.Normal()
			sum += float64(z * z)
		}
		stretch := math.Sqrt(float64(s.freedom) / sum)
		for j := range s.dim {
			dst[j] = float32(stretch * r.Normal())
		}
	}
}

// power is (ν + d)/2.
func (s *studentT) power() float64 { return float64(s.freedom+s.dim) / 2 }

// squares is ‖x‖²/ν.
func (s *studentT) squares(x []float64) float64 {
	sum := 0.0
	for _, c := range x[:s.dim] {
		sum += float64(c * c)
	}
	return sum / float64(s.freedom)
}

func (s *studentT) LogDensity(x []float64) float64 {
	freedom := float64(s.freedom)
	whole, _ := math.Lgamma(s.power())
	part, _ := math.Lgamma(freedom / 2)
	return whole - part - 0.5*float64(s.dim)*math.Log(math.Pi*freedom) - s.power()*math.Log1p(s.squares(x))
}

func (s *studentT) Score(dst, x []float64) {
	slope := -2 * s.power() / (float64(s.freedom) * (1 + s.squares(x)))
	for j := range s.dim {
		dst[j] = slope * x[j]
	}
}

// Moments: the covariance is ν/(ν − 2) I.
func (s *studentT) Moments() (mean, covariance []float64) {
	mean, covariance = make([]float64, s.dim), make([]float64, s.dim*s.dim)
	for j := range s.dim {
		covariance[j*s.dim+j] = float64(s.freedom) / float64(s.freedom-2)
	}
	return mean, covariance
}

// LogDensityGraph implements [Potential].
func (s *studentT) LogDensityGraph(x *graph.Node) *graph.Node {
	return x.Square().SumCols().Scale(1 / float64(s.freedom)).AddScalar(1).Log().Scale(-s.power())
}
