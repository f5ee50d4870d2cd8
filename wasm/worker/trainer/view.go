package trainer

import (
	"pushforward/core/lab"
	"pushforward/core/method"
	"pushforward/core/target"
	"pushforward/core/transport"
	"pushforward/wasm/protocol"
)

// How much the stage is shown.
const (
	particles    = 2000         // usually
	followed     = 20_000       // at most, one by one; beyond, a crowd comes in pieces
	simulated    = method.Chunk // particles of a simulation: as many as see one another
	targetPoints = 4000
	pathFrames   = 21
	stepFrames   = 101 // of a path that is rough: the steps it takes, or every few of them
)

// view is what the stage is shown of a run: the same particles each time, so that each can be followed.
type view struct {
	noise  []float32  // [n×dim] in the standard frame
	target []float32  // [n×2]
	bounds [4]float64 // worth seeing
	aspect float64    // of a unit of y to one of x, as they look
	field  [4]float64 // of the fields: what a stage of any shape shows
	rough  bool       // paths turn at every step
	times  []float64  // of the path's frames
	shown  []float32  // [frames×n×dim] where the particles were last shown
}

func newView(s *lab.Session, count int) view {
	dim := s.Problem.Dim()
	frames, rough := pathFrames, rough(s)
	if simulates(s) {
		count = simulated
	}
	if rough && count <= particles {
		frames = stepFrames
	}
	v := view{noise: make([]float32, count*dim), rough: rough, times: even(frames)}
	s.Problem.Noise(v.noise, s.Stream("particles"))
	points := s.Problem.Show(targetPoints, s.Stream("target points"))
	v.target = plane(points, dim)
	v.bounds = target.Bounds(append(mostNoise(s), v.target...), 2)
	v.aspect = 1
	if e, err := target.Find(s.Config.Target); err == nil && e.Aspect > 0 {
		v.aspect = e.Aspect
	}
	v.field = surroundings(v.bounds, v.aspect)
	return v
}

func simulates(s *lab.Session) bool { return s.Entry.Has(method.Simulate) && !s.Entry.Has(method.Push) }

// rough tells whether a run takes its samples by steps of chance, which a smooth curve would hide: by a simulation, or by a stochastic solver.
func rough(s *lab.Session) bool {
	solver, err := transport.SamplerByID(s.Config.Solver)
	return simulates(s) || err == nil && solver.Stochastic && s.Entry.Has(method.Velocity) && !s.Entry.Has(method.Push)
}

// mostNoise is the corners of the box of two standard deviations around the target's mean [2×2]: with the target's own box it holds nearly all of
// the source, without the outliers that would make everything small.
func mostNoise(s *lab.Session) []float32 {
	corners := make([]float32, 0, 4)
	for _, side := range []float32{-2, 2} {
		corner := make([]float32, s.Problem.Dim())
		for j := range corner {
			corner[j] = side
		}
		s.Problem.Frame.Inverse(corner, corner)
		corners = append(corners, plane(corner, len(corner))...)
	}
	return corners
}

// The shapes, width over height, that the page gives the stage, and how far beyond it fields reach.
const (
	narrowest, widest = 1.0, 1.6
	fieldMargin       = 0.12 // of the width and height, on each side
)

// surroundings is what a stage that shows all of bounds may also show, and a margin.
func surroundings(bounds [4]float64, aspect float64) [4]float64 {
	width, height := bounds[2]-bounds[0], aspect*(bounds[3]-bounds[1])
	shape := min(max(width/height, narrowest), widest)
	x := (max(width, shape*height)-width)/2 + fieldMargin*width
	y := ((max(height, width/shape)-height)/2 + fieldMargin*height) / aspect
	return [4]float64{bounds[0] - x, bounds[1] - y, bounds[2] + x, bounds[3] + y}
}

// even is n times from 0 to 1.
func even(n int) []float64 {
	times := make([]float64, n)
	for i := range times {
		times[i] = float64(i) / float64(n-1)
	}
	return times
}

// plane is the first two columns of points [n×dim]; a one-dimensional point lies on the axis.
func plane(points []float32, dim int) []float32 {
	if dim == 2 {
		return points
	}
	flat := make([]float32, len(points)/dim*2)
	for i := range len(points) / dim {
		copy(flat[2*i:2*i+2], points[i*dim:min((i+1)*dim, i*dim+2)])
	}
	return flat
}

// introduce tells the stage what it is about to see.
func (t *Trainer) introduce() { t.Stage(protocol.TypeScene, t.scene()) }

func (t *Trainer) scene() protocol.Scene {
	motion := protocol.MotionTrajectory
	switch {
	case t.session.Entry.Has(method.Push):
		motion = protocol.MotionInterpolation
	case t.view.rough:
		motion = protocol.MotionSimulation
	}
	labels := [2]string{}
	if e, err := target.Find(t.run.Target); err == nil {
		labels = e.Labels
	}
	return protocol.Scene{
		Generation: t.generation, Bounds: t.view.bounds, Aspect: t.view.aspect, Target: t.view.target, Motion: motion, Labels: labels,
		Layers: usual(t.session.Entry),
	}
}

// Show tells a newly connected stage all it needs.
func (t *Trainer) Show() error {
	if t.session == nil {
		return nil
	}
	t.introduce()
	return t.look()
}

// look shows the stage where the model carries the particles now, and its fields.
func (t *Trainer) look() error { return t.attend(&t.owed.look, t.show) }

func (t *Trainer) show() error {
	clear(t.exhibited[:])
	t.crowd.begin(t.session)
	points := make([]float32, len(t.view.times)*len(t.view.noise))
	if err := t.trajectories(points, t.view.noise, len(t.view.times)); err != nil {
		return err
	}
	t.view.shown = points
	t.Stage(protocol.TypePaths, t.paths())
	if err := t.showProbe(); err != nil {
		return err
	}
	return t.exhibit()
}

// paths is where the particles were last shown.
func (t *Trainer) paths() protocol.Paths {
	dim := t.session.Problem.Dim()
	return protocol.Paths{
		Generation: t.generation, Step: t.session.Steps(), N: len(t.view.noise) / dim, Frames: len(t.view.times),
		Times: floats(t.view.times), Points: plane(t.view.shown, dim),
	}
}

func floats(x []float64) []float32 {
	list := make([]float32, len(x))
	for i, v := range x {
		list[i] = float32(v)
	}
	return list
}
