package method

import (
	"fmt"

	"pushforward/core/graph"
	"pushforward/core/transport"
)

// A prediction is what a network is asked for at a point x = α x0 + β x1 of a path. Each tells the others; they differ in what an error costs, and when.
type prediction struct {
	// loss is the mean squared error [1×1] of what the network says at x, made of noise x0 and data x1, all [n×d].
	loss func(w transport.Weights, x, output, x0, x1 *graph.Node) *graph.Node
	// split is the expected noise and data by what the network says at x.
	split func(w transport.Weights, x, output *graph.Node) (noise, data *graph.Node)
}

// findPrediction is the prediction of a name.
func findPrediction(name string) (prediction, error) {
	switch name {
	case "noise":
		return predictNoise(), nil
	case "data":
		return predictData(), nil
	case "velocity":
		return predictVelocity(), nil
	case "score":
		return predictScore(), nil
	}
	return prediction{}, fmt.Errorf("method: prediction %q: want noise, data, velocity or score", name)
}

// predictNoise asks for x0 (Ho et al., arXiv 2006.11239, eq. 14), but for what Gaussian data of variance 1 would make of x: x0 = αx/r² + β/r · output
// with r = √(α² + β²). So the data told by it, whose error is α/β times that of the noise, stays bounded where β is almost 0.
func predictNoise() prediction {
	split := predictVelocity().split
	return prediction{
		loss: func(w transport.Weights, x, output, x0, _ *graph.Node) *graph.Node {
			noise, _ := split(w, x, output)
			return noise.Sub(x0).Square().Mean()
		},
		split: split,
	}
}

// predictData asks for x1.
func predictData() prediction {
	return prediction{
		loss: func(_ transport.Weights, _, output, _, x1 *graph.Node) *graph.Node {
			return output.Sub(x1).Square().Mean()
		},
		split: func(w transport.Weights, x, output *graph.Node) (noise, data *graph.Node) {
			return x.Sub(w.Beta.Mul(output)).Div(w.Alpha), output
		},
	}
}

// predictVelocity asks for (βx0 − αx1)/r with r = √(α² + β²), which stands across x in the plane of noise and data (Salimans and Ho,
// arXiv 2202.00512, §4 and appendix D).
func predictVelocity() prediction {
	return prediction{
		loss: func(w transport.Weights, _, output, x0, x1 *graph.Node) *graph.Node {
			return output.Sub(w.Beta.Mul(x0).Sub(w.Alpha.Mul(x1)).Div(scale(w))).Square().Mean()
		},
		split: func(w transport.Weights, x, output *graph.Node) (noise, data *graph.Node) {
			r := scale(w)
			along, across := x.Div(r.Square()), output.Div(r)
			return w.Alpha.Mul(along).Add(w.Beta.Mul(across)), w.Beta.Mul(along).Sub(w.Alpha.Mul(across))
		},
	}
}

// predictScore asks for the score −x0/α, and weighs its squared error by α² (Song et al., arXiv 2011.13456, §3.3).
func predictScore() prediction {
	return prediction{
		loss: func(w transport.Weights, _, output, x0, _ *graph.Node) *graph.Node {
			return w.Alpha.Mul(output).Add(x0).Square().Mean()
		},
		split: func(w transport.Weights, x, output *graph.Node) (noise, data *graph.Node) {
			noise = w.Alpha.Mul(output).Neg()
			return noise, x.Sub(w.Alpha.Mul(noise)).Div(w.Beta)
		},
	}
}

// scale is the standard deviation [n×1] of the points of a path where noise and data have 1.
func scale(w transport.Weights) *graph.Node {
	return w.Alpha.Square().Add(w.Beta.Square()).Sqrt()
}
