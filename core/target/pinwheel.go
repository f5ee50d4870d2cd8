package target

import (
	"math"

	"pushforward/core/random"
)

// Pinwheel builds FFJORD's pinwheel, after Johnson et al.: Gaussians that point outwards, each turned by an angle that grows with the distance
// along it, and doubled.
type Pinwheel struct {
	Arms       int     `name:"arms" label:"Arms" default:"5" min:"3" max:"12" help:"Number of arms."`
	Radial     float64 `name:"radial" label:"Radial spread" default:"0.3" min:"0.01" max:"0.5" scale:"log" help:"Standard deviation along an arm, before it is doubled."`
	Tangential float64 `name:"tangential" label:"Tangential spread" default:"0.1" min:"0.01" max:"0.5" scale:"log" help:"Standard deviation across an arm, before it is doubled."`
	Rate       float64 `name:"rate" label:"Rate" default:"0.25" min:"0" max:"0.5" help:"Angle in radians by which an arm is turned where its exponential is 1."`
}

// Build makes the target.
func (p *Pinwheel) Build(Open) (Target, error) { return &pinwheel{*p}, nil }

var _ Momented = (*pinwheel)(nil)

type pinwheel struct{ Pinwheel }

func (p *pinwheel) Dim() int { return 2 }

// Sample turns clockwise, as FFJORD's code does.
func (p *pinwheel) Sample(dst []float32, r *random.Stream) {
	for ; len(dst) >= 2; dst = dst[2:] {
		arm := 2 * math.Pi * float64(r.IntN(p.Arms)) / float64(p.Arms)
		along := 1 + float64(p.Radial*r.Normal())
		across := p.Tangential * r.Normal()
		sin, cos := math.Sincos(arm + float64(p.Rate*math.Exp(along)))
		dst[0] = float32(2 * (float64(along*cos) + float64(across*sin)))
		dst[1] = float32(2 * (float64(across*cos) - float64(along*sin)))
	}
}

// Moments are those of a law that three or more turns by the same angle leave as it is: mean 0, and half the mean squared radius in
// each direction.
func (p *pinwheel) Moments() (mean, covariance []float64) {
	variance := 2 * (1 + float64(p.Radial*p.Radial) + float64(p.Tangential*p.Tangential))
	return []float64{0, 0}, []float64{variance, 0, 0, variance}
}
