package trainer

import (
	"slices"

	"pushforward/core/method"
	"pushforward/core/transport"
	"pushforward/wasm/protocol"
)

// The net of noise whose image is shown.
const (
	netCells  = 20
	mapMesh   = 4 // nodes from one line to the next, of a map's
	flowMesh  = 2 // and of a flow's, which are dearer
	netFrames = 21
	netTail   = 200 // of the noise, one in so many lies beyond the net on each side
)

// showNet shows where the map carries a square net of noise. Along a velocity it is integrated by the midpoint rule, whatever way samples are drawn, for a
// stochastic one would tear it.
func (t *Trainer) showNet(of method.Ability) error {
	mesh, times := flowMesh, even(netFrames)
	if of == method.Push {
		mesh, times = mapMesh, even(2) // in between, maps are shown on the straight line
	}
	nodes := netCells*mesh + 1
	noise := t.net(nodes)
	points := make([]float32, len(times)*len(noise))
	if of == method.Push {
		if _, err := t.session.Trajectories(points, noise, times); err != nil {
			return err
		}
	} else if err := t.flow(points, noise, len(times)); err != nil {
		return err
	}
	t.Stage(protocol.TypeNet, protocol.Net{
		Generation: t.generation, NX: nodes, NY: nodes, Mesh: mesh, Frames: len(times), Times: floats(times), Points: points,
	})
	return nil
}

// flow follows the velocity of pictures from noise, at frames times from 0 to 1.
func (t *Trainer) flow(dst, noise []float32, frames int) error {
	x := dst[:len(noise)]
	t.session.Problem.Frame.Inverse(x, noise)
	x = slices.Clone(x)
	rule := transport.Integrator[float32]{Method: transport.Midpoint()}
	frame := 0
	velocity := func(v, x []float32, at float64) error { return velocityInPicture(t.session, v, x, at) }
	return rule.Integrate(velocity, x, 0, 1, frames-1, func(at float64, x []float32) {
		copy(dst[frame*len(noise):], x)
		frame++
	})
}

// net is n×n nodes over nearly all of the particles' noise, row by row from the bottom [n²×2], in the standard frame.
func (t *Trainer) net(n int) []float32 {
	var low, high [2]float64
	column := make([]float64, len(t.view.noise)/2) // sorted by the code that sorts others: a type of its own would have its own
	for k := range 2 {
		for i := range column {
			column[i] = float64(t.view.noise[2*i+k])
		}
		slices.Sort(column)
		beyond := len(column) / netTail
		low[k], high[k] = column[beyond], column[len(column)-1-beyond]
	}
	nodes := make([]float32, 0, 2*n*n)
	for j := range n {
		for i := range n {
			u, v := float64(i)/float64(n-1), float64(j)/float64(n-1)
			nodes = append(nodes, float32(low[0]+u*(high[0]-low[0])), float32(low[1]+v*(high[1]-low[1])))
		}
	}
	return nodes
}
