package method

import (
	"fmt"
	"math"

	"pushforward/core/graph"
	"pushforward/core/nn"
)

// TestFunctions is a family of functions f_w by which two laws are told apart, and a law τ of w.
type TestFunctions struct {
	Family string  `name:"functions" label:"Test functions" default:"tailed-waves" choices:"tailed-waves,waves,half-spaces,bumps" help:"Waves of normal or heavy-tailed frequency, soft half-spaces, or bumps."`
	Count  int     `name:"count" label:"Count" default:"256" min:"1" max:"2048" scale:"log" unit:"functions" help:"Test functions in a step."`
	Width  float64 `name:"width" label:"Width" default:"0.2" min:"0.01" max:"10" scale:"log" unit:"× median distance" help:"Length scale of the test functions: of waves and bumps, or of the edge of a half-space."`
}

// testFunctions is f_w(x) [n×count] at points x [n×d] for count values of w.
type testFunctions func(x *graph.Node) *graph.Node

// A choice of w: a matrix [rows×cols] for each name, drawn from its law or held in parameters that start there.
type choice func(name string, rows, cols int, law nn.Initializer) *graph.Node

// drawn chooses new ones from the law in every step; names tell streams apart.
func drawn(g *graph.Graph, stream string) choice {
	return func(name string, rows, cols int, law nn.Initializer) *graph.Node {
		return law(g, stream+"."+name, rows, cols)
	}
}

// held chooses parameters that start at the law.
func held(g *graph.Graph, p *nn.Parameters) choice {
	return func(name string, rows, cols int, law nn.Initializer) *graph.Node {
		return p.Add(g, "test."+name, rows, cols, law)
	}
}

// standardNormal and turn are laws of parameters: N(0, 1), and uniform on [0, 2π).
func standardNormal(g *graph.Graph, stream string, rows, cols int) *graph.Node {
	return g.Normal(stream, rows, cols)
}

func turn(g *graph.Graph, stream string, rows, cols int) *graph.Node {
	return g.Uniform(stream, rows, cols).Scale(2 * math.Pi)
}

// choose is the family's functions. The mean over τ of (E f(x) − E f(y))² is
//
//	waves:        √2 cos(n·x/h + b), n ~ N(0, I), b a turn: MMD² of exp(−‖x−y‖²/2h²) (Rahimi and Recht 2007)
//	tailed-waves: √2 cos(z n·x/h + b), z ~ N(0, 1):         MMD² of 1/√(1 + ‖x−y‖²/h²), as E exp(−z²s/2) = 1/√(1+s)
//	half-spaces:  c σ((θ·x − b)/h), b uniform on [−R, R]:   with sharp edges (h → 0) the energy distance, of points within R
//	bumps:        exp(−‖x−m‖²/h²), m uniform on [−R, R]^d:  in proportion to MMD² of exp(−‖x−y‖²/2h²), within R
//
// where h is the width and R the reach of the data: the diagonal of the box around them. Waves and bumps, whose kernel has no tails, lose points that stray: after 400 steps
// on 8gaussians their means leave ratios of 4.9 and 9.5, waves with tails 1.2.
func (t TestFunctions) choose(p *Problem, choose choice) (testFunctions, error) {
	h := t.Width * medianDistance(p.Points, p.Dim)
	reach := diameter(p.Points, p.Dim)
	sides := func(g *graph.Graph, stream string, rows, cols int) *graph.Node {
		return g.Uniform(stream, rows, cols).AddScalar(-0.5).Scale(2 * reach)
	}
	switch t.Family {
	case "waves", "tailed-waves":
		frequency, phase := choose("frequency", p.Dim, t.Count, standardNormal), choose("phase", 1, t.Count, turn)
		if t.Family == "tailed-waves" {
			frequency = frequency.Mul(choose("scale", 1, t.Count, standardNormal))
		}
		return func(x *graph.Node) *graph.Node {
			return x.MatMul(frequency.Scale(1 / h)).Add(phase).Cos().Scale(math.Sqrt2)
		}, nil
	case "half-spaces":
		directions, offset := unit(choose("direction", t.Count, p.Dim, standardNormal)), choose("offset", 1, t.Count, sides)
		// 2R is the length of b's range; the mean of |θ₁| turns the distance along θ into that on the plane, twice ∫ (F − G)² db.
		scale := math.Sqrt(2 * 2 * reach / meanCoordinate(p.Dim))
		return func(x *graph.Node) *graph.Node {
			return x.MatMulNT(directions).Sub(offset).Scale(1 / h).Sigmoid().Scale(scale)
		}, nil
	case "bumps":
		middle := choose("middle", t.Count, p.Dim, sides)
		return func(x *graph.Node) *graph.Node { return squaredDistances(x, middle).Scale(-1 / (h * h)).Exp() }, nil
	}
	return nil, fmt.Errorf("test functions %q: want tailed-waves, waves, half-spaces or bumps", t.Family)
}

// meanCoordinate is the mean of |θ₁| for θ uniform on the unit sphere of R^dim.
func meanCoordinate(dim int) float64 {
	d := float64(dim)
	above, _ := math.Lgamma(d / 2)
	below, _ := math.Lgamma((d + 1) / 2)
	return math.Exp(above-below) / math.Sqrt(math.Pi)
}

// gaps is E f(y) − E f(x) [1×count] between the rows of x and y.
func (f testFunctions) gaps(x, y *graph.Node) *graph.Node {
	return f(y).SumRows().Scale(1 / float64(y.Rows())).Sub(f(x).SumRows().Scale(1 / float64(x.Rows())))
}

// discrepancy is the mean over the functions of (E f(x) − E f(y))² [1×1].
func (f testFunctions) discrepancy(x, y *graph.Node) *graph.Node { return f.gaps(x, y).Square().Mean() }

// witness is the function in their span that tells x and y apart best, at points: positive where more of y is.
func (f testFunctions) witness(at, x, y *graph.Node) *graph.Node {
	return f(at).MatMulNT(f.gaps(x, y)).Scale(1 / float64(f(at).Cols()))
}
