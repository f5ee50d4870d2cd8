package trainer

import (
	"math"
	"slices"
	"testing"

	"pushforward/core/engine"
	"pushforward/core/lab"
	"pushforward/core/metric"
	"pushforward/core/target"
	"pushforward/wasm/protocol"
)

// outcome is what a preset's finished run has come to.
type outcome struct {
	*testing.T
	session *lab.Session
	points  []float32 // [2000×2] generated
}

func finish(t *testing.T, run protocol.Run) outcome {
	t.Helper()
	s, err := lab.New(config(run), engine.WebAssembly{}, nil)
	do(t, err)
	t.Cleanup(func() { do(t, s.Close()) })
	for range s.Horizon() {
		do(t, s.Step())
	}
	o := outcome{t, s, make([]float32, 2*2000)}
	_, err = s.Sample(o.points, s.Stream("outcome"))
	do(t, err)
	return o
}

// ratio is W₂ over its floor.
func (o outcome) ratio() float64 {
	scorer := metric.Scorer{Target: o.session.Problem.Target, N: 500, Draws: 4, FloorDraws: 4}
	score, err := scorer.Score(o.points, o.session.Stream("outcome score"))
	do(o.T, err)
	return score.Ratio
}

// within is the share of points within three standard deviations of a mode.
func (o outcome) within() float64 {
	centres, std := o.session.Problem.Target.(target.Modal).Modes()
	modes, err := metric.NewModes(o.points, 2, centres, std)
	do(o.T, err)
	return modes.HighQuality
}

// spread is the points' mean and standard deviation in the target's frame, [0] and [1] wherever they are the target's.
func (o outcome) spread() (mean, std float64) {
	x := slices.Clone(o.points)
	o.session.Problem.Frame.Forward(x, x)
	for column := range 2 {
		var sum, square float64
		for i := column; i < len(x); i += 2 {
			sum += float64(x[i])
			square += float64(x[i]) * float64(x[i])
		}
		n := float64(len(x) / 2)
		mean = max(mean, math.Abs(sum/n))
		std += math.Sqrt(square/n-sum/n*sum/n) / 2
	}
	return mean, std
}

// What each preset says that will be seen is what comes about.
func TestPresetsDoAsTheySay(t *testing.T) {
	shown := map[string]func(o outcome){
		"bandwidth": func(o outcome) {
			if ratio, within := o.ratio(), o.within(); ratio < 4 || within > 0.7 {
				o.Errorf("at %.1f times the floor, with %.0f%% near a mode: want points left behind", ratio, 100*within)
			}
		},
		"collapse": func(o outcome) {
			if _, std := o.spread(); std > 0.1 {
				o.Errorf("points spread by %.3f standard deviations: want them on one spot", std)
			}
		},
		"line": func(o outcome) {
			// Between neighbours in the noise there is no gap: the image is a curve. Yet it reaches all over, and is not straight.
			const n = 4096
			noise, dim := make([]float32, 2*n), 2
			for i := range n {
				noise[dim*i] = float32(6*float64(i)/(n-1) - 3)
			}
			_, err := o.session.Carry(noise)
			do(o.T, err)
			longest := 0.0
			for i := 2; i < len(noise); i += 2 {
				longest = max(longest, math.Hypot(float64(noise[i]-noise[i-2]), float64(noise[i+1]-noise[i-1])))
			}
			if ratio := o.ratio(); longest > 0.3 || ratio < 1.4 || ratio > 4 {
				o.Errorf("gaps up to %.2f along the curve, at %.2f times the floor: want a winding curve that does not fill the squares", longest, ratio)
			}
		},
		"blur": func(o outcome) {
			mean, std := o.spread()
			if ratio := o.ratio(); ratio < 1.8 || mean > 0.15 || std < 0.8 {
				o.Errorf("at %.2f times the floor, mean %.2f and spread %.2f off the target's: want the moons' size without the moons", ratio, mean, std)
			}
		},
		"bridges": func(o outcome) {
			leaps := o.within()
			do(o.T, o.session.Resample("", nil, 50))
			_, err := o.session.Sample(o.points, o.session.Stream("outcome"))
			do(o.T, err)
			if steps := o.within(); leaps > 0.5 || steps < 0.7 {
				o.Errorf("%.0f%% of points near a mode in two leaps, %.0f%% with 50 evaluations: want few and most", 100*leaps, 100*steps)
			}
		},
	}
	for _, p := range presets() {
		t.Run(p.ID, func(t *testing.T) {
			check, ok := shown[p.ID]
			if !ok {
				t.Fatal("nothing measures what it shows")
			}
			if n := len(p.Choices); n < 2 || n > 3 || p.Outcome < 0 || p.Outcome >= n || p.Question == "" || p.Shown == "" {
				t.Errorf("%d choices of which %d comes about: want two or three, a question and a sentence", n, p.Outcome)
			}
			o := finish(t, p.Run)
			o.T = t
			check(o)
		})
	}
}
