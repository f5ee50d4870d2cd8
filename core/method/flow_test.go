package method

import (
	"math"
	"strings"
	"testing"

	"pushforward/core/engine"
	"pushforward/core/graph"
	"pushforward/core/nn"
	"pushforward/core/transport"
)

// Each prediction's right answer, from its paper's formula, has no loss and tells the noise and the data that the point was made of.
func TestPredictionsTellNoiseAndData(t *testing.T) {
	const x0, x1, wrong = 0.7, -1.9, 0.25
	for _, path := range transport.Paths() {
		for _, at := range []float64{0.1, 0.5, 0.9} {
			alpha, beta := path.Alpha(at), path.Beta(at)
			r := math.Hypot(alpha, beta)
			for name, test := range map[string]struct{ answer, costs float64 }{
				"noise":    {(x0 - alpha*(alpha*x0+beta*x1)/(r*r)) * r / beta, wrong * wrong * beta * beta / (r * r)},
				"data":     {x1, wrong * wrong},
				"velocity": {(beta*x0 - alpha*x1) / r, wrong * wrong},
				"score":    {-x0 / alpha, alpha * alpha * wrong * wrong},
			} {
				predict, err := findPrediction(name)
				if err != nil {
					t.Fatal(err)
				}
				g := graph.New()
				number := func(x float64) *graph.Node { return g.Scalar(x) }
				w := path.Weights(number(at))
				noise, data := predict.split(w, number(alpha*x0+beta*x1), number(test.answer))
				loss := func(answer float64) *graph.Node {
					return predict.loss(w, number(alpha*x0+beta*x1), number(answer), number(x0), number(x1))
				}
				g.Function("f").Output("value", noise.ConcatCols(data, loss(test.answer), loss(test.answer+wrong)))
				got := result(t, g, 4)
				for k, want := range []float64{x0, x1, 0, test.costs} {
					if math.Abs(float64(got[k])-want) > 1e-4*(1+math.Abs(want))*max(1, 1/alpha) {
						t.Errorf("%s along %s at t = %v: number %d of noise, data and losses is %v, want %v", name, path.ID, at, k, got[k], want)
					}
				}
			}
		}
	}
}

// ∇·(xy, y sin x, z² + x) = y + sin x + 2z.
func TestDivergenceIsTheTrace(t *testing.T) {
	points := []float32{0.5, -1, 2, -0.3, 0.8, -1.5}
	g := graph.New()
	x := g.Constant(2, 3, points...)
	column := func(k int) *graph.Node { return x.SliceCols(k, k+1) }
	field := column(0).Mul(column(1)).ConcatCols(column(1).Mul(column(0).Sin()), column(2).Square().Add(column(0)))
	g.Function("f").Output("value", divergence(field, x))
	for i, got := range result(t, g, 2) {
		p := points[3*i : 3*i+3]
		if want := float64(p[1]) + math.Sin(float64(p[0])) + 2*float64(p[2]); math.Abs(float64(got)-want) > 1e-6 {
			t.Errorf("divergence at %v is %v, want %v", p, got, want)
		}
	}
}

// The plan between {0, 1} and itself for ε = 1, as POT documents it: (.36552929, .13447071) in each row, of which the rows' shares.
func TestEntropicPlanOfTwoPoints(t *testing.T) {
	const n = 4000
	g := graph.New()
	x, y := g.Constant(2, 1, 0, 1), g.Constant(2, 1, 0, 1)
	plan := newEntropicPlan(x, y, 1)
	g.Function("f").Output("value", plan.logits.Sub(plan.logits.LogSumExpCols()).Exp())
	for k, got := range result(t, g, 4) {
		want := [4]float64{.73105858, .26894142, .26894142, .73105858}[k]
		if math.Abs(float64(got)-want) > 1e-5 {
			t.Errorf("share %d is %v, want %v", k, got, want)
		}
	}

	g = graph.New() // many rows of one law
	plan = entropicPlan{g.Constant(1, 2, float32(math.Log(0.7)), float32(math.Log(0.3))).Broadcast(n, 2)}
	g.Function("f").Output("value", plan.draw("pairs", g.Constant(2, 1, 0, 1)).Mean())
	if got := float64(result(t, g, 1)[0]); math.Abs(got-0.3) > 4*math.Sqrt(0.21/n) {
		t.Errorf("the second point is drawn with frequency %v, want 0.3", got)
	}
}

// Between standard normal distributions the plan of ε = 2σ² correlates a coordinate of its pairs by (√(4+σ⁴) − σ²)/2. The columns keep the law of the data,
// as far as the iterations have converged.
func TestEntropicPlanOfGaussians(t *testing.T) {
	const n = 512
	for _, sigma := range []float64{0.3, 1, 2} {
		g := graph.New()
		x, y := g.Normal("x", n, 1), g.Normal("y", n, 1)
		plan := newEntropicPlan(x, y, 2*sigma*sigma)
		shares := plan.logits.Sub(plan.logits.LogSumExpCols()).Exp()
		column := shares.SumRows()
		worst := column.AddScalar(-1).Abs().MaxCols()
		norm := x.Square().Mean().Mul(y.Square().Mean()).Sqrt()
		g.Function("f").Output("value", x.Mul(shares.MatMul(y)).Mean().Div(norm).ConcatCols(x.Mul(plan.draw("pairs", y)).Mean().Div(norm), worst))
		got := result(t, g, 3)
		want := (math.Sqrt(4+math.Pow(sigma, 4)) - sigma*sigma) / 2
		if math.Abs(float64(got[0])-want) > 0.05 || math.Abs(float64(got[1])-want) > 4*math.Sqrt(1-want*want)/math.Sqrt(n)+0.05 {
			t.Errorf("σ = %v: the plan correlates by %v, its pairs by %v, want %v", sigma, got[0], got[1], want)
		}
		if got[2] > 0.2 {
			t.Errorf("σ = %v: a column holds %v more or less than its share", sigma, got[2])
		}
	}
}

// However the network's h is scaled, v − f is γ′ E[η|x] and s is −E[η|x]/γ of the E[η|x] that the loss compares with η: (v − f)/s = −γγ′ = −σ²(1−2t)/2.
func TestBridgeVelocityAndScoreAgree(t *testing.T) {
	const sigma = 0.7
	for _, at := range []float64{0, 0.2, 0.9, 1} {
		g, parameters := graph.New(), &nn.Parameters{}
		b := newBridge(&Problem{Graph: g, Dim: 1}, parameters, WavedNetwork{Network: Network{Hidden: []int{4}}, Waves: 1}, transport.Linear(), sigma, 0)
		f := g.Function("f")
		time, x := g.Scalar(at), g.Scalar(0.4)
		parameters.Initialize(g.Function("init"))
		drift, _ := b.output(time, x)
		f.Output("value", b.velocity(time, x).Sub(drift).Div(b.score(time, x)))
		instance, err := engine.Reference{}.Instantiate(g)
		if err != nil {
			t.Fatal(err)
		}
		var got [1]float32
		for _, err := range []error{engine.Seed(instance, 5), instance.Call("init"), instance.Call("f"), instance.Read(got[:], "f.value")} {
			if err != nil {
				t.Fatal(err)
			}
		}
		if want := -sigma * sigma * (1 - 2*at) / 2; math.Abs(float64(got[0])-want) > 1e-5 {
			t.Errorf("at t = %v the noise's share of the velocity is %v times the score, want %v", at, got[0], want)
		}
	}
}

func TestFlowsRefuse(t *testing.T) {
	for name, m := range map[string]Method{
		"path":       &ScoreMatching{Path: "arc", Prediction: "noise"},
		"prediction": &ScoreMatching{Path: "vp", Prediction: "weather"},
		"bridge":     &Interpolant{Path: "vp"},
		"score":      &ScoreMatching{Path: "vp", Prediction: "noise"},
		"ddpm":       &DDPM{Schedule: "linear", Chain: 10},
		"edm":        &EDM{},
		"sliced":     &SlicedScore{Path: "vp"},
	} {
		want := map[string]string{
			"path": `path "arc": want vp, sub-vp, ve or cosine`, "prediction": `prediction "weather": want noise, data, velocity or score`,
			"bridge": `path "vp": want linear or trigonometric`,
		}[name]
		if want == "" {
			want = "the source is not Gaussian noise: want source gaussian"
		}
		g := graph.New()
		_, err := m.Build(&Problem{Graph: g, Dim: 2, Source: Pool{g.Variable("pool", 8, 2)}, Target: Normal{g, 2}})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: error %v, want %q", name, err, want)
		}
	}
}
