package ot

import (
	"fmt"
	"math"
	"testing"

	"pushforward/core/random"
)

// Clouds of n points of the plane: Gaussian noise, eight Gaussians, the checkerboard and a grid of ties.
var clouds = map[string]func(n int, r *random.Stream) []float32{
	"noise": func(n int, r *random.Stream) []float32 {
		return fill(n, func() (x, y float64) { return r.Normal(), r.Normal() })
	},
	"8gaussians": func(n int, r *random.Stream) []float32 {
		return fill(n, func() (x, y float64) {
			sin, cos := math.Sincos(float64(r.IntN(8)) * math.Pi / 4)
			return 5*cos + 0.562*r.Normal(), 5*sin + 0.562*r.Normal()
		})
	},
	"checkerboard": func(n int, r *random.Stream) []float32 {
		return fill(n, func() (x, y float64) {
			x = 4*r.Float64() - 2
			y = r.Float64() - 2*float64(r.IntN(2)) + math.Mod(math.Floor(x)+2, 2)
			return 2 * x, 2 * y
		})
	},
	"grid": func(n int, r *random.Stream) []float32 {
		return fill(n, func() (x, y float64) { return float64(r.IntN(12)), float64(r.IntN(12)) })
	},
}

func fill(n int, draw func() (x, y float64)) []float32 {
	points := make([]float32, 0, 2*n)
	for range n {
		x, y := draw()
		points = append(points, float32(x), float32(y))
	}
	return points
}

func BenchmarkExact(b *testing.B) {
	for _, pair := range [][2]string{{"noise", "8gaussians"}, {"8gaussians", "8gaussians"}, {"noise", "checkerboard"}, {"checkerboard", "checkerboard"}, {"grid", "grid"}} {
		for _, n := range []int{512, 1000, 2000} {
			b.Run(fmt.Sprintf("%s→%s/%d", pair[0], pair[1], n), func(b *testing.B) {
				r := random.New(1, "data")
				x, y := clouds[pair[0]](n, r), clouds[pair[1]](n, r)
				match := make([]int, n)
				var exact Exact
				for b.Loop() {
					if _, err := exact.Couple(match, x, y, 2); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}
