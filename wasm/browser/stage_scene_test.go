package browser_test

import (
	"math"

	"pushforward/core/random"
	"pushforward/wasm/protocol"
)

// The scene of the stage's pictures: a standard normal cloud turns a quarter round the origin while it is squeezed to half its height. All of it follows from
// where(t, x, y), so that every layer shows the same map.

const sceneSide = 200 // CSS pixels

func where(t, x, y float64) (wx, wy float64) {
	sin, cos := math.Sincos(t * math.Pi / 2)
	y *= 1 - t/2
	return cos*x - sin*y, sin*x + cos*y
}

func even(n int) (times protocol.Floats) {
	for i := range n {
		times = append(times, float32(i)/float32(n-1))
	}
	return times
}

// normal is n points of the standard normal distribution.
func normal(n int, stream string) (points []float64) {
	r := random.New(1, stream)
	for range 2 * n {
		points = append(points, r.Normal())
	}
	return points
}

// carried is where points [n×2] are at the times.
func carried(points []float64, times protocol.Floats) (list protocol.Floats) {
	for _, t := range times {
		for i := 0; i < len(points); i += 2 {
			x, y := where(float64(t), points[i], points[i+1])
			list = append(list, float32(x), float32(y))
		}
	}
	return list
}

func sceneOf(generation int) protocol.Scene {
	target := carried(normal(150, "target"), protocol.Floats{1})
	return protocol.Scene{
		Generation: generation, Bounds: [4]float64{-3, -3, 3, 3}, Target: target, Motion: protocol.MotionTrajectory,
		Layers: []string{protocol.LayerTarget}, Labels: [2]string{"x", "y"},
	}
}

func pathsOf(generation, n int) protocol.Paths {
	times := even(11)
	return protocol.Paths{Generation: generation, N: n, Frames: len(times), Times: times, Points: carried(normal(n, "particles"), times)}
}

// fieldOf is a field of a kind whose values at (t, x, y) a function appends.
func fieldOf(kind string, values func(list protocol.Floats, t, x, y float64) protocol.Floats) protocol.Field {
	const nx, ny = 31, 31
	f := protocol.Field{Generation: 1, Kind: kind, Bounds: [4]float64{-3.4, -3.4, 3.4, 3.4}, NX: nx, NY: ny, Frames: 3, Times: even(3)}
	for _, t := range f.Times {
		for k := range nx * ny {
			x, y := -3.4+6.8*float64(k%nx)/(nx-1), -3.4+6.8*float64(k/nx)/(ny-1)
			f.Values = values(f.Values, float64(t), x, y)
		}
	}
	return f
}

// messages are all that the worker shows.
func messages() (list []any) {
	one := func(value func(t, x, y float64) float64) func(protocol.Floats, float64, float64, float64) protocol.Floats {
		return func(list protocol.Floats, t, x, y float64) protocol.Floats {
			return append(list, float32(value(t, x, y)))
		}
	}
	list = append(list, sceneOf(1), pathsOf(1, 300),
		fieldOf(protocol.FieldDensity, one(func(_, x, y float64) float64 { return math.Exp(-2*x*x - y*y/2) })),
		fieldOf(protocol.FieldWitness, one(func(_, x, y float64) float64 { return math.Exp(-x*x-y*y/2) - math.Exp(-(x-2)*(x-2)-y*y) })),
		fieldOf(protocol.FieldDivergence, one(func(t, x, y float64) float64 { return t*x + math.Sin(2*y) })),
		fieldOf(protocol.FieldVelocity, func(list protocol.Floats, t, x, y float64) protocol.Floats {
			return append(list, float32(-y*math.Pi/2-t*x/4), float32(x*math.Pi/2))
		}))
	net := protocol.Net{Generation: 1, NX: 41, NY: 41, Mesh: 4, Frames: 6, Times: even(6)}
	var nodes []float64
	for k := range net.NX * net.NY {
		x, y := -2.5+5*float64(k%net.NX)/float64(net.NX-1), -2.5+5*float64(k/net.NX)/float64(net.NY-1)
		nodes = append(nodes, x+0.3*math.Sin(2*y), y)
	}
	net.Points = carried(nodes, net.Times)
	pairs := protocol.Pairs{Generation: 1, Partners: carried(normal(60, "target"), protocol.Floats{1})}
	codes := protocol.Latent{Generation: 1, Spread: protocol.Floats{0.3, 0.15}, Codes: carried(normal(200, "codes"), protocol.Floats{0})}
	probe := protocol.Probe{Generation: 1, Times: even(11), Points: carried([]float64{1.5, 0.7}, even(11)), Radius: 0.6, Partner: protocol.Floats{-1.2, 1.4}}
	for _, t := range probe.Times {
		a, b := where(float64(t), 1, 0)
		c, d := where(float64(t), 0, 1)
		probe.Jacobians = append(probe.Jacobians, float32(a), float32(c), float32(b), float32(d))
	}
	return append(list, net, pairs, codes, probe)
}

// kindOf is the type of a message.
func kindOf(message any) protocol.Type {
	switch message.(type) {
	case protocol.Scene:
		return protocol.TypeScene
	case protocol.Paths:
		return protocol.TypePaths
	case protocol.Crowd:
		return protocol.TypeCrowd
	case protocol.Field:
		return protocol.TypeField
	case protocol.Net:
		return protocol.TypeNet
	case protocol.Pairs:
		return protocol.TypePairs
	case protocol.Latent:
		return protocol.TypeLatent
	}
	return protocol.TypeProbe
}
