package method

import (
	"fmt"

	"pushforward/core/graph"
)

// MMDFlow moves particles down the gradient of the witness of the maximum mean discrepancy between them and data (Arbel et al., arXiv 1906.04370,
// equation 18):
//
//	x ← x − h ∇f(x + βη),   f = E k(xⱼ, ·) − E k(y, ·),   η ~ N(0, I).
//
// The noise, which fades as the simulation goes on, shakes particles out of places where the gradient vanishes. The data are [Chunk] points, drawn once.
type MMDFlow struct {
	Size   float64 `name:"step" label:"Step" default:"2" min:"0.001" max:"100" scale:"log" help:"Length h of a step."`
	Noise  float64 `name:"noise" label:"Noise" default:"0.1" min:"0" max:"2" help:"Standard deviation β at the start of where the gradient is taken."`
	Kernel string  `name:"kernel" label:"Kernel" default:"imq" choices:"imq,energy,laplace,gaussian" help:"How likeness falls with distance."`
	Width  float64 `name:"width" label:"Bandwidth" default:"0.2" min:"0.01" max:"100" scale:"log" unit:"× median distance" help:"Length scale of the kernel."`
}

var _ Method = (*MMDFlow)(nil)

// Build implements [Method].
func (m *MMDFlow) Build(p *Problem) (*Model, error) {
	k, err := findKernel(m.Kernel)
	if err != nil {
		return nil, fmt.Errorf("mmd-flow: %w", err)
	}
	width := m.Width * medianDistance(p.Points, p.Dim)
	data := p.Graph.Variable("data", Chunk, p.Dim)
	model := simulate(p, p.Dim, 1, func(t, x, noise *graph.Node) *graph.Node {
		fade := p.Graph.Scalar(1).Sub(t).Scale(m.Noise)
		at := x.Add(noise.Mul(fade))
		likeParticles := k(squaredDistances(at, x.StopGradient()), width).Sum()
		likeData := k(squaredDistances(at, data), width).Sum()
		witness := likeParticles.Sub(likeData).Scale(1. / Chunk)
		return x.Sub(graph.Gradient(witness, at)[0].Scale(m.Size * width))
	})
	p.Graph.Lookup(Initialize).Assign(data, p.Target.Draw("data", Chunk))
	return model, nil
}
