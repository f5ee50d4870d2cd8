package method

import (
	"fmt"

	"pushforward/core/graph"
	"pushforward/core/nn"
	"pushforward/core/transport"
)

// ScoreMatching learns the score of noised data by taking the noise out again (Vincent, A connection between score matching and denoising
// autoencoders, 2011; Song et al., Score-based generative modeling through stochastic differential equations, arXiv 2011.13456):
//
//	E ‖f(t, x_t) − y‖²,   x_t = α(t) x0 + β(t) x1,   y one of x0, x1, (βx0 − αx1)/√(α² + β²), or the score −x0/α weighed by α².
//
// The minimiser is y's conditional mean, from which follow the score −E[x0|x_t]/α and the velocity of the probability flow. The paths are the
// diffusions of Song et al.; as the data's standard deviation is 1, "ve" takes the noise from 20 down to 0.005.
type ScoreMatching struct {
	WavedNetwork
	Regression
	Steps      int    `name:"steps" label:"Schedule" default:"12000" min:"10" max:"1000000" scale:"log" unit:"steps" help:"Steps until the learning rate has fallen to zero and training ends."`
	Batch      int    `name:"batch" label:"Batch" default:"256" min:"8" max:"8192" scale:"log" unit:"pairs" help:"Pairs of noise and data in a step."`
	Octaves    int    `name:"octaves" label:"Time features" default:"3" min:"0" max:"8" help:"Sines and cosines of time that the network is given: frequencies double."`
	Path       string `name:"path" label:"Path" default:"vp" choices:"vp,sub-vp,ve,cosine" help:"How noise is mixed into the data: keeping the variance, below that, adding to it, or by a cosine."`
	Prediction string `name:"prediction" label:"Prediction" default:"noise" choices:"noise,data,velocity,score" help:"What the network is asked for; each tells the others."`
}

var _ Method = (*ScoreMatching)(nil)

// Build implements [Method].
func (m *ScoreMatching) Build(p *Problem) (*Model, error) {
	path, err := diffusionPath(m.Path)
	if err != nil {
		return nil, err
	}
	predict, err := findPrediction(m.Prediction)
	if err != nil {
		return nil, err
	}
	if err := wantNormalSource("score", p); err != nil {
		return nil, err
	}
	parameters := &nn.Parameters{}
	denoiser := newDenoiser(p, parameters, m.WavedNetwork, path, predict, m.Octaves)
	return denoiser.minimize(p, parameters, m.optimiser(), m.Batch, m.Steps, times(p.Graph, path, m.Batch)), nil
}

// diffusionPath is the path of a name, for data of standard deviation 1. Those whose noise begins as a root are passed at a quadratic pace: they have
// no bend at the data, and steps of sampling and times of training are denser there.
func diffusionPath(id string) (transport.Path, error) {
	switch id {
	case "vp":
		return transport.VP(0.1, 20).Quadratic(), nil
	case "sub-vp":
		return transport.SubVP(0.1, 20), nil
	case "ve":
		return transport.VE(0.005, 20), nil
	case "cosine":
		return transport.Cosine().Quadratic(), nil
	}
	return transport.Path{}, fmt.Errorf("method: path %q: want vp, sub-vp, ve or cosine", id)
}

// wantNormalSource is an error unless the source is the standard normal distribution.
func wantNormalSource(id string, p *Problem) error {
	if _, normal := p.Source.(Normal); !normal {
		return fmt.Errorf("%s: the source is not Gaussian noise: want source gaussian", id)
	}
	return nil
}

// times is n times within a path's bounds, stratified.
func times(g *graph.Graph, path transport.Path, n int) *graph.Node {
	return stratified(g, "time", n).Scale(path.End - path.Begin).AddScalar(path.Begin)
}
