package target

import (
	"math"

	"pushforward/core/random"
)

// Moons builds scikit-learn's two half circles, (cos θ, sin θ) and (1 − cos θ, ½ − sin θ) with θ uniform on [0, π] and Gaussian noise,
// doubled and then moved by −1 in x: the mean is (0, ½).
type Moons struct {
	Noise float64 `name:"noise" label:"Noise" default:"0.05" min:"0.01" max:"1" scale:"log" help:"Standard deviation around the half circles, as scikit-learn counts it: half of what it is on the stage."`
}

// Build makes the target.
func (m *Moons) Build(Open) (Target, error) {
	return &moons{std: moonScale * m.Noise, nodes: arcNodes()}, nil
}

const moonScale = 2 // so a half circle has radius 2

var (
	_ Densitied = (*moons)(nil)
	_ Momented  = (*moons)(nil)
)

type moons struct {
	std   float64 // in natural units
	nodes []arcNode
}

// An arc is the half circle c + sign·R(cos θ, sin θ).
type arc struct{ x, y, sign float64 }

// moonArcs are the two half circles: the upper one, then the lower one.
func moonArcs() [2]arc { return [2]arc{{-1, 0, 1}, {1, 1, -1}} }

func (m *moons) Dim() int { return 2 }

func (m *moons) Sample(dst []float32, r *random.Stream) {
	arcs := moonArcs()
	for ; len(dst) >= 2; dst = dst[2:] {
		a := arcs[r.IntN(2)]
		sin, cos := math.Sincos(math.Pi * r.Float64())
		dst[0] = float32(a.x + a.sign*moonScale*cos + m.std*r.Normal())
		dst[1] = float32(a.y + a.sign*moonScale*sin + m.std*r.Normal())
	}
}

// LogDensity integrates the Gaussian along both arcs by Gauss–Legendre quadrature. The largest exponent is factored out first, so
// that a point far from the arcs has a finite log-density.
func (m *moons) LogDensity(x []float64) float64 {
	least := math.Inf(1)
	for _, a := range moonArcs() {
		for _, node := range m.nodes {
			least = min(least, a.squaredDistance(x, node))
		}
	}
	const negligible = 40 // e⁻⁴⁰ of the largest term is below the last bit of the sum
	sum := 0.0
	for _, a := range moonArcs() {
		for _, node := range m.nodes {
			if exponent := (a.squaredDistance(x, node) - least) / (2 * m.std * m.std); exponent < negligible {
				sum += node.weight * math.Exp(-exponent)
			}
		}
	}
	// The weights of an arc sum to π: divided by 2π, both together sum to 1.
	return math.Log(sum/(2*math.Pi)) - least/(2*m.std*m.std) - math.Log(2*math.Pi*m.std*m.std)
}

func (a arc) squaredDistance(x []float64, node arcNode) float64 {
	dx := x[0] - a.x - a.sign*moonScale*node.cos
	dy := x[1] - a.y - a.sign*moonScale*node.sin
	return dx*dx + dy*dy
}

// Moments follows from E cos θ = 0, E sin θ = 2/π, E cos² θ = E sin² θ = ½.
func (m *moons) Moments() (mean, covariance []float64) {
	const scale2 = moonScale * moonScale
	noise := m.std * m.std
	xx, xy, yy := scale2*0.75, scale2*(0.125-1/math.Pi), scale2*(0.5625-1/math.Pi)
	return []float64{0, 0.5}, []float64{xx + noise, xy, xy, yy + noise}
}

// An arcNode is a node θ of the quadrature on [0, π], with its weight.
type arcNode struct{ cos, sin, weight float64 }

// arcNodes is 64 panels of the eight-point Gauss–Legendre rule (Abramowitz and Stegun, table 25.4). A panel is 0.049 long, at most
// five standard deviations of the narrowest noise allowed (0.01 on a unit circle): the density is then off by less than 10⁻⁴ of itself,
// and by less than 10⁻¹⁰ at the default noise.
func arcNodes() []arcNode {
	const panels = 64
	rule := [4]struct{ place, weight float64 }{
		{0.1834346424956498, 0.3626837833783620},
		{0.5255324099163290, 0.3137066458778873},
		{0.7966664774136267, 0.2223810344533745},
		{0.9602898564975363, 0.1012285362903763},
	}
	const half = math.Pi / panels / 2
	nodes := make([]arcNode, 0, panels*2*len(rule))
	for panel := range panels {
		centre := half * float64(2*panel+1)
		for _, point := range rule {
			for _, sign := range [2]float64{-1, 1} {
				sin, cos := math.Sincos(centre + sign*half*point.place)
				nodes = append(nodes, arcNode{cos, sin, half * point.weight})
			}
		}
	}
	return nodes
}
