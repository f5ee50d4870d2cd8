package method

import (
	"math"

	"pushforward/core/graph"
	"pushforward/core/nn"
)

// DDPM learns to take the noise out of data at the levels of a chain of T steps (Ho, Jain and Abbeel, Denoising diffusion probabilistic models,
// arXiv 2006.11239, algorithm 1):
//
//	E ‖ε(k, √ᾱ_k x1 + √(1−ᾱ_k) x0) − x0‖²,   k uniform in 1…T.
//
// The levels are those of a path, k/T of the way from data to noise: for "linear" the limit of Ho et al.'s β from 10⁻⁴ to 0.02 in 1000 steps, scaled to T
// (√ᾱ differs by less than 10⁻³); for "cosine" Nichol and Dhariwal's formula itself. Its own sampler is the ancestral one;
// DDIM's η leads from there to the deterministic flow.
type DDPM struct {
	WavedNetwork
	Optimiser
	Steps    int    `name:"steps" label:"Schedule" default:"10000" min:"10" max:"1000000" scale:"log" unit:"steps" help:"Steps until the learning rate has fallen to zero and training ends."`
	Batch    int    `name:"batch" label:"Batch" default:"256" min:"8" max:"8192" scale:"log" unit:"pairs" help:"Pairs of noise and data in a step."`
	Octaves  int    `name:"octaves" label:"Time features" default:"3" min:"0" max:"8" help:"Sines and cosines of time that the network is given: frequencies double."`
	Chain    int    `name:"chain" label:"Chain" default:"1000" min:"10" max:"10000" scale:"log" unit:"levels" help:"Levels of noise that the network learns, T."`
	Schedule string `name:"schedule" label:"Noise schedule" default:"linear" choices:"linear,cosine" help:"How the noise grows along the chain."`
}

var _ Method = (*DDPM)(nil)

// Build implements [Method].
func (m *DDPM) Build(p *Problem) (*Model, error) {
	if err := wantNormalSource("ddpm", p); err != nil {
		return nil, err
	}
	path, err := diffusionPath(map[string]string{"linear": "vp", "cosine": "cosine"}[m.Schedule])
	if err != nil {
		return nil, err
	}
	path.End = min(path.End, 1-math.Sqrt(1/float64(m.Chain)))
	parameters := &nn.Parameters{}
	denoiser := newDenoiser(p, parameters, m.WavedNetwork, path, predictNoise(), m.Octaves)
	return denoiser.minimize(p, parameters, m.Optimiser, m.Batch, m.Steps, m.times(p.Graph)), nil
}

// times is those of uniform levels k of the chain [Batch×1], stratified: 1 − √(k/T), by the pace of the path.
func (m *DDPM) times(g *graph.Graph) *graph.Node {
	level := stratified(g, "time", m.Batch).Scale(float64(m.Chain)).Floor().AddScalar(1)
	return g.Scalar(1).Sub(level.Scale(1 / float64(m.Chain)).Sqrt())
}
