package method

import (
	"fmt"
	"math"

	"pushforward/core/graph"
	"pushforward/core/nn"
)

// GAN trains a map against a critic V that is to tell its points x = ψ(x0) from the target's y (Goodfellow et al., arXiv 1406.2661). The critic lowers
// E r(V(y)) + E s(V(x)), the map E h(V(x)):
//
//	                r(V)                 s(V)                h(V)
//	non-saturating  softplus(−V)         softplus(V)         softplus(−V)         Goodfellow et al., section 3
//	lsgan           (V−1)²               V²                  (V−1)²               Mao et al., arXiv 1611.04076, equation 9
//	hinge           max(0, 1−V)          max(0, 1+V)         −V                   Lim and Ye, arXiv 1705.02894
//	kl              −V                   e^{V−1}             −e^{V−1}             f-GANs: Nowozin et al., arXiv 1606.00709, tables 2 and 6,
//	reverse-kl      e^{−V}               V−1                 1−V                  as a saddle point (algorithm 1)
//	chi2            −V                   V²/4 + V            −V²/4 − V
//	js              softplus(−V) − ln 2  softplus(V) − ln 2  ln 2 − softplus(V)
//	relativistic    softplus(V(x)−V(y))                      softplus(V(y)−V(x))  Jolicoeur-Martineau, arXiv 1807.00734, in pairs
//
// A critic that is shown packs of points at once sees that modes are missing (PacGAN: Lin et al., arXiv 1712.04086). Its gradient is held small at points of both
// laws, ½γ E‖∇V‖² (R1: Mescheder et al., arXiv 1801.04406; R2 with it: Huang et al., arXiv 2501.05441), over half of a batch, less and less as γ falls: first the critic moves
// whole modes, in the end it sees their widths. Adam's β₁ is 0.5.
//
// What it takes to resolve 25gaussians, whose modes are 0.018 standard deviations wide; shares of samples within 3σ, where sampling itself has 99%:
//
//	a plain map, three octaves for the critic, packs of 2, γ from 0.1 to 0.03   seed 0: 25%, and 30% on bridges beyond 12σ
//	points one by one, six octaves, γ from 0.02 to 0.001                        seed 0: 37% (a map with four octaves)
//	the map in four blocks of 64                                                seed 0: 86%, bridges 4%
//	the map's rate 0.001 instead of 0.002                                       seed 0: 96%, bridges 1%
//	γ from 0.03 to 0.0003, over half of a batch                                 seeds 0 to 4: 95, 95, 94, 93, 94%
//	six blocks of 32, as shipped                                                seeds 0 to 4: 96, 97, 97, 97, 97%, all 25 modes
//
// With γ from 0.005 on, five modes were lost; from 0.1 to 0.001, 58% were within 3σ. The last phase costs balance between modes: W₂ is 1.2 to 1.3 times its floor there, and with
// four blocks it was 2.1 times on checkerboard and 2.0 on pinwheel, seed 0. The Wasserstein GAN is better balanced.
type GAN struct {
	MapNetwork
	CriticNetwork
	Adversary
	CriticRate float64 `name:"critic-lr" label:"Critic's rate" default:"0.002" min:"0.00001" max:"0.1" scale:"log" help:"Step length of the critic's Adam at the start; it falls to zero along a cosine."`
	Steps      int     `name:"steps" label:"Schedule" default:"4500" min:"10" max:"1000000" scale:"log" unit:"steps" help:"Steps until the learning rate has fallen to zero and training ends."`
	Batch      int     `name:"batch" label:"Batch" default:"256" min:"8" max:"4096" scale:"log" unit:"points" help:"Generated points, and as many target points, in a step of either player."`
	Variant    string  `name:"variant" label:"Variant" default:"relativistic" choices:"relativistic,non-saturating,lsgan,hinge,kl,reverse-kl,chi2,js" help:"What the critic and the map lower."`
	Packing    int     `name:"packing" label:"Packing" default:"1" min:"1" max:"8" unit:"points" help:"Points that the critic judges together."`
	Penalty    float64 `name:"penalty" label:"Gradient penalty" default:"0.03" min:"0.00001" max:"100" scale:"log" help:"Weight γ of the critic's squared gradient at the start."`
	Final      float64 `name:"penalty-end" label:"Penalty at the end" default:"0.0003" min:"0.00001" max:"100" scale:"log" help:"Weight γ that the start's goes to, geometrically: the critic sharpens."`
}

var _ Method = (*GAN)(nil)

// A ganVariant is what the critic lowers at points of the target and of the map, and what the map lowers. Where fake is nil, pairs of points are
// compared: real is of the critic's value at the target's less that at the map's, and fool of the opposite.
type ganVariant struct {
	real, fake, fool func(v *graph.Node) *graph.Node
}

// losses is what the critic and the map lower, given the critic's values at points of the target and of the map, both [n×1].
func (v ganVariant) losses(real, fake *graph.Node) (critic, fooled *graph.Node) {
	if v.fake == nil {
		return v.real(real.Sub(fake)).Mean(), v.fool(fake.Sub(real)).Mean()
	}
	return v.real(real).Mean().Add(v.fake(fake).Mean()), v.fool(fake).Mean()
}

// findVariant is the variant of a name, from the table at [GAN].
func findVariant(name string) (ganVariant, error) {
	softplus := func(v *graph.Node) *graph.Node { return v.Softplus() }
	cross := func(v *graph.Node) *graph.Node { return v.Neg().Softplus() }
	toOne := func(v *graph.Node) *graph.Node { return v.AddScalar(-1).Square() }
	minus := func(v *graph.Node) *graph.Node { return v.Neg() }
	saddle := func(real, fake func(v *graph.Node) *graph.Node) ganVariant {
		return ganVariant{real, fake, func(v *graph.Node) *graph.Node { return fake(v).Neg() }}
	}
	shifted := func(f func(v *graph.Node) *graph.Node) func(v *graph.Node) *graph.Node {
		return func(v *graph.Node) *graph.Node { return f(v).AddScalar(-math.Ln2) }
	}
	switch name {
	case "relativistic":
		return ganVariant{real: cross, fool: cross}, nil
	case "non-saturating":
		return ganVariant{cross, softplus, cross}, nil
	case "lsgan":
		return ganVariant{toOne, func(v *graph.Node) *graph.Node { return v.Square() }, toOne}, nil
	case "hinge":
		return ganVariant{
			func(v *graph.Node) *graph.Node { return nn.ReLU(v.Neg().AddScalar(1)) },
			func(v *graph.Node) *graph.Node { return nn.ReLU(v.AddScalar(1)) }, minus,
		}, nil
	case "kl":
		return saddle(minus, func(v *graph.Node) *graph.Node { return v.AddScalar(-1).Exp() }), nil
	case "reverse-kl":
		return saddle(func(v *graph.Node) *graph.Node { return v.Neg().Exp() }, func(v *graph.Node) *graph.Node { return v.AddScalar(-1) }), nil
	case "chi2":
		return saddle(minus, func(v *graph.Node) *graph.Node { return v.Square().Scale(0.25).Add(v) }), nil
	case "js":
		return saddle(shifted(cross), shifted(softplus)), nil
	}
	return ganVariant{}, fmt.Errorf("gan: variant %q: want relativistic, non-saturating, lsgan, hinge, kl, reverse-kl, chi2 or js", name)
}

// Build implements [Method].
func (m *GAN) Build(p *Problem) (*Model, error) {
	variant, err := findVariant(m.Variant)
	if err != nil {
		return nil, err
	}
	packs := m.Batch / m.Packing
	parameters := &nn.Parameters{}
	net := m.newCritic(p, parameters, m.Packing, 1)
	value := func(x *graph.Node) *graph.Node { return net.at(x) }
	pack := func(x *graph.Node) *graph.Node { return x.Reshape(packs, m.Packing*p.Dim) }
	model, averaged, followed := m.play(p, m.MapNetwork, duel{
		Batch: packs * m.Packing, Parameters: parameters, Rate: m.CriticRate, Adam: nn.Adam{Beta1: 0.5},
		Critic: func(x, y, progress *graph.Node) (loss, claim *graph.Node) {
			x, y = pack(x), pack(y)
			loss, _ = variant.losses(value(y), value(x))
			weight := progress.Scale(math.Log(m.Final / m.Penalty)).Exp().Scale(m.Penalty)
			slope := func(x *graph.Node) *graph.Node {
				x = x.SliceRows(0, (packs+1)/2)
				return graph.Gradient(value(x).Sum(), x)[0].Square().SumCols().Mean()
			}
			return loss.Add(slope(x).Add(slope(y)).Mul(weight).Scale(0.5)), loss.Neg()
		},
		Map: func(x, y *graph.Node) *graph.Node {
			_, loss := variant.losses(value(pack(y)), value(pack(x)))
			return loss
		},
	})
	offer(p, Witness, func(at *graph.Node) *graph.Node {
		if m.Packing > 1 { // beside points that the map makes
			at = at.ConcatCols(averaged.at(p.Source.Draw("witness source", Chunk*(m.Packing-1))).Reshape(Chunk, (m.Packing-1)*p.Dim))
		}
		return net.average(followed).at(at)
	})
	model.Horizon = m.Steps
	return model, nil
}
