package nn_test

import (
	"fmt"
	"math"
	"testing"

	"pushforward/core/engine"
	"pushforward/core/graph"
	"pushforward/core/nn"
)

// scalarAdam is algorithm 1 of Kingma and Ba for one number, in the paper's order, with decoupled decay as in algorithm 2 of Loshchilov and Hutter.
type scalarAdam struct {
	rate, beta1, beta2, epsilon, decay float64
	m, v                               float64
	steps                              int
}

func (a *scalarAdam) step(theta, gradient float64) float64 {
	a.steps++
	a.m = a.beta1*a.m + (1-a.beta1)*gradient
	a.v = a.beta2*a.v + (1-a.beta2)*gradient*gradient
	unbiasedM := a.m / (1 - math.Pow(a.beta1, float64(a.steps)))
	unbiasedV := a.v / (1 - math.Pow(a.beta2, float64(a.steps)))
	return theta - a.rate*unbiasedM/(math.Sqrt(unbiasedV)+a.epsilon) - a.rate*a.decay*theta
}

// The loss ½ Σ cᵢ(θᵢ − bᵢ)² pulls each of four numbers with a strength of its own, from a gradient far below epsilon to a large one.
func TestAdamTakesThePapersSteps(t *testing.T) {
	strengths, goals := []float32{1e-9, 0.01, 1, 300}, []float32{1, -2, 0.5, 3}
	for _, adam := range []nn.Adam{{}, {Beta1: 0.5, Beta2: 0.9}, {Epsilon: 1e-3}, {Decay: 0.1}} {
		t.Run(fmt.Sprintf("%+v", adam), func(t *testing.T) {
			eachEngine(t, func(t *testing.T, on engine.Engine) {
				const rate = 0.03
				g := graph.New()
				var p nn.Parameters
				theta := p.Add(g, "theta", 1, 4, nn.He)
				loss := theta.Sub(g.Constant(1, 4, goals...)).Square().Mul(g.Constant(1, 4, strengths...)).Sum().Scale(0.5)
				step := g.Function("step")
				adam.Minimize(step, &p, loss, g.Scalar(rate))
				step.Assign(g.Counter(), g.Counter().AddScalar(1))
				h := load(t, on, g)

				start := []float32{2, -1, 0, 1}
				h.write("net.theta", start...)
				want, oracles := make([]float64, 4), make([]scalarAdam, 4)
				for i := range want {
					want[i] = float64(start[i])
					oracles[i] = scalarAdam{
						rate: rate, beta1: orElse(adam.Beta1, 0.9), beta2: orElse(adam.Beta2, 0.999),
						epsilon: orElse(adam.Epsilon, 1e-8), decay: adam.Decay,
					}
				}
				for k := range 20 {
					h.call("step")
					got := h.read("net.theta", 4)
					for i := range want {
						want[i] = oracles[i].step(want[i], float64(strengths[i])*(want[i]-float64(goals[i])))
						h.near(fmt.Sprintf("number %d after step %d", i, k+1), got[i], want[i], 2e-5)
					}
				}
			})
		})
	}
}

// With no past, the step numbered n is as long as the papers' corrections 1 − βⁿ make it.
func TestAdamCountsTheStepsItIsTold(t *testing.T) {
	const rate, gradient, taken = 0.1, 2, 5
	g := graph.New()
	var p nn.Parameters
	theta := p.Add(g, "theta", 1, 1, nn.Zeros)
	nn.Adam{Taken: g.Scalar(taken)}.Minimize(g.Function("step"), &p, theta.Scale(gradient).Sum(), g.Scalar(rate))
	h := load(t, engine.WebAssembly{}, g)
	h.call("step")
	mean, square := 0.1*gradient/(1-math.Pow(0.9, taken)), 0.001*gradient*gradient/(1-math.Pow(0.999, taken))
	h.near("parameter", h.read("net.theta", 1)[0], -rate*mean/math.Sqrt(square), 1e-5)
}

func orElse(value, otherwise float64) float64 {
	if value == 0 {
		return otherwise
	}
	return value
}
