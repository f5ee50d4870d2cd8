package method

import (
	"pushforward/core/graph"
	"pushforward/core/nn"
)

// WavedNetwork is the shape of a network on points: layers after waves of each coordinate, see [nn.Waves].
type WavedNetwork struct {
	Network
	Waves int `name:"waves" label:"Waves" default:"5" min:"0" max:"8" unit:"octaves" help:"Sines and cosines of each coordinate that the network is given, in up to 8 dimensions: periods halve from 8 standard deviations on. Without them it sees no detail."`
}

// mostWaved is the largest dimension in which networks are given waves. In more, the first layer would be most of the network.
const mostWaved = 8

// waved is a network on points beside their waves.
type waved struct {
	*nn.MLP
	octaves int
}

// newWaved declares a network from packs of points [n×columns] of a problem, and other columns beside, to out features, whose last layer starts as last.
func newWaved(p *Problem, parameters *nn.Parameters, name string, n WavedNetwork, columns, beside, out int, last nn.Initializer) waved {
	octaves := wavesIn(p.Dim, n.Waves)
	return waved{nn.NewWavedMLP(p.Graph, parameters, name, columns+beside, 2*octaves*columns, n.Hidden, out, nn.SiLU, last), octaves}
}

// wavesIn is how many octaves of waves networks are given in d dimensions, if so many are wanted.
func wavesIn(d, octaves int) int {
	if d > mostWaved {
		return 0
	}
	return octaves
}

// at is the network's value at points x [n×columns], given other columns [n×k] beside.
func (w waved) at(x *graph.Node, beside ...*graph.Node) *graph.Node {
	return w.Apply(x.ConcatCols(append(beside, nn.Waves(x, w.octaves)...)...))
}

// average is the same network on the averaged parameters.
func (w waved) average(a *nn.Average) waved { return waved{w.Average(a), w.octaves} }

// Conditioner is the shape of the small networks that say how each layer of a flow acts on some columns, given others.
type Conditioner struct {
	Hidden []int `name:"net" label:"Hidden layers" default:"32,32" min:"4" max:"512" help:"Widths of the hidden layers of each map's network, first to last."`
	Waves  int   `name:"waves" label:"Waves" default:"5" min:"0" max:"8" unit:"octaves" help:"Sines and cosines of each coordinate that the networks are given, in up to 8 dimensions: periods halve from 8 standard deviations on."`
}

func (c Conditioner) shape() WavedNetwork { return WavedNetwork{Network{c.Hidden}, c.Waves} }
