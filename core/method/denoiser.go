package method

import (
	"pushforward/core/graph"
	"pushforward/core/nn"
	"pushforward/core/transport"
)

// A denoiser is a network that tells noise from data at a point of a path.
type denoiser struct {
	path    transport.Path
	predict prediction
	octaves int
	network waved
}

func newDenoiser(p *Problem, parameters *nn.Parameters, n WavedNetwork, path transport.Path, predict prediction, octaves int) denoiser {
	return denoiser{path, predict, octaves, newWaved(p, parameters, "denoiser", n, p.Dim, 1+2*octaves, p.Dim, nn.LeCun)}
}

// output is what the network says at points x [n×d] of the path, which it sees at standard deviation 1, and times t [n×1].
func (d denoiser) output(w transport.Weights, t, x *graph.Node) *graph.Node {
	return d.network.at(x.Div(scale(w)), nn.TimeFeatures(t, d.octaves))
}

// minimize trains the denoiser at times t [batch×1], and completes the model.
func (d denoiser) minimize(p *Problem, parameters *nn.Parameters, o Optimiser, batch, steps int, t *graph.Node) *Model {
	x0, x1 := p.Source.Draw("source", batch), p.Target.Draw("target", batch)
	model, average := o.minimizeMean(p.Graph, parameters, batch, func(cut func(*graph.Node) *graph.Node) *graph.Node {
		x0, x1, t := cut(x0), cut(x1), cut(t)
		w := d.path.Weights(t)
		x := w.Alpha.Mul(x0).Add(w.Beta.Mul(x1))
		return d.predict.loss(w, x, d.output(w, t, x), x0, x1)
	})
	d.network = d.network.average(average)
	offerDenoiser(p, d.path, func(w transport.Weights, t, x *graph.Node) (noise, data *graph.Node) {
		return d.predict.split(w, x, d.output(w, t, x))
	})
	model.Horizon, model.Path = steps, &d.path
	return model
}

// offerDenoiser adds the abilities of what tells noise from data along a path from Gaussian noise: estimate is E[x0|x_t] and E[x1|x_t], both [n×d],
// at times t [n×1] of the weights w. With it
//
//	v = α′ E[x0|x_t] + β′ E[x1|x_t],   s = −E[x0|x_t]/α.
func offerDenoiser(p *Problem, path transport.Path, estimate func(w transport.Weights, t, x *graph.Node) (noise, data *graph.Node)) {
	at := func(t, x *graph.Node) (w transport.Weights, noise, data *graph.Node) {
		t = t.Max(p.Graph.Scalar(path.Begin)).Min(p.Graph.Scalar(path.End))
		w = path.Weights(t)
		noise, data = estimate(w, t, x)
		return w, noise, data
	}
	offerFlow(p, func(t, x *graph.Node) *graph.Node {
		w, noise, data := at(t, x)
		return w.AlphaDot.Mul(noise).Add(w.BetaDot.Mul(data))
	})
	offerTimed(p, Score, func(t, x *graph.Node) *graph.Node {
		w, noise, _ := at(t.Broadcast(Chunk, 1), x)
		return noise.Div(w.Alpha).Neg()
	})
}
