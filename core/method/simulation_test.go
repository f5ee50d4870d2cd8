package method

import (
	"math"
	"slices"
	"testing"

	"pushforward/core/engine"
	"pushforward/core/graph"
	"pushforward/core/random"
)

// known is the normal distribution with a variance of its own in each direction, as a target of known density.
type known struct {
	Normal
	variances []float32
}

func (k known) scales(g *graph.Graph) *graph.Node { return g.Constant(1, k.Dim, k.variances...) }

func (k known) Draw(stream string, n int) *graph.Node {
	return k.Normal.Draw(stream, n).Mul(k.scales(k.Graph).Sqrt())
}

func (k known) LogDensity(x *graph.Node) *graph.Node {
	return x.Square().Div(k.scales(x.Graph())).SumCols().Scale(-0.5)
}

func (k known) Normalised() bool { return false }

// simulated is a simulation of a target of known variances, and its particles, which start as standard normals.
type simulated struct {
	t        *testing.T
	instance engine.Instance
	model    *Model
	x, noise []float32
	random   *random.Stream
}

func newSimulated(t *testing.T, m Method, variances ...float32) *simulated {
	t.Helper()
	g, dim := graph.New(), len(variances)
	normal := Normal{g, dim}
	s := &simulated{t: t, x: make([]float32, Chunk*dim), random: random.New(3, "simulated")}
	var err error
	points := make([]float32, sharpPoints*dim)
	fill(points, random.New(4, "points"))
	for i := range points {
		points[i] *= float32(math.Sqrt(float64(variances[i%dim])))
	}
	if s.model, err = m.Build(&Problem{Graph: g, Dim: dim, Source: normal, Target: known{normal, variances}, Points: points}); err != nil {
		t.Fatal(err)
	}
	if s.instance, err = (engine.WebAssembly{}).Instantiate(g); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.instance.Close() })
	s.noise = make([]float32, Chunk*s.model.Noise)
	s.do(engine.Seed(s.instance, 9), s.instance.Call(Initialize))
	fill(s.x, s.random)
	return s
}

func (s *simulated) do(errs ...error) {
	s.t.Helper()
	for _, err := range errs {
		if err != nil {
			s.t.Fatal(err)
		}
	}
}

func fill(dst []float32, r *random.Stream) {
	for i := range dst {
		dst[i] = float32(r.Normal())
	}
}

// iterate moves the particles, with noise unless it is to be still.
func (s *simulated) iterate(time float64, shaken bool) {
	s.t.Helper()
	clear(s.noise)
	if shaken {
		fill(s.noise, s.random)
	}
	if len(s.noise) > 0 {
		s.do(s.instance.Write("simulate.noise", s.noise))
	}
	s.do(s.instance.Write("simulate.time", []float32{float32(time)}), s.instance.Write("simulate.at", s.x), s.instance.Call(string(Simulate)), s.instance.Read(s.x, "simulate.is"))
}

// variances of the particles' columns, and the mean fourth power over three times the squared variance, over many iterations after a burn-in.
func (s *simulated) moments(burn, count int) (variances []float64, tails float64) {
	dim := len(s.x) / Chunk
	second, fourth := make([]float64, dim), make([]float64, dim)
	for k := range burn + count {
		s.iterate(0, true)
		for i, x := range s.x {
			if k >= burn {
				square := float64(x) * float64(x) / float64(count*Chunk)
				second[i%dim] += square
				fourth[i%dim] += square * float64(x) * float64(x)
			}
		}
	}
	for j := range second {
		tails += fourth[j] / (3 * second[j] * second[j]) / float64(dim)
	}
	return second, tails
}

// On N(0, σ²) an unadjusted step is x ← (1 − h/σ²)x + √(2h)η, whose stationary variance is σ²/(1 − h/2σ²).
func TestUnadjustedLangevinHasItsStationaryVariance(t *testing.T) {
	const h = 0.2
	got, _ := newSimulated(t, &Langevin{Rule: "ula", Size: h}, 1, 0.25).moments(100, 300)
	for j, variance := range []float64{1, 0.25} {
		if want := variance / (1 - h/(2*variance)); math.Abs(got[j]/want-1) > 0.03 {
			t.Errorf("stationary variance %v, want %v: its target has %v", got[j], want, variance)
		}
	}
}

// The score of N(0, diag σⱼ²) at its own draws has mean squares 1/σⱼ², the largest of which a step heeds: h = 1 would send a column of variance 10⁻³ to
// −999 times itself, and h = 1/J leaves a stationary variance of twice the target's.
func TestStepsAreAsShortAsNarrowTargetsNeed(t *testing.T) {
	variances := []float32{1, 0.001}
	for name, test := range map[string]struct {
		method Method
		factor float64 // of the stationary variance
	}{
		"ula":  {&Langevin{Rule: "ula", Size: 1}, 2},
		"mala": {&Langevin{Rule: "mala", Size: 1}, 1},
		"hmc":  {&HMC{Size: 2, Leaps: 8}, 1},
	} {
		got, _ := newSimulated(t, test.method, variances...).moments(100, 300)
		if want := test.factor * 0.001; math.Abs(got[1]/want-1) > 0.2 {
			t.Errorf("%s: the narrow column has variance %v, want %v", name, got[1], want)
		}
	}
	s := newSimulated(t, &SVGD{Size: 10, Particles: "256", Width: 1}, variances...)
	for range 300 {
		s.iterate(0, false)
	}
	for i, x := range s.x {
		if !(math.Abs(float64(x)) < 10) {
			t.Fatalf("svgd: coordinate %d of point %d went to %v", i%2, i/2, x)
		}
	}
}

// With a Metropolis step the law is the target's however long the steps are: here so long that many are refused.
func TestAdjustedLawsAreExact(t *testing.T) {
	for name, m := range map[string]Method{
		"mala": &Langevin{Rule: "mala", Size: 0.2},
		"hmc":  &HMC{Size: 0.5, Leaps: 4},
	} {
		got, tails := newSimulated(t, m, 1, 0.25).moments(100, 400)
		for j, want := range []float64{1, 0.25} {
			if math.Abs(got[j]/want-1) > 0.03 {
				t.Errorf("%s: variance %v, want %v", name, got[j], want)
			}
		}
		if math.Abs(tails-1) > 0.05 {
			t.Errorf("%s: fourth moments are %v of a normal distribution's", name, tails)
		}
	}
}

// quartic is a density whose leapfrog steps have an error of every order: log p = −¼Σx⁴ − ½x₁x₂.
func quartic(x *graph.Node) (logDensity, score *graph.Node) {
	cross := x.SliceCols(0, 1).Mul(x.SliceCols(1, 2)).Scale(0.5)
	logDensity = x.Square().Square().SumCols().Scale(-0.25).Sub(cross)
	return logDensity, graph.Gradient(logDensity.Sum(), x)[0]
}

// The leapfrog rule is of second order: half the step over the same time has a quarter of the error in energy.
func TestLeapfrogIsOfSecondOrder(t *testing.T) {
	gain := func(m HMC) float64 {
		g := graph.New()
		x, p := g.Constant(1, 2, 0.7, -1.1), g.Constant(1, 2, 0.4, 0.9)
		_, gained := m.glide(quartic, x, p)
		g.Function("f").Output("value", gained)
		return float64(result(t, g, 1)[0])
	}
	coarse, fine := gain(HMC{Size: 0.04, Leaps: 10}), gain(HMC{Size: 0.02, Leaps: 20})
	if ratio := coarse / fine; math.Abs(ratio-4) > 0.1 {
		t.Errorf("the energy's error falls %v times when the step is halved, want 4", ratio)
	}
}

// SVGD's particles end with the target's covariance, and lie evenly without noise: no two populations see each other.
func TestSteinParticlesFindTheCovariance(t *testing.T) {
	s := newSimulated(t, &SVGD{Size: 0.3, Particles: "256", Width: 1}, 1, 0.25)
	for range 500 {
		s.iterate(0, false)
	}
	for j, want := range []float64{1, 0.25} {
		mean, variance := 0.0, 0.0
		for i := range 256 {
			mean += float64(s.x[2*i+j]) / 256
			variance += float64(s.x[2*i+j]) * float64(s.x[2*i+j]) / 256
		}
		if math.Abs(mean) > 0.05*math.Sqrt(want) || math.Abs(variance/want-1) > 0.15 {
			t.Errorf("column %d: mean %v and variance %v, want 0 and %v", j, mean, variance, want)
		}
	}
}

// The median of the first rows' distances, by sorting them.
func TestMedianOfMatrix(t *testing.T) {
	values := []float32{5, 1, 9, 2, 8, 3, 7, 4}
	g := graph.New()
	g.Function("f").Output("value", median(g.Constant(2, 4, values...)))
	slices.Sort(values)
	if got, want := result(t, g, 1)[0], values[len(values)/2]; got != want {
		t.Errorf("median %v, want %v", got, want)
	}
}

// On the line the energy distance is a sum over sorted points; small steps against its witness lower it without fail.
func TestMMDFlowDescends(t *testing.T) {
	s := newSimulated(t, &MMDFlow{Size: 0.05, Kernel: "energy", Width: 1}, 4)
	data := make([]float32, Chunk)
	s.do(s.instance.Read(data, "data"))
	distance := func() float64 { return 2*meanDistance(s.x, data) - meanDistance(s.x, s.x) - meanDistance(data, data) }
	start := distance()
	for last, k := start, 0; k < 8; k++ {
		for range 25 {
			s.iterate(0, false)
		}
		now := distance()
		if !(now < last) {
			t.Fatalf("after %d iterations the energy distance is %v, no less than %v before", 25*(k+1), now, last)
		}
		last = now
	}
	if end := distance(); end > start/4 {
		t.Errorf("the energy distance went from %v to %v only", start, end)
	}
}

func meanDistance(x, y []float32) float64 {
	sum := 0.0
	for _, a := range x {
		for _, b := range y {
			sum += math.Abs(float64(a - b))
		}
	}
	return sum / float64(len(x)*len(y))
}

// On the line one whole step takes every particle to the datum of its rank.
func TestSlicedFlowMatchesRanks(t *testing.T) {
	s := newSimulated(t, &SlicedFlow{Size: 1, Directions: 1}, 4)
	data, before := make([]float32, Chunk), slices.Clone(s.x)
	s.do(s.instance.Read(data, "data"))
	s.iterate(0, true)
	slices.Sort(data)
	sorted := slices.Clone(before)
	slices.Sort(sorted)
	for i, x := range before {
		rank, _ := slices.BinarySearch(sorted, x)
		if math.Abs(float64(s.x[i]-data[rank])) > 1e-5 {
			t.Fatalf("the particle of rank %d went to %v, want %v", rank, s.x[i], data[rank])
		}
	}
}

// Of x = x1 + ση with x1 ~ N(0, v) the noise is known in the mean: E[η | x] = σx/(v + σ²). A walk without noise shows what was learnt:
// it moves by −½cσ times that.
func TestAnnealedLangevinLearnsTheScores(t *testing.T) {
	const c = 0.2
	m := &AnnealedLangevin{
		WavedNetwork: WavedNetwork{Network: Network{Hidden: []int{32, 32}}}, Optimiser: Optimiser{Rate: 0.005, Average: 0.99},
		Steps: 800, Batch: 256, Highest: 2, Lowest: 0.05, Size: c,
	}
	s := newSimulated(t, m, 1, 0.25)
	s.do(s.instance.Write("horizon", []float32{800}))
	for range 800 {
		s.do(s.instance.Call(Step))
	}
	for _, time := range []float64{0.1, 0.5, 0.9} {
		sigma := 2 * math.Pow(0.05/2, time)
		before := slices.Clone(s.x)
		s.iterate(time, false)
		wrong, all := 0.0, 0.0
		for i, x := range before {
			variance := []float64{1, 0.25}[i%2]
			if math.Abs(float64(x)) > 2*math.Sqrt(variance+sigma*sigma) {
				continue // seldom seen in training
			}
			want := -0.5 * c * sigma * sigma * float64(x) / (variance + sigma*sigma)
			wrong += math.Pow(float64(s.x[i]-x)-want, 2)
			all += want * want
		}
		if error := math.Sqrt(wrong / all); error > 0.2 && time < 0.9 || error > 0.6 {
			t.Errorf("at level %.2f the step is wrong by %.0f%%", sigma, 100*error)
		}
		copy(s.x, before)
	}
}
