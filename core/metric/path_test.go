package metric

import (
	"math"
	"strings"
	"testing"

	"pushforward/core/random"
)

// flow is n points of the plane moved by a map of time.
func flow(steps, n int, move func(t, x, y float64) (float64, float64)) Trajectories {
	p := Trajectories{Dim: 2}
	r := random.New(4, "noise")
	start := draws(normals{[]float64{0, 0}, 1}, n, r)
	for k := range steps + 1 {
		t := float64(k) / float64(steps)
		p.Times = append(p.Times, t)
		for i := range n {
			x, y := move(t, float64(start[2*i]), float64(start[2*i+1]))
			p.States = append(p.States, float32(x), float32(y))
		}
	}
	return p
}

// A rotation by the angle ω moves at speed ω|x|: energy ω² E|x|²; its chords are 2|x| sin(ω/2) long.
func TestRotation(t *testing.T) {
	const omega = 2.0
	p := flow(400, 500, func(t, x, y float64) (float64, float64) {
		sin, cos := math.Sincos(omega * t)
		return cos*x - sin*y, sin*x + cos*y
	})
	square := 0.0
	for _, v := range p.States[:1000] {
		square += float64(v) * float64(v) / 500
	}
	energy, err := p.Energy()
	if want := omega * omega * square; err != nil || math.Abs(energy-want) > 1e-4*want {
		t.Errorf("energy %v, %v; want %v", energy, err, want)
	}
	straightness, err := p.Straightness()
	if want := (omega*omega - 4*math.Pow(math.Sin(omega/2), 2)) * square; err != nil || math.Abs(straightness-want) > 1e-4*want {
		t.Errorf("straightness %v, %v; want %v", straightness, err, want)
	}
}

// The straight flow to the image under x ↦ 3x + m, the optimal map, has energy W₂² = E|2x + m|² and straightness 0. At the speed 2t along the same lines it has 4/3 of
// that energy, a third of it as straightness and as normalised path energy.
func TestOptimalFlow(t *testing.T) {
	const n = 300
	for _, test := range []struct {
		clock                func(t float64) float64
		energy, straightness float64
	}{
		{func(t float64) float64 { return t }, 1, 0},
		{func(t float64) float64 { return t * t }, 4. / 3, 1. / 3},
	} {
		p := flow(500, n, func(t, x, y float64) (float64, float64) {
			s := test.clock(t)
			return x + s*(2*x+4), y + s*2*y
		})
		target := p.at(500)
		w2squared := squaredDistance(p.at(0), target) / n
		energy, err := p.Energy()
		if err != nil || math.Abs(energy/w2squared-test.energy) > 1e-4 {
			t.Errorf("energy %v, %v; want %v", energy, err, test.energy*w2squared)
		}
		straightness, err := p.Straightness()
		if err != nil || math.Abs(straightness/w2squared-test.straightness) > 1e-4 {
			t.Errorf("straightness %v, %v; want %v", straightness, err, test.straightness*w2squared)
		}
		npe, err := p.NormalizedEnergy(target)
		if err != nil || math.Abs(npe-(test.energy-1)) > 1e-4 {
			t.Errorf("normalised path energy %v, %v; want %v", npe, err, test.energy-1)
		}
	}
}

// Half the time makes twice the energy for the same lines.
func TestEnergyCountsTime(t *testing.T) {
	p := Trajectories{Dim: 1, Times: []float64{0, 0.25, 0.5}, States: []float32{0, 0, 1, 2, 4, 4}}
	energy, err := p.Energy()
	if want := (1. + 4 + 9 + 4) / 2 / 0.25; err != nil || math.Abs(energy-want) > 1e-12 {
		t.Errorf("energy %v, %v; want %v", energy, err, want)
	}
	straightness, err := p.Straightness()
	if want := 36 - 16/0.5; err != nil || math.Abs(straightness-want) > 1e-12 {
		t.Errorf("straightness %v, %v; want %v", straightness, err, want)
	}
}

func TestPathRefuses(t *testing.T) {
	for want, call := range map[string]func() (float64, error){
		"1 coordinates at 1 times": func() (float64, error) { return Trajectories{1, []float64{0}, []float32{1}}.Energy() },
		"time 0 comes after 0":     func() (float64, error) { return Trajectories{1, []float64{0, 0}, []float32{1, 2}}.Straightness() },
		"3 states at 2 times":      func() (float64, error) { return Trajectories{2, []float64{0, 1}, make([]float32, 6)}.Energy() },
		"times from 0 to 2: want 0 to 1": func() (float64, error) {
			return Trajectories{1, []float64{0, 2}, []float32{1, 2}}.NormalizedEnergy([]float32{1})
		},
		"0 coordinates of target points": func() (float64, error) {
			return Trajectories{1, []float64{0, 1}, []float32{1, 2}}.NormalizedEnergy(nil)
		},
		"W₂ between starts and target is 0": func() (float64, error) {
			return Trajectories{1, []float64{0, 1}, []float32{1, 2}}.NormalizedEnergy([]float32{1})
		},
	} {
		if _, err := call(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want an error with %q", err, want)
		}
	}
}
