package published_test

import (
	"math"
	"testing"

	"pushforward/core/ot"
	"pushforward/core/random"
	"pushforward/core/target"
)

// BenchmarkExactEnergy is the NPE of I-CFM when nothing is left to learn: the energy of the marginal velocity from standard normal noise in closed form, each
// target taken as round Gaussians along its curve, less than a standard deviation apart. A learnt field of another NPE is the farther from it, above or below.
func BenchmarkExactEnergy(b *testing.B) {
	for _, c := range []struct {
		id         string
		parameters map[string]string
		gaussians  gaussians
	}{
		{"8gaussians", map[string]string{"std": "1"}, along(8, 1, func(s float64) (x, y float64) { return 5 * math.Cos(2*math.Pi*s), 5 * math.Sin(2*math.Pi*s) })},
		{"moons", nil, append(
			along(200, 0.1, func(s float64) (x, y float64) { return 2*math.Cos(math.Pi*s) - 1, 2 * math.Sin(math.Pi*s) }),
			along(200, 0.1, func(s float64) (x, y float64) { return 1 - 2*math.Cos(math.Pi*s), 1 - 2*math.Sin(math.Pi*s) })...)},
		{"scurve", nil, along(600, 0.075, func(s float64) (x, y float64) {
			t := 3 * math.Pi * (s - 0.5)
			return 1.5 * math.Sin(t), 1.5 * math.Copysign(1, t) * (math.Cos(t) - 1)
		})},
	} {
		b.Run(c.id, func(b *testing.B) {
			made, err := target.New(c.id, c.parameters, nil)
			if err != nil {
				b.Fatal(err)
			}
			const n, times, each = 10_000, 100, 400
			var npe float64
			for b.Loop() {
				data, noise := make([]float32, 2*n), make([]float32, 2*n)
				made.Sample(data, random.New(1, "data"))
				normal := random.New(1, "noise")
				for i := range noise {
					noise[i] = float32(normal.Normal())
				}
				w2, err := ot.W2(noise, data, 2)
				if err != nil {
					b.Fatal(err)
				}
				energy := 0.0
				for k := range times {
					t := (float64(k) + 0.5) / times
					for i := range each {
						at := 2 * ((k*each + i) % n)
						energy += c.gaussians.speed2(t, float64(noise[at]), float64(noise[at+1]), float64(data[at]), float64(data[at+1])) / (times * each)
					}
				}
				npe = math.Abs(energy-w2*w2) / (w2 * w2)
			}
			b.ReportMetric(npe, "NPE")
		})
	}
}

// gaussians are equal round ones, x, y and standard deviation.
type gaussians [][3]float64

func along(n int, std float64, curve func(s float64) (x, y float64)) gaussians {
	g := make(gaussians, n)
	for i := range g {
		x, y := curve((float64(i) + 0.5) / float64(n))
		g[i] = [3]float64{x, y, std}
	}
	return g
}

// speed2 is ‖v‖² at (1−t)·noise + t·data, where v = Σ r_k [μ_k + (t s² − (1−t)) (x − tμ_k)/S], S = (1−t)² + t²s², and r_k are the shares of the Gaussians there.
func (g gaussians) speed2(t, noiseX, noiseY, dataX, dataY float64) float64 {
	x, y := (1-t)*noiseX+t*dataX, (1-t)*noiseY+t*dataY
	nearest := math.Inf(1)
	for _, k := range g {
		nearest = min(nearest, math.Hypot(x-t*k[0], y-t*k[1]))
	}
	var share, vx, vy float64
	for _, k := range g {
		dx, dy, variance := x-t*k[0], y-t*k[1], (1-t)*(1-t)+t*t*k[2]*k[2]
		r := math.Exp((nearest*nearest - dx*dx - dy*dy) / (2 * variance))
		slope := (t*k[2]*k[2] - (1 - t)) / variance
		share, vx, vy = share+r, vx+r*(k[0]+slope*dx), vy+r*(k[1]+slope*dy)
	}
	return (vx*vx + vy*vy) / (share * share)
}
