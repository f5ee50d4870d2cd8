package nn

import "pushforward/core/graph"

// Adam is the optimiser of Kingma and Ba (2015, algorithm 1), with decoupled weight decay (Loshchilov and Hutter 2019).
type Adam struct {
	Beta1   float64 // decay of the mean gradient; 0 means 0.9
	Beta2   float64 // decay of the mean squared gradient; 0 means 0.999
	Epsilon float64 // added to the root; 0 means 1e-8
	Decay   float64 // of the weights, as a multiple of the rate
	// Taken is how many steps there have been with the one at hand [1×1]; nil means the graph's counter and one.
	Taken *graph.Node
}

// Minimize makes f move the parameters one step down the loss [1×1]; rate is the learning rate [1×1]. The optimiser's state is
// the variables "adam.mean." and "adam.square." of each parameter, 0 at the start. It returns the new values, in the order of p.
func (a Adam) Minimize(f *graph.Function, p *Parameters, loss, rate *graph.Node) []*graph.Node {
	return a.Descend(f, p, graph.Gradient(loss, p.Variables()...), rate)
}

// Descend is Minimize for a loss whose gradient, in the order of p, is known.
func (a Adam) Descend(f *graph.Function, p *Parameters, gradient []*graph.Node, rate *graph.Node) []*graph.Node {
	g := rate.Graph()
	beta1, beta2, epsilon := orElse(a.Beta1, 0.9), orElse(a.Beta2, 0.999), orElse(a.Epsilon, 1e-8)
	taken := a.Taken
	if taken == nil {
		taken = g.Counter().AddScalar(1)
	}
	correction := func(beta float64) *graph.Node { // 1 − βⁿ
		return g.Scalar(1).Sub(taken.Mul(g.Scalar(beta).Log()).Exp())
	}
	scale := correction(beta2).Sqrt()
	pace := rate.Div(correction(beta1)).Mul(scale)
	floor := scale.Scale(epsilon)
	variables := p.Variables()
	updated := make([]*graph.Node, len(variables))
	for i, v := range variables {
		mean := g.Variable("adam.mean."+v.Name(), v.Rows(), v.Cols())
		square := g.Variable("adam.square."+v.Name(), v.Rows(), v.Cols())
		newMean := mean.Scale(beta1).Add(gradient[i].Scale(1 - beta1))
		newSquare := square.Scale(beta2).Add(gradient[i].Square().Scale(1 - beta2))
		updated[i] = v.Sub(pace.Mul(newMean).Div(newSquare.Sqrt().Add(floor)))
		if a.Decay > 0 {
			updated[i] = updated[i].Sub(v.Mul(rate.Scale(a.Decay)))
		}
		f.Assign(mean, newMean)
		f.Assign(square, newSquare)
		f.Assign(v, updated[i])
	}
	return updated
}

func orElse(value, otherwise float64) float64 {
	if value == 0 {
		return otherwise
	}
	return value
}
