package target

import (
	"math"

	"pushforward/core/random"
)

// Uniform builds the uniform distribution on the cube [−a, a]^d.
type Uniform struct {
	Dim       int     `name:"dim" label:"Dimension" default:"2" min:"1" max:"64" help:"Number of coordinates."`
	HalfWidth float64 `name:"half-width" label:"Half width" default:"1" min:"0.01" max:"10" scale:"log" help:"The cube reaches this far from the origin along each axis."`
}

// Build makes the target.
func (u *Uniform) Build(Open) (Target, error) {
	// Rounded to float32, so that no draw is rounded to a point outside the support.
	return &uniform{u.Dim, float64(float32(u.HalfWidth))}, nil
}

var (
	_ Densitied = (*uniform)(nil)
	_ Momented  = (*uniform)(nil)
)

type uniform struct {
	dim       int
	halfWidth float64
}

func (u *uniform) Dim() int { return u.dim }

func (u *uniform) Sample(dst []float32, r *random.Stream) {
	for i := range len(dst) / u.dim * u.dim {
		dst[i] = float32(u.halfWidth * (2*r.Float64() - 1))
	}
}

func (u *uniform) LogDensity(x []float64) float64 {
	for _, coordinate := range x[:u.dim] {
		if math.Abs(coordinate) > u.halfWidth {
			return math.Inf(-1)
		}
	}
	return -float64(u.dim) * math.Log(2*u.halfWidth)
}

func (u *uniform) Moments() (mean, covariance []float64) {
	mean, covariance = make([]float64, u.dim), make([]float64, u.dim*u.dim)
	for j := range u.dim {
		covariance[j*u.dim+j] = u.halfWidth * u.halfWidth / 3
	}
	return mean, covariance
}
