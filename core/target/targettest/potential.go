package targettest

import (
	"errors"
	"math"

	"gonum.org/v1/gonum/diff/fd"

	"pushforward/core/engine"
	"pushforward/core/graph"
	"pushforward/core/target"
)

// testPotential compares the log-density as a graph with the one as numbers, up to a constant, and its derivative with central differences
// of the latter: in float64 near the target, where they must agree, and compiled to float32 far away too, where they must be finite.
func testPotential(t Reporter, built target.Target, points []float32) {
	potential, ok := built.(target.Potential)
	density, okDensity := built.(target.Densitied)
	if !ok || !okDensity {
		t.Errorf("a potential is checked against a density: want both")
		return
	}
	const rows = 60
	dim := built.Dim()
	near, far := make([]float32, rows*dim), make([]float32, rows*dim)
	for i := range near {
		near[i] = 1.2 * points[i]
		far[i] = 5*points[i] + points[i+1]
	}
	clear(far[:dim])

	g := graph.New()
	x := g.Variable("x", rows, dim)
	value := potential.LogDensityGraph(x)
	if value.Rows() != rows || value.Cols() != 1 {
		t.Errorf("the graph of the potential is %d×%d, want %d×1: %v", value.Rows(), value.Cols(), rows, g.Err())
		return
	}
	gradient := graph.Gradient(value.Sum(), x)[0]
	g.Function("potential").Output("value", value)
	g.Lookup("potential").Output("gradient", gradient)
	if g.Err() != nil {
		t.Errorf("the graph of the potential: %v", g.Err())
		return
	}
	values := engine.Evaluate(graph.Reachable(value, gradient), map[string][]float32{"x": near})
	comparePotential(t, density, dim, near, values[value], values[gradient])
	if err := finitePotential(g, far, rows); err != nil {
		t.Errorf("the compiled potential far away: %v", err)
	}
}

// comparePotential checks values [n] and gradients [n×dim] at points [n×dim]. The graph's constants are float32, and so exact to 6e-8.
func comparePotential(t Reporter, density target.Densitied, dim int, points []float32, values, gradients []float64) {
	wide, slopes := make([]float64, dim), make([]float64, dim)
	offset := math.NaN()
	for i := range values {
		for j := range wide {
			wide[j] = float64(points[i*dim+j])
		}
		want := density.LogDensity(wide)
		if i == 0 {
			offset = values[0] - want
		}
		if math.Abs(values[i]-offset-want) > 1e-4*(1+math.Abs(want)) {
			t.Errorf("potential at %v is %v, want %v", wide, values[i]-offset, want)
			return
		}
		fd.Gradient(slopes, density.LogDensity, wide, &fd.Settings{Formula: fd.Central})
		for j, slope := range slopes {
			if math.Abs(gradients[i*dim+j]-slope) > 1e-3*(1+math.Abs(slope)) {
				t.Errorf("slope of the potential at %v is %v, want %v by finite differences", wide, gradients[i*dim:(i+1)*dim], slopes)
				return
			}
		}
	}
}

// finitePotential runs the compiled program on points.
func finitePotential(g *graph.Graph, points []float32, rows int) error {
	chosen, err := engine.Choose()
	if err != nil {
		return err
	}
	program, err := chosen.Instantiate(g)
	if err != nil {
		return err
	}
	values, gradients := make([]float32, rows), make([]float32, len(points))
	err = errors.Join(program.Write("x", points), program.Call("potential"),
		program.Read(values, "potential.value"), program.Read(gradients, "potential.gradient"), program.Close())
	for _, list := range [][]float32{values, gradients} {
		for _, v := range list {
			if math.IsNaN(float64(v)) || math.IsInf(float64(v), 0) {
				return errors.Join(err, errors.New("a value or slope is not a finite number"))
			}
		}
	}
	return err
}

// TestDerivatives checks the moments, the score and the potential of a target, as far as it has them, in any dimension and with any
// parameters.
func TestDerivatives(t Reporter, built target.Target) {
	points := testSampling(t, built)
	checks := map[string]func(Reporter, target.Target, []float32){
		target.AbilityMoments: testMoments, target.AbilityScore: testScore, target.AbilityPotential: testPotential, target.AbilityModes: testModes,
	}
	for _, ability := range target.Abilities(built) {
		if check, ok := checks[ability]; ok {
			check(t, built, points)
		}
	}
}
