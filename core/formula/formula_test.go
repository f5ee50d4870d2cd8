package formula_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"gonum.org/v1/gonum/diff/fd"

	"pushforward/core/engine"
	"pushforward/core/formula"
	"pushforward/core/graph"
)

func mustParse(t testing.TB, text string) *formula.Formula {
	t.Helper()
	f, err := formula.Parse(text)
	if err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	return f
}

// written are formulas, and the same in Go.
func written() map[string]func(x, y float64) float64 {
	return map[string]func(x, y float64) float64{
		"exp(-(x^2+y^2)/2)":            func(x, y float64) float64 { return math.Exp(-(x*x + y*y) / 2) },
		"exp(-r²/2) + 3 exp(-2(x-1)²)": func(x, y float64) float64 { return math.Exp(-(x*x+y*y)/2) + 3*math.Exp(-2*(x-1)*(x-1)) },
		"-x^2":                         func(x, y float64) float64 { return -x * x },
		"2^3^2 + 2^-x":                 func(x, y float64) float64 { return 512 + math.Pow(2, -x) },
		"1/2x":                         func(x, y float64) float64 { return x / 2 },
		"2e x + 2e1 − x y":             func(x, y float64) float64 { return 2*math.E*x + 20 - x*y },
		"3(x + 1)(y - 1)/[x^2+1]":      func(x, y float64) float64 { return 3 * (x + 1) * (y - 1) / (x*x + 1) },
		"cos(5θ) - sin(theta)":         func(x, y float64) float64 { return math.Cos(5*math.Atan2(y, x)) - math.Sin(math.Atan2(y, x)) },
		"tan(x/2) tanh(y) atan(x y)":   func(x, y float64) float64 { return math.Tan(x/2) * math.Tanh(y) * math.Atan(x*y) },
		"max(x, y, 0.3) - min(x, y)":   func(x, y float64) float64 { return max(x, y, 0.3) - min(x, y) },
		"abs(x) + sqrt(y^2+1)^3":       func(x, y float64) float64 { return math.Abs(x) + math.Pow(y*y+1, 1.5) },
		"log(x^2 + π) - ln(r + e)":     func(x, y float64) float64 { return math.Log(x*x+math.Pi) - math.Log(math.Hypot(x, y)+math.E) },
		"(x > 0.25) + 2(r < 1)": func(x, y float64) float64 {
			sum := 0.0
			if x > 0.25 {
				sum++
			}
			if math.Hypot(x, y) < 1 {
				sum += 2
			}
			return sum
		},
		"sigmoid(3x) + erf(y) + floor(x)": func(x, y float64) float64 { return 1/(1+math.Exp(-3*x)) + math.Erf(y) + math.Floor(x) },
		"(x^2+1)^y / (y^2+1)^-2":          func(x, y float64) float64 { return math.Pow(x*x+1, y) * math.Pow(y*y+1, 2) },
	}
}

// points lie apart from the kinks of the formulas above.
func points() (list [][2]float64) {
	for _, x := range []float64{-2.3, -0.7, 0.11, 0.46, 1.6} {
		for _, y := range []float64{-1.9, -0.35, 0.17, 1.2} {
			list = append(list, [2]float64{x, y})
		}
	}
	return list
}

func TestValuesAndSlopes(t *testing.T) {
	for text, want := range written() {
		f := mustParse(t, text)
		for _, p := range points() {
			got, exact := f.At(p[0], p[1]), want(p[0], p[1])
			if math.Abs(got.F-exact) > 1e-12*(1+math.Abs(exact)) {
				t.Errorf("%s at %v is %v, want %v", text, p, got.F, exact)
			}
			slope := fd.Gradient(nil, func(x []float64) float64 { return want(x[0], x[1]) }, p[:], &fd.Settings{Formula: fd.Central})
			if math.Abs(got.DX-slope[0]) > 1e-6*(1+math.Abs(slope[0])) || math.Abs(got.DY-slope[1]) > 1e-6*(1+math.Abs(slope[1])) {
				t.Errorf("%s at %v has the slopes (%v, %v), want %v", text, p, got.DX, got.DY, slope)
			}
		}
	}
}

// A program gives the same values and slopes; its constants are of 32 bits.
func TestLower(t *testing.T) {
	var flat []float32
	for _, p := range points() {
		flat = append(flat, float32(p[0]), float32(p[1]))
	}
	for text := range written() {
		f := mustParse(t, text)
		g := graph.New()
		x := g.Variable("x", len(flat)/2, 2)
		value := f.Lower(x.SliceCols(0, 1), x.SliceCols(1, 2))
		gradient := graph.Gradient(value.Sum(), x)[0]
		if g.Err() != nil {
			t.Fatalf("%s: %v", text, g.Err())
		}
		got := engine.Evaluate(graph.Reachable(value, gradient), map[string][]float32{"x": flat})
		for i := 0; i < len(flat); i += 2 {
			want := f.At(float64(flat[i]), float64(flat[i+1]))
			for k, pair := range [][2]float64{{got[value][i/2], want.F}, {got[gradient][i], want.DX}, {got[gradient][i+1], want.DY}} {
				if math.Abs(pair[0]-pair[1]) > 2e-5*(1+math.Abs(pair[1])) {
					t.Errorf("%s at %v: number %d is %v, want %v", text, flat[i:i+2], k, pair[0], pair[1])
				}
			}
		}
	}
}

// Logarithms agree with those of the values, and go on where a value is too small for a machine.
func TestLog(t *testing.T) {
	for _, text := range []string{
		"exp(-r²/2)", "exp(x) + 2 exp(-y) + 1", "3 exp(x) exp(y) / sqrt(exp(x - y))", "x^2 exp(-y)", "(x y)^4", "exp(x)^y", "2", "x^2 + 1", "sigmoid(x) + exp(y)",
		"exp(x) / 4", "sqrt(x^2)", "(r < 9) exp(-x)",
	} {
		f := mustParse(t, text)
		for _, p := range points() {
			got, value := f.Log().At(p[0], p[1]), f.At(p[0], p[1])
			if math.Abs(got.F-math.Log(value.F)) > 1e-12 || math.Abs(got.DX-value.DX/value.F) > 1e-9 || math.Abs(got.DY-value.DY/value.F) > 1e-9 {
				t.Errorf("log %s at %v is %+v, want the logarithm of %+v", text, p, got, value)
			}
		}
	}
	if got := mustParse(t, "exp(-r²) + exp(-(x-1)²-y²)").Log().At(0, 100).F; math.Abs(got-(-10000+math.Log(1+math.Exp(-1)))) > 1e-9 {
		t.Errorf("two bells at (0, 100) have the logarithm %v", got)
	}
}

func TestRefusals(t *testing.T) {
	for text, want := range map[string]string{
		"":                             "at 1: the end: want a number, a name or a parenthesis",
		"exp(-x^2":                     `at 9: the end: want ")" there`,
		"1 + foo(x)":                   `at 5: unknown name "foo": want x, y, r, theta, pi, e or one of abs, atan, cos, erf, exp`,
		"x y)":                         `at 4: ")": want an operation or the end`,
		"sin x":                        `at 5: "x" after sin: want its argument in parentheses`,
		"min(x)":                       "min of one argument: want two or more",
		"exp(x, y)":                    "exp of 2 arguments: want one",
		"1.2.3":                        `at 1: "1.2.3": want a number`,
		"1e999":                        `at 1: "1e999": want a number`,
		"θ + $":                        `at 5: "$": want a number`,
		"x\x00":                        `at 2: "\x00": want an operation or the end`,
		"x < 1 < 2":                    `at 7: "<"`,
		"\xff":                         "no UTF-8",
		strings.Repeat("(", 60) + "x":  "at 52: nested too deeply: want at most 50 levels",
		strings.Repeat("-", 60) + "x":  "nested too deeply",
		strings.Repeat("2^", 60) + "x": "nested too deeply",
		strings.Repeat("x", 501):       "a formula of 501 bytes: want at most 500",
	} {
		if f, err := formula.Parse(text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.40q: %v, error %v, want %s", text, f, err, want)
		}
	}
}

func TestStringReadsBack(t *testing.T) {
	for text, want := range map[string]string{
		"exp(-(x^2+y^2)/2)":       "exp(-(x^2+y^2)/2)",
		"2x(y - 1) - (x - (y-1))": "2*x*(y-1)-(x-(y-1))",
		"-x^2 (-y)^3 2^(-r)":      "-x^2*(-y)^3*2^(-r)",
		"(2^3)^2 / (θ / ln(x))":   "(2^3)^2/(theta/ln(x))",
		"x > 1":                   "1<x",
	} {
		if got := mustParse(t, text).String(); got != want {
			t.Errorf("%s is written %s, want %s", text, got, want)
		}
	}
}

// Whatever is typed, parsing takes little and does not panic; what is read can be written, read again, and evaluated in all ways.
func FuzzParse(f *testing.F) {
	for text := range written() {
		f.Add(text)
	}
	f.Add("max(1, 2, x)^0 [x]² ⁹")
	f.Fuzz(func(t *testing.T, text string) {
		read, err := formula.Parse(text)
		if err != nil {
			if len(text) <= formula.MaxLength && len(err.Error()) > 1000 {
				t.Fatalf("an error of %d bytes", len(err.Error()))
			}
			return
		}
		again := read.String()
		read.Log().Neg().At(0.3, -0.2)
		g := graph.New()
		x := g.Variable("x", 2, 1)
		if node := read.Lower(x, x); g.Err() != nil || node.Rows() != 2 || node.Cols() != 1 {
			t.Fatalf("%q: %v", text, g.Err())
		}
		if len(again) > formula.MaxLength {
			return // products without signs have become longer
		}
		second, err := formula.Parse(again)
		if err != nil {
			t.Fatalf("%q is written %q, which is refused: %v", text, again, err)
		}
		if second.String() != again {
			t.Fatalf("%q is written %q, and that %q", text, again, second)
		}
		a, b := read.At(0.3, -0.2), second.At(0.3, -0.2)
		if fmt.Sprint(a) != fmt.Sprint(b) {
			t.Fatalf("%q is %v, written and read again %v", text, a, b)
		}
	})
}

func ExampleParse() {
	f, err := formula.Parse("exp(-x^2/2) (y > 0)")
	fmt.Println(f, f.At(0, 1).F, err)
	_, err = formula.Parse("exp(-x^2/2")
	fmt.Println(err)
	// Output:
	// exp(-x^2/2)*(0<y) 1 <nil>
	// at 11: the end: want ")" there
}
