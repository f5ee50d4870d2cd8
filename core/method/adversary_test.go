package method

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"pushforward/core/graph"
)

// A critic that is free at each of two points, which the target has with probabilities p and the map with q, comes to the divergence of its variant.
func TestGANVariantsHaveTheirDivergence(t *testing.T) {
	p, q := [2]float64{0.7, 0.3}, [2]float64{0.2, 0.8}
	sum := func(term func(p, q float64) float64) float64 { return term(p[0], q[0]) + term(p[1], q[1]) }
	kl := func(p, q float64) float64 { return p * math.Log(p/q) }
	js := sum(func(p, q float64) float64 { return kl(p, (p+q)/2) + kl(q, (p+q)/2) }) // twice Jensen and Shannon's
	for name, want := range map[string]float64{
		"non-saturating": js - 2*math.Ln2,
		"js":             js,
		"lsgan":          -sum(func(p, q float64) float64 { return p * q / (p + q) }),
		"hinge":          -2 * sum(math.Min),
		"kl":             sum(kl),
		"reverse-kl":     sum(func(p, q float64) float64 { return kl(q, p) }),
		"chi2":           sum(func(p, q float64) float64 { return (p - q) * (p - q) / q }),
	} {
		variant, err := findVariant(name)
		if err != nil {
			t.Fatal(err)
		}
		const count = 16001 // from −8 to 8
		values := make([]float32, count)
		for i := range values {
			values[i] = float32(i-count/2) / 1000
		}
		g := graph.New()
		v := g.Constant(count, 1, values...)
		slope := graph.Gradient(variant.fool(v).Sum(), v)[0]
		g.Function("f").Output("value", variant.real(v).ConcatCols(variant.fake(v), slope))
		rows, got := result(t, g, 3*count), 0.0
		for k := range p {
			least, at := math.Inf(1), 0
			for i := range count {
				if loss := p[k]*float64(rows[3*i]) + q[k]*float64(rows[3*i+1]); loss < least {
					least, at = loss, i
				}
			}
			got -= least
			if slope := rows[3*at+2]; slope >= 0 {
				t.Errorf("%s: the map's loss has slope %v at the best critic's %v: want it to fall", name, slope, values[at])
			}
		}
		if math.Abs(got-want) > 1e-4 {
			t.Errorf("%s: the best critic's claim is %v, want %v", name, got, want)
		}
	}
	if _, err := findVariant("wgan"); err == nil || !strings.Contains(err.Error(), `"wgan"`) {
		t.Errorf("error %v: want one that names the variant", err)
	}
}

// The relativistic critic compares pairs: with V's difference Δ between the two points it loses ln 2 on pairs of the same point, and is best with Δ = ln(p₁q₂/p₂q₁).
func TestRelativisticGANComparesPairs(t *testing.T) {
	const p, q = 0.7, 0.2 // of the first point, by the target and by the map
	variant, err := findVariant("relativistic")
	if err != nil {
		t.Fatal(err)
	}
	g := graph.New()
	delta := g.Variable("delta", 1, 1)
	value := func(at ...float32) *graph.Node { return g.Constant(10, 1, at...).Mul(delta) }
	// Ten pairs in the proportions of independent draws are 100: row i of one law with each shift of the other.
	real, fake := []float32{1, 1, 1, 1, 1, 1, 1, 0, 0, 0}, []float32{1, 1, 0, 0, 0, 0, 0, 0, 0, 0}
	loss, fooled := g.Scalar(0), g.Scalar(0)
	for shift := range 10 {
		c, f := variant.losses(value(real...), value(append(slices.Clone(fake[shift:]), fake[:shift]...)...))
		loss, fooled = loss.Add(c.Scale(0.1)), fooled.Add(f.Scale(0.1))
	}
	f := g.Function("f")
	f.Output("loss", loss)
	f.Output("slope", graph.Gradient(loss, delta)[0])
	f.Output("fooled", graph.Gradient(fooled, delta)[0])
	run := load(t, g)
	best := math.Log(p * (1 - q) / ((1 - p) * q))
	run.write("delta", float32(best))
	run.call("f")
	want := (p*q+(1-p)*(1-q))*math.Ln2 + p*(1-q)*math.Log1p(math.Exp(-best)) + (1-p)*q*math.Log1p(math.Exp(best))
	run.near("the best critic's loss", float64(run.read("f.loss", 1)[0]), want, 1e-5)
	if slope := run.read("f.slope", 1)[0]; math.Abs(float64(slope)) > 1e-5 {
		t.Errorf("the critic's loss has slope %v at its best, want 0", slope)
	}
	// The map's loss is the critic's with the roles exchanged: softplus(Δ) on the pairs on which the critic has softplus(−Δ).
	odds := 1 / (1 + math.Exp(-best))
	run.near("the map's slope", float64(run.read("f.fooled", 1)[0]), p*(1-q)*odds-(1-p)*q*(1-odds), 1e-4)
}

// Every turn of the critic has points of its own, and Adam counts turns on from one step to the next.
func TestCriticTakesTurns(t *testing.T) {
	for _, turns := range []int{1, 3} {
		const n = 4
		g := graph.New()
		draw, taken := Adversary{CriticSteps: turns}.turns(&Problem{Graph: g}, n)
		f := g.Lookup(critic)
		f.Output("points", draw(Normal{g, 2}, "x"))
		f.Output("taken", taken)
		g.Function(Step).Assign(g.Counter(), g.Counter().AddScalar(1))
		run := load(t, g)
		var seen []float32
		for count := range 4 * turns {
			if count > 0 && count%turns == 0 {
				run.call(Step)
			}
			run.call(critic)
			if got := run.read("critic.taken", 1)[0]; got != float32(count+1) {
				t.Errorf("%d turns a step: turn %d counts as %v", turns, count+1, got)
			}
			points := run.read("critic.points", 2*n)
			for _, x := range points {
				if slices.Contains(seen, x) {
					t.Fatalf("%d turns a step: turn %d draws %v again", turns, count+1, x)
				}
			}
			seen = append(seen, points...)
		}
	}
}

// All points of the map lie to the left of the target's, on the line, so that W₁ is the distance w of the means and the best critic is straight: of slope s it gains
// sw − λ(s−1)², most with s = 1 + w/2λ.
func TestWassersteinCriticMeasuresDistance(t *testing.T) {
	const n, lambda = 32, 2
	y := cloud("target", n, 1, 0)
	for i := range y {
		y[i] = 5 + 0.2*y[i]
	}
	run := newTrial(t, &WGAN{}, small("batch", "32", "penalty", fmt.Sprint(lambda), "critic-net", "16,16", "critic-waves", "0", "lr", "0.00001"), 1, cloud("source", n, 1, 0), y)
	w, last := 0.0, 0.0
	for i := range n {
		w += (float64(y[i]) - float64(run.x[i])) / n
	}
	if most, least := slices.Max(run.x), slices.Min(y); most > least {
		t.Fatalf("the map reaches %v, the target begins at %v", most, least)
	}
	for range 600 {
		last = run.loss()
	}
	run.near("the critic's claim", last, w+w*w/(2*lambda), 0.02)
}

// A GAN's critic between fixed points far apart is sure of itself: the divergence comes near its largest, 2 ln 2.
func TestCriticJudgesPacks(t *testing.T) {
	const n = 32
	for _, packing := range []string{"1", "3"} {
		run := newTrial(t, &GAN{}, small("batch", "32", "variant", "js", "penalty", "0.0001", "penalty-end", "0.0001", "packing", packing, "critic-net", "16,16", "critic-waves", "0", "lr", "0.00001"),
			2, cloud("source", n, 2, 0), cloud("target", n, 2, 5))
		last := 0.0
		for range 300 {
			last = run.loss()
		}
		if last < 1.9*math.Ln2 || last > 2*math.Ln2 {
			t.Errorf("packs of %s: the critic claims %v, want just below %v", packing, last, 2*math.Ln2)
		}
	}
}

// The squared slope of the critic at the data, by finite differences, falls with the weight of its penalty, beyond what the weight costs.
func TestPenaltyFlattensTheCritic(t *testing.T) {
	const n, step = Chunk, 0.01
	slope := func(penalty string) float64 {
		y := cloud("target", n, 1, 1)
		run := newTrial(t, &GAN{}, small("batch", "128", "variant", "non-saturating", "penalty", penalty, "penalty-end", penalty, "critic-net", "16,16", "critic-waves", "0", "lr", "0.00001"), 1, cloud("source", n, 1, 0), y)
		for range 200 {
			run.loss()
		}
		var values [2][]float32
		for k, side := range [2]float32{-step, step} {
			moved := slices.Clone(y)
			for i := range moved {
				moved[i] += side
			}
			run.write("witness.at", moved...)
			run.call(string(Witness))
			values[k] = run.read("witness.is", n)
		}
		sum := 0.0
		for i := range n {
			sum += math.Pow(float64(values[1][i]-values[0][i])/(2*step), 2) / n
		}
		return sum
	}
	if free, held := slope("0.0001"), slope("20"); held > 0.05*free || held == 0 {
		t.Errorf("mean squared slope at the data %v with next to no penalty and %v with one", free, held)
	}
}

// The slope of ‖x‖² is 2‖x‖.
func TestGradientNorm(t *testing.T) {
	g := graph.New()
	x := g.Constant(2, 2, 3, 4, 0, -2)
	g.Function("f").Output("value", gradientNorm(func(x *graph.Node) *graph.Node { return x.Square().SumCols() }, x))
	if got := result(t, g, 2); math.Abs(float64(got[0])-10) > 1e-4 || math.Abs(float64(got[1])-4) > 1e-4 {
		t.Errorf("slopes %v, want 10 and 4", got)
	}
}

// The means of a kernel's witness over either law differ by the squared discrepancy, and features that are trained tell the laws apart better than new ones.
func TestMMDGANRaisesTheDiscrepancy(t *testing.T) {
	const n = Chunk
	source, y := cloud("source", n, 2, 0), cloud("target", n, 2, 0.3)
	run := newTrial(t, &MMDGAN{}, small("batch", "64", "critic-net", "16,16", "critic-waves", "1", "features", "2", "lr", "0.00001", "critic-lr", "0.01"), 2, source, y)
	difference := func() float64 {
		sum := 0.0
		for sign, points := range map[float64][]float32{1: y, -1: run.x} {
			run.write("witness.at", points...)
			run.call(string(Witness))
			for _, v := range run.read("witness.is", n) {
				sum += sign * float64(v) / n
			}
		}
		return sum
	}
	first, before := run.loss(), difference()
	for range 60 {
		run.loss()
	}
	if after := difference(); before <= 0 || after < 2*before {
		t.Errorf("the witness tells the laws apart by %v before training and %v after; the first loss is %v", before, after, first)
	}
}
