package method

import (
	"fmt"

	"pushforward/core/graph"
	"pushforward/core/nn"
)

// MapNetwork is the shape of a direct map ψ: a chain of blocks x + f(x), each f a layer after waves of each coordinate and one back to the columns. Blocks start near
// 0, so the map starts near the identity; as each works on what the last has made, slopes multiply, and some blocks tear the source apart where a single
// network draws bridges between modes.
//
// Of the samples on 25gaussians (seed 0), whose modes are 0.018 standard deviations wide, so many lie within 3σ of a mode by three layers of 64, and by the blocks: mmd 6 and 95%,
// wasserstein 6 and 25%, moments 5 and 8%; by the blocks energy has 91%, sinkhorn and mean 93% and swd 26%.
type MapNetwork struct {
	Blocks []int `name:"net" label:"Blocks" default:"32,32,32,32,32,32" min:"4" max:"512" help:"Widths of the layers in the map's blocks, first to last. Each block moves the points that the last has moved."`
	Waves  int   `name:"waves" label:"Waves" default:"4" min:"0" max:"8" unit:"octaves" help:"Sines and cosines of each coordinate that every block is given, in up to 8 dimensions: periods halve from 8 standard deviations on."`
}

// blocks are the map, a chain from the source to the target's space.
type blocks []waved

func newBlocks(p *Problem, parameters *nn.Parameters, n MapNetwork) blocks {
	octaves := wavesIn(p.Dim, n.Waves)
	var chain blocks
	for i, width := range n.Blocks {
		net := nn.NewQuietMLP(p.Graph, parameters, fmt.Sprintf("generator%d", i), p.Dim*(1+2*octaves), []int{width}, p.Dim, nn.SiLU)
		chain = append(chain, waved{net, octaves})
	}
	return chain
}

// at is ψ(x) [n×d] of points x [n×d] of the source.
func (chain blocks) at(x *graph.Node) *graph.Node {
	for _, block := range chain {
		x = x.Add(block.at(x))
	}
	return x
}

// average is the same map on the averaged parameters.
func (chain blocks) average(a *nn.Average) blocks {
	averaged := make(blocks, len(chain))
	for i, block := range chain {
		averaged[i] = block.average(a)
	}
	return averaged
}
