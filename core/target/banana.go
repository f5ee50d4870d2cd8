package target

import (
	"math"

	"pushforward/core/graph"
	"pushforward/core/random"
)

// Banana builds Haario, Saksman and Tamminen's twisted Gaussian: x ~ N(0, s²) and y = z − b(x² − s²) with z ~ N(0, 1).
type Banana struct {
	Std  float64 `name:"std" label:"Length" default:"10" min:"0.5" max:"20" scale:"log" help:"Standard deviation s of x; y has 1 before it is bent."`
	Bend float64 `name:"bend" label:"Bend" default:"0.03" min:"0" max:"0.1" help:"The b of the formula."`
}

// Build makes the target.
func (b *Banana) Build(Open) (Target, error) { return &banana{b.Std, b.Bend}, nil }

var (
	_ Densitied = (*banana)(nil)
	_ Scored    = (*banana)(nil)
	_ Momented  = (*banana)(nil)
	_ Potential = (*banana)(nil)
)

type banana struct{ std, bend float64 }

func (b *banana) Dim() int { return 2 }

func (b *banana) Sample(dst []float32, r *random.Stream) {
	for ; len(dst) >= 2; dst = dst[2:] {
		x := b.std * r.Normal()
		dst[0], dst[1] = float32(x), float32(r.Normal()-b.shift(x))
	}
}

// shift is b(x² − s²).
func (b *banana) shift(x float64) float64 { return float64(b.bend * (x - b.std) * (x + b.std)) }

func (b *banana) LogDensity(x []float64) float64 {
	u, z := x[0]/b.std, x[1]+b.shift(x[0])
	return -0.5*(u*u+z*z) - math.Log(2*math.Pi*b.std)
}

func (b *banana) Score(dst, x []float64) {
	z := x[1] + b.shift(x[0])
	dst[0], dst[1] = -x[0]/(b.std*b.std)-2*b.bend*x[0]*z, -z
}

// Moments: y has the variance 1 + 2b²s⁴ and, being even in x, no correlation with it.
func (b *banana) Moments() (mean, covariance []float64) {
	variance := float64(b.std * b.std)
	return []float64{0, 0}, []float64{variance, 0, 0, 1 + 2*float64(b.bend*variance)*float64(b.bend*variance)}
}

// LogDensityGraph implements [Potential].
func (b *banana) LogDensityGraph(x *graph.Node) *graph.Node {
	square := x.SliceCols(0, 1).Square()
	z := x.SliceCols(1, 2).Add(square.Scale(b.bend)).AddScalar(-b.bend * b.std * b.std)
	return square.Scale(1 / (b.std * b.std)).Add(z.Square()).Scale(-0.5)
}
