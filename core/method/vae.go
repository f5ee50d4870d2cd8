package method

import (
	"errors"
	"math"

	"pushforward/core/graph"
	"pushforward/core/nn"
)

// VAE fits a variational autoencoder (Kingma and Welling, arXiv 1312.6114, equation 3; β: Higgins et al., ICLR 2017): an encoder q(z|x) = N(m(x), s(x)²) and
// a decoder p(x|z) = N(f(z), σ²), whose spread σ, one for each column, is learnt too (Rybkin et al., arXiv 2006.13202), raise
//
//	E_q log p(x1|z) − β KL(q(z|x1) ‖ N(0, I)) ≤ log p(x1)   (β = 1).
//
// The map is ψ(x0) = f(z) with the first columns of x0 for z. The decoder's noise must be a function of x0 too, or ψ would not be a map: where the latent space has fewer
// columns than the data, what x0 has to spare is the noise of the last columns; the other columns show the decoder's mean. Where the aggregate posterior, the mean of
// q over the data, has holes, ψ draws strays.
type VAE struct {
	Network
	Likelihood
	Rate    float64 `name:"lr" label:"Learning rate" default:"0.005" min:"0.00001" max:"0.1" scale:"log" help:"Step length of Adam at the start; it falls to zero along a cosine."`
	Steps   int     `name:"steps" label:"Schedule" default:"6000" min:"10" max:"1000000" scale:"log" unit:"steps" help:"Steps until the learning rate has fallen to zero and training ends."`
	Columns int     `name:"latent" label:"Latent columns" default:"2" min:"1" max:"64" help:"Dimension of the latent space, at most that of the data."`
	Beta    float64 `name:"beta" label:"β" default:"1" min:"0.01" max:"10" scale:"log" help:"Weight of the divergence from the prior: the higher, the fewer holes and the more blur."`
}

var _ Method = (*VAE)(nil)

// The logarithms of the spreads of encoder and decoder start at firstSpread and stay within ± spreadBound. From spreads of 1, those of a decoder that
// tells nothing and a code that is not used, training does not find away: on 8gaussians W₂ ended at 7 times its floor.
const firstSpread, spreadBound = -2, 6

// Build implements [Method].
func (m *VAE) Build(p *Problem) (*Model, error) {
	if _, ok := p.Source.(Normal); !ok {
		return nil, errors.New("vae: the source is not the standard normal distribution, which is the latent variable's: want gaussian")
	}
	latent := min(m.Columns, p.Dim)
	g, parameters := p.Graph, &nn.Parameters{}
	encoder := nn.NewMLP(g, parameters, "encoder", p.Dim, m.Hidden, 2*latent, nn.SiLU)
	decoder := nn.NewMLP(g, parameters, "decoder", latent, m.Hidden, p.Dim, nn.SiLU)
	spread := parameters.Add(g, "decoder.spread", 1, p.Dim, nn.Zeros)

	x1, noise := p.Target.Draw("target", m.Batch), g.Normal("latent", m.Batch, latent)
	model, average := m.optimiser(m.Rate).minimizeMean(g, parameters, m.Batch, func(cut func(*graph.Node) *graph.Node) *graph.Node {
		x1, noise := cut(x1), cut(noise)
		mean, logStd := encode(encoder, x1)
		z := mean.Add(noise.Mul(logStd.Exp()))
		logSigma := soft(spread)
		wrong := x1.Sub(decoder.Apply(z)).Mul(logSigma.Neg().Exp()).Square().Scale(0.5).Add(logSigma).SumCols()
		return wrong.Add(divergenceFromPrior(mean, logStd).Scale(m.Beta)).Mean().AddScalar(0.5 * float64(p.Dim) * math.Log(2*math.Pi))
	})

	encoder, decoder, spread = encoder.Average(average), decoder.Average(average), average.Of(spread)
	offer(p, Push, func(x *graph.Node) *graph.Node {
		y := decoder.Apply(x.SliceCols(0, latent))
		if latent == p.Dim {
			return y
		}
		noise := x.SliceCols(latent, p.Dim).Mul(soft(spread).Exp().SliceCols(latent, p.Dim))
		return y.SliceCols(0, latent).ConcatCols(y.SliceCols(latent, p.Dim).Add(noise))
	})
	offer(p, Spread, func(x *graph.Node) *graph.Node { return soft(spread).Exp().Broadcast(x.Rows(), p.Dim) })
	offer(p, Latent, func(x *graph.Node) *graph.Node {
		mean, _ := encode(encoder, x)
		return mean
	})
	model.Horizon = m.Steps
	return model, nil
}

// encode is the mean and the logarithm of the standard deviation of the code of x, [n×latent] each.
func encode(encoder *nn.MLP, x *graph.Node) (mean, logStd *graph.Node) {
	code := encoder.Apply(x)
	latent := code.Cols() / 2
	return code.SliceCols(0, latent), soft(code.SliceCols(latent, 2*latent))
}

// soft is the logarithm of a spread, from the start when its parameter is 0, and bent to stay within bounds.
func soft(parameter *graph.Node) *graph.Node {
	return parameter.AddScalar(firstSpread).Scale(1. / spreadBound).Tanh().Scale(spreadBound)
}

// divergenceFromPrior is KL(N(mean, std²) ‖ N(0, I)) [n×1] in nats.
func divergenceFromPrior(mean, logStd *graph.Node) *graph.Node {
	return mean.Square().Add(logStd.Scale(2).Exp()).AddScalar(-1).Scale(0.5).Sub(logStd).SumCols()
}
