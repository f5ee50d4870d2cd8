package method

import (
	"pushforward/core/graph"
	"pushforward/core/nn"
	"pushforward/core/transport"
)

// SlicedScore learns the score without being told the noise: it integrates the score of the data out by parts (Hyvärinen 2005) and looks at the
// trace along random directions u only (Song et al., Sliced score matching, arXiv 1905.07088, eq. 8, the variant of reduced variance):
//
//	E λ(t) [ u·∇s(t, x_t) u + ½ ‖s(t, x_t)‖² ],   E uuᵀ = I.
//
// Its least value, at s = ∇log ρ_t, is the negative number −½ E λ‖∇log ρ_t‖². The score of the data alone makes no sampler, since it is wrong
// wherever there is no data: so it is learned for the data under the noise of every time of a path, with λ = α², as in "score"; but there the
// noise that was added is what the network regresses on, here it is forgotten. That makes gradients noisier.
type SlicedScore struct {
	WavedNetwork
	Rate       float64 `name:"lr" label:"Learning rate" default:"0.005" min:"0.00001" max:"0.1" scale:"log" help:"Step length of Adam at the start; it falls to zero along a cosine."`
	Average    float64 `name:"ema" label:"Averaging" default:"0.999" min:"0" max:"0.9999" help:"How slowly the averaged parameters, with which samples are drawn, follow the trained ones; 0 is not at all."`
	Steps      int     `name:"steps" label:"Schedule" default:"11000" min:"10" max:"1000000" scale:"log" unit:"steps" help:"Steps until the learning rate has fallen to zero and training ends."`
	Batch      int     `name:"batch" label:"Batch" default:"128" min:"8" max:"8192" scale:"log" unit:"points" help:"Noised data points in a step."`
	Octaves    int     `name:"octaves" label:"Time features" default:"3" min:"0" max:"8" help:"Sines and cosines of time that the network is given: frequencies double."`
	Path       string  `name:"path" label:"Path" default:"vp" choices:"vp,sub-vp,ve,cosine" help:"How noise is mixed into the data: keeping the variance, below that, adding to it, or by a cosine."`
	Directions int     `name:"directions" label:"Directions" default:"1" min:"1" max:"16" help:"Random directions along which the score's slope is taken at each point."`
}

var _ Method = (*SlicedScore)(nil)

// Build implements [Method]. The network tells ε = −αs, in which the loss is E ½‖ε‖² − α u·∇ε u.
func (m *SlicedScore) Build(p *Problem) (*Model, error) {
	path, err := diffusionPath(m.Path)
	if err != nil {
		return nil, err
	}
	if err := wantNormalSource("sliced-score", p); err != nil {
		return nil, err
	}
	g, parameters := p.Graph, &nn.Parameters{}
	d := newDenoiser(p, parameters, m.WavedNetwork, path, predictNoise(), m.Octaves)
	x0, x1, t := p.Source.Draw("source", m.Batch), p.Target.Draw("target", m.Batch), times(g, path, m.Batch)
	signs := g.Uniform("directions", m.Batch, m.Directions*p.Dim).Scale(2).Floor().Scale(2).AddScalar(-1)
	model, average := Optimiser{Rate: m.Rate, Average: m.Average}.minimizeMean(g, parameters, m.Batch, func(cut func(*graph.Node) *graph.Node) *graph.Node {
		x0, x1, t, signs := cut(x0), cut(x1), cut(t), cut(signs)
		w := path.Weights(t)
		x := w.Alpha.Mul(x0).Add(w.Beta.Mul(x1))
		noise, _ := d.predict.split(w, x, d.output(w, t, x))
		var slopes *graph.Node // [n×d] u ∘ ∇ε u, summed over the directions
		for k := range m.Directions {
			u := signs.SliceCols(k*p.Dim, (k+1)*p.Dim)
			slope := graph.JVP([]*graph.Node{noise}, []*graph.Node{x}, []*graph.Node{u})[0].Mul(u)
			if slopes == nil {
				slopes = slope
			} else {
				slopes = slopes.Add(slope)
			}
		}
		return noise.Square().Scale(0.5).Sub(w.Alpha.Mul(slopes).Scale(1 / float64(m.Directions))).Mean()
	})
	d.network = d.network.average(average)
	offerDenoiser(p, path, func(w transport.Weights, t, x *graph.Node) (noise, data *graph.Node) {
		return d.predict.split(w, x, d.output(w, t, x))
	})
	model.Horizon, model.Path = m.Steps, &path
	return model, nil
}
