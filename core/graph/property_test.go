package graph_test

import (
	"fmt"
	"math"
	"testing"

	"pushforward/core/graph"
	"pushforward/core/graph/graphtest"
	"pushforward/core/random"
)

// composite is a random program with its inputs and directions filled.
func composite(t *testing.T, seed uint64) (loss *graph.Node, gradients []*graph.Node, tangent *graph.Node, at point) {
	t.Helper()
	r := random.New(seed, "composite")
	g := graphtest.Random(r, graphtest.Options{Nodes: 20, Derivatives: true})
	if err := g.Err(); err != nil {
		t.Fatalf("seed %d: %v\n%v", seed, err, g)
	}
	at = separated(r, g.Variables())
	at[graph.SeedName], at[graph.CounterName] = []float32{float32(seed), 2, 3, 4}, []float32{7}
	outputs := g.Lookup(graphtest.Derive).Assignments
	for _, a := range outputs[1 : 1+graphtest.Inputs] {
		gradients = append(gradients, a.Value)
	}
	return outputs[0].Value, gradients, outputs[len(outputs)-1].Value, at
}

// Where differences with two steps disagree there is a kink between them, and no derivative to compare with.
func TestGradientsOfRandomProgramsAgreeWithDifferences(t *testing.T) {
	compared, kinks, moving := 0, 0, 0
	for seed := range uint64(100) {
		loss, gradients, _, at := composite(t, seed)
		for i, d := range gradients {
			x := variable(loss.Graph(), fmt.Sprintf("x%d", i))
			got := at.value(d)
			coarse, fine := at.jacobian(loss, x, step), at.jacobian(loss, x, step/4)
			for e := range got {
				want := fine.At(0, e)
				if math.Abs(want-coarse.At(0, e)) > 1e-6*(1+math.Abs(want)) {
					kinks++
					continue
				}
				compared++
				if want != 0 {
					moving++
				}
				if !(math.Abs(got[e]-want) <= 1e-6*(1+math.Abs(want))) {
					t.Errorf("seed %d: ∂loss/∂x%d[%d] is %v, want %v", seed, i, e, got[e], want)
				}
			}
		}
		if t.Failed() {
			t.Fatalf("the program is\n%v", loss.Graph())
		}
	}
	if kinks*50 > compared || moving*2 < compared {
		t.Errorf("%d derivatives compared, %d of them not 0, %d kinks: too few to mean much", compared, moving, kinks)
	}
}

// uᵀ(J·v) = (Jᵀ·u)ᵀv: forward and reverse mode share no code but the derivatives of single operations.
func TestForwardAndReverseModeOfRandomProgramsAgree(t *testing.T) {
	for seed := range uint64(300) {
		_, gradients, tangent, at := composite(t, seed)
		want, size := 0.0, 0.0
		for i, d := range gradients {
			direction := make([]float64, d.Size())
			for e, v := range at[fmt.Sprintf("v%d", i)] {
				direction[e] = float64(v)
			}
			x := at.value(d)
			want += dot(x, direction)
			size += math.Sqrt(dot(x, x) * dot(direction, direction))
		}
		if got := at.value(tangent)[0]; !(math.Abs(got-want) <= 1e-12*(1+size)) {
			t.Errorf("seed %d: tangent %v, gradient along the direction %v", seed, got, want)
		}
	}
}

func variable(g *graph.Graph, name string) *graph.Node {
	for _, v := range g.Variables() {
		if v.Name() == name {
			return v
		}
	}
	return nil
}
