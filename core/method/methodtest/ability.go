package methodtest

import (
	"math"
	"testing"

	"pushforward/core/lab"
	"pushforward/core/method"
)

// testAbilities holds what a model says of its map to the map itself.
func testAbilities(t *testing.T, run *lab.Session, noise, samples []float32) {
	if run.HasInverse() {
		testInverse(t, run, noise, samples)
	}
	if run.HasLogDensity() {
		testLogDensity(t, run)
	}
	if run.Entry.Has(method.Divergence) {
		testDivergence(t, run)
	}
	if _, known := run.Path(); known && run.Entry.Has(method.Score) { // else the method's own test has an oracle
		testScore(t, run)
	}
	if run.Entry.Has(method.Latent) {
		testLatent(t, run, samples)
	}
	if run.Entry.Has(method.Pairs) {
		testPairs(t, run, noise)
	}
}

// testInverse checks that the noise that samples are traced back to is carried to the same samples.
func testInverse(t *testing.T, run *lab.Session, noise, samples []float32) {
	back := make([]float32, len(noise))
	if err := run.InverseOn(back, samples); err != nil {
		t.Fatal(err)
	}
	if _, err := run.Carry(back); err != nil {
		t.Fatal(err)
	}
	tolerance := 1e-4
	if !run.Entry.Has(method.Inverse) {
		tolerance = 1e-2 // of two integrations
	}
	dim := run.Problem.Dim()
	for i := range back {
		if wrong := math.Abs(float64(back[i]-samples[i])) / float64(run.Problem.Frame.Scale[i%dim]); !(wrong <= tolerance) {
			t.Fatalf("coordinate %d: traced back and carried again, the sample %v is at %v", i, samples[i], back[i])
		}
	}
}

// testLogDensity checks that the density integrates to 1 over the plane, by the midpoint rule.
func testLogDensity(t *testing.T, run *lab.Session) {
	const cells, reach = 160, 8 // standard deviations of the target
	frame := run.Problem.Frame
	at := func(k, axis int) float32 {
		return frame.Mean[axis] + frame.Scale[axis]*float32(reach*(2*(float64(k)+0.5)/cells-1))
	}
	points, values := make([]float32, 0, 2*cells*cells), make([]float32, cells*cells)
	for i := range cells {
		for j := range cells {
			points = append(points, at(i, 0), at(j, 1))
		}
	}
	if err := run.LogDensityOn(values, points); err != nil {
		t.Fatal(err)
	}
	area := float64(frame.Scale[0]) * float64(frame.Scale[1]) * math.Pow(2*reach/float64(cells), 2)
	sum := 0.0
	for _, v := range values {
		sum += math.Exp(float64(v)) * area
	}
	if !(math.Abs(sum-1) <= 0.01) {
		t.Errorf("the density integrates to %v over the plane, want 1 ± 0.01", sum)
	}
}

// places are points of the target and the times at which abilities are asked there.
func places(run *lab.Session) (points []float32, times []float64) {
	points = make([]float32, 40*run.Problem.Dim())
	run.Problem.Target.Sample(points, run.Stream("places"))
	return points, []float64{0.3, 0.6, 0.9}
}

// ask is the answers of an ability.
func ask(t *testing.T, run *lab.Session, a method.Ability, points []float32, time float64, columns int) []float32 {
	t.Helper()
	values := make([]float32, len(points)/run.Problem.Dim()*columns)
	if err := run.On(a, values, points, time); err != nil {
		t.Fatal(err)
	}
	return values
}

// testDivergence compares the divergence with central differences of the velocity.
func testDivergence(t *testing.T, run *lab.Session) {
	dim := run.Problem.Dim()
	points, times := places(run)
	for _, time := range times {
		got := ask(t, run, method.Divergence, points, time, 1)
		want := make([]float64, len(got))
		for axis := range dim {
			step := 5e-3 * run.Problem.Frame.Scale[axis]
			shifted := func(by float32) []float32 {
				moved := append([]float32(nil), points...)
				for i := range got {
					moved[i*dim+axis] += by
				}
				return ask(t, run, method.Velocity, moved, time, dim)
			}
			ahead, behind := shifted(step), shifted(-step)
			for i := range want {
				want[i] += (float64(ahead[i*dim+axis]) - float64(behind[i*dim+axis])) / (2 * float64(step))
			}
		}
		for i := range got {
			if !(math.Abs(float64(got[i])-want[i]) <= 0.02*(1+math.Abs(want[i]))) {
				t.Fatalf("at t = %v the divergence is %v, by differences of the velocity %v", time, got[i], want[i])
			}
		}
	}
}

// testScore derives the score from the velocity: along x = αx0 + βx1 with x0 ~ N(0, I), both are linear in E[x0|x] and E[x1|x], which
// x and v = α′E[x0|x] + β′E[x1|x] determine, and the score is −E[x0|x]/α.
func testScore(t *testing.T, run *lab.Session) {
	path, _ := run.Path()
	dim := run.Problem.Dim()
	points, times := places(run)
	for _, time := range times {
		alpha, beta, alphaDot, betaDot := path.Alpha(time), path.Beta(time), path.AlphaDot(time), path.BetaDot(time)
		score := ask(t, run, method.Score, points, time, dim)
		velocity := ask(t, run, method.Velocity, points, time, dim)
		for i := range score {
			scale, mean := float64(run.Problem.Frame.Scale[i%dim]), float64(run.Problem.Frame.Mean[i%dim])
			x, v := (float64(points[i])-mean)/scale, float64(velocity[i])/scale
			noise := (betaDot*x - beta*v) / (alpha*betaDot - beta*alphaDot)
			want := -noise / alpha
			if got := float64(score[i]) * scale; !(math.Abs(got-want) <= 2e-3*(1+math.Abs(want))) {
				t.Fatalf("at t = %v the score is %v, by the velocity %v", time, got, want)
			}
		}
	}
}

// testLatent checks that an encoder tells points apart.
func testLatent(t *testing.T, run *lab.Session, samples []float32) {
	codes := ask(t, run, method.Latent, samples, 0, run.Columns(method.Latent))
	low, high := math.Inf(1), math.Inf(-1)
	for _, x := range codes {
		low, high = min(low, float64(x)), max(high, float64(x))
	}
	if !(high-low > 1e-3 && high-low < math.Inf(1)) {
		t.Errorf("the codes of samples lie between %v and %v: want them apart and finite", low, high)
	}
}

// pair is the partners of noise among as many points of the target, and those points.
func pair(t *testing.T, run *lab.Session, noise []float32) (match []int, points []float32) {
	t.Helper()
	points = make([]float32, len(noise))
	run.Problem.Target.Sample(points, run.Stream("partners"))
	match = make([]int, len(noise)/run.Problem.Dim())
	if err := run.Pair(match, noise, points); err != nil {
		t.Fatal(err)
	}
	return match, points
}

// testPairs checks that the method's partners are nearer than partners by the order in which both were drawn.
func testPairs(t *testing.T, run *lab.Session, noise []float32) {
	match, points := pair(t, run, noise)
	from := append([]float32(nil), noise...)
	if run.Entry.Has(method.Push) {
		if _, err := run.Carry(from); err != nil {
			t.Fatal(err)
		}
		run.Problem.Frame.Forward(from, from)
	}
	run.Problem.Frame.Forward(points, points)
	dim := run.Problem.Dim()
	var paired, drawn float64
	for i, j := range match {
		for k := range dim {
			paired += math.Pow(float64(from[i*dim+k]-points[j*dim+k]), 2)
			drawn += math.Pow(float64(from[i*dim+k]-points[i*dim+k]), 2)
		}
	}
	if !(paired < 0.9*drawn) {
		t.Errorf("the squares of the distances to partners sum to %.3g, in the order of drawing to %.3g: want less than 0.9 of that", paired, drawn)
	}
}

// testEnergy checks that a trained energy is lower on the target, its answer higher, than on a box around it.
func testEnergy(t *testing.T, run *lab.Session) {
	const n = 2000
	dim := run.Problem.Dim()
	inside, around := make([]float32, n*dim), make([]float32, n*dim)
	run.Problem.Target.Sample(inside, run.Stream("inside"))
	r := run.Stream("around")
	for i := range around {
		around[i] = float32(6*r.Float64() - 3)
	}
	run.Problem.Frame.Inverse(around, around)
	if on, off := mean(ask(t, run, method.Energy, inside, 0, 1)), mean(ask(t, run, method.Energy, around, 0, 1)); !(on > off) {
		t.Errorf("minus the energy is %v on the target and %v around it: want it higher on the target", on, off)
	}
}

func mean(values []float32) float64 {
	sum := 0.0
	for _, v := range values {
		sum += float64(v)
	}
	return sum / float64(len(values))
}
