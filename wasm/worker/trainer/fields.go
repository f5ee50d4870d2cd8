package trainer

import (
	"math"

	"pushforward/core/lab"
	"pushforward/core/method"
	"pushforward/wasm/protocol"
)

// How finely fields are known.
const (
	fieldFrames  = 11
	gridX, gridY = 33, 27 // arrows
	heatX, heatY = 57, 57
	mapFrames    = 11
	mapX, mapY   = 41, 41 // a map of colour at several times
)

func (t *Trainer) showVelocity(method.Ability) error {
	grid, times := t.grid(gridX, gridY), even(fieldFrames)
	values := make([]float32, len(times)*len(grid))
	for frame, at := range times {
		if err := velocityInPicture(t.session, values[frame*len(grid):(frame+1)*len(grid)], grid, at); err != nil {
			return err
		}
	}
	t.showField(protocol.FieldVelocity, gridX, gridY, times, values)
	return nil
}

// velocityInPicture sets dst to the velocities of a picture's points [n×dim]. Where noise is wider than the data, pictures show a point x as y = x/S(t),
// S being the size of the path's points, so that dy/dt = v/S − y S′/S.
func velocityInPicture(s *lab.Session, dst, points []float32, at float64) error {
	path, _ := s.Path()
	if path.Alpha(0) <= 1 {
		return s.On(method.Velocity, dst, points, at)
	}
	frame, size := s.Problem.Frame, path.Scale(at)
	growth := (path.Alpha(at)*path.AlphaDot(at) + path.Beta(at)*path.BetaDot(at)) / size // S′
	there := make([]float32, len(points))
	frame.Forward(there, points)
	for i := range there {
		there[i] *= float32(size)
	}
	frame.Inverse(there, there)
	if err := s.On(method.Velocity, dst, there, at); err != nil {
		return err
	}
	for i, y := range points {
		centred := float64(y - frame.Mean[i%len(frame.Mean)])
		dst[i] = float32((float64(dst[i]) - centred*growth) / size)
	}
	return nil
}

func (t *Trainer) showWitness(of method.Ability) error {
	return t.showHeat(protocol.FieldWitness, of, nil)
}

// showDivergence shows the divergence of the velocity. Where pictures shrink a wide path by S(t), all of the plane flows inwards besides, by its dimension
// times S′/S; that is left out, as it tells nothing of where mass gathers.
func (t *Trainer) showDivergence(of method.Ability) error {
	grid, times := t.grid(mapX, mapY), even(mapFrames)
	values := make([]float32, len(times)*len(grid)/2)
	path, _ := t.session.Path()
	frame := t.session.Problem.Frame
	for k, at := range times {
		there := grid
		if path.Alpha(0) > 1 {
			there = make([]float32, len(grid))
			frame.Forward(there, grid)
			for i := range there {
				there[i] *= float32(path.Scale(at))
			}
			frame.Inverse(there, there)
		}
		if err := t.session.On(of, values[k*len(grid)/2:][:len(grid)/2], there, at); err != nil {
			return err
		}
	}
	t.showField(protocol.FieldDivergence, mapX, mapY, times, values)
	return nil
}

// showDensity shows the density as a share of its largest value on the grid.
func (t *Trainer) showDensity(of method.Ability) error {
	return t.showHeat(protocol.FieldDensity, of, func(values []float32) {
		largest := float32(math.Inf(-1))
		for _, v := range values { // where one is not a number, the others still count
			if v > largest {
				largest = v
			}
		}
		for i, v := range values {
			values[i] = float32(math.Exp(float64(v - largest)))
		}
	})
}

// showHeat shows an ability that answers with one number; change, unless nil, is done to the answers.
func (t *Trainer) showHeat(kind string, of method.Ability, change func(values []float32)) error {
	grid := t.grid(heatX, heatY)
	values := make([]float32, len(grid)/2)
	if err := t.session.On(of, values, grid, 0); err != nil {
		return err
	}
	if change != nil {
		change(values)
	}
	t.showField(kind, heatX, heatY, []float64{0}, values)
	return nil
}

func (t *Trainer) showField(kind string, nx, ny int, times []float64, values []float32) {
	t.Stage(protocol.TypeField, protocol.Field{
		Generation: t.generation, Kind: kind, Bounds: t.view.field, NX: nx, NY: ny, Frames: len(times), Times: floats(times), Values: values,
	})
}

// grid is nx×ny points over the fields' bounds, edges included, row by row from the bottom [nx·ny×2].
func (t *Trainer) grid(nx, ny int) []float32 {
	b := t.view.field
	points := make([]float32, 0, 2*nx*ny)
	for j := range ny {
		for i := range nx {
			x := b[0] + (b[2]-b[0])*float64(i)/float64(nx-1)
			y := b[1] + (b[3]-b[1])*float64(j)/float64(ny-1)
			points = append(points, float32(x), float32(y))
		}
	}
	return points
}
