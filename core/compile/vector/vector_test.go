package vector

import (
	"math"
	"runtime"
	"testing"

	"pushforward/core/compile/encode"
)

// function is one row of the package's table: what is emitted, its oracle in float64, and the error it is held to.
type function struct {
	name   string
	emit   func(*encode.Function)
	exact  func(float64) float64
	ulp    float64 // largest error in units in the last place of the exact value
	floor  float64 // absolute error that is allowed whatever the ulp
	within float64 // the error is stated up to this |x|
}

var functions = []function{
	{"Exp", Exp, math.Exp, 1.6, 0, math.Inf(1)},
	{"Log", Log, math.Log, 0.9, 0, math.Inf(1)},
	{"Sin", Sin, math.Sin, 2.1, 0x1p-32, TrigonometricRange},
	{"Cos", Cos, math.Cos, 2.1, 0x1p-32, TrigonometricRange},
	{"Tanh", Tanh, math.Tanh, 2.6, 0, math.Inf(1)},
	{"Sigmoid", Sigmoid, sigmoid, 2.5, 0x1p-127, math.Inf(1)},
	{"Softplus", Softplus, softplus, 3.1, 0, math.Inf(1)},
	{"Erf", Erf, math.Erf, 3.4, 0, math.Inf(1)},
}

func sigmoid(x float64) float64 { return 1 / (1 + math.Exp(-x)) }

func softplus(x float64) float64 { return max(x, 0) + math.Log1p(math.Exp(-math.Abs(x))) }

// stride steps through the words of all float32 numbers: 2²³ of them, the low bits varying with the high ones; 2²⁰ in a browser, where the
// exact values take longer.
func stride() uint64 {
	if runtime.GOOS == "js" {
		return 1<<12 + 1
	}
	return 1<<9 + 1
}

func TestErrorOverAllExponents(t *testing.T) {
	for _, fn := range functions {
		t.Run(fn.name, func(t *testing.T) {
			worst, at := fn.sweep(t)
			t.Logf("largest error %.3f ulp at %v", worst, at)
			if !(worst <= fn.ulp) {
				t.Errorf("error %.3f ulp at %v, want ≤ %v", worst, at, fn.ulp)
			}
		})
	}
}

// sweep is the largest error over numbers of all exponents, and where it is.
func (fn function) sweep(t *testing.T) (worst float64, at float32) {
	t.Helper()
	k := unary(t, fn.emit)
	x, y := make([]uint32, chunk), make([]uint32, chunk)
	stride := stride()
	for start := uint64(0); start < 1<<32; start += chunk * stride {
		for i := range x {
			x[i] = uint32(start + uint64(i)*stride)
		}
		copy(y, x)
		k.apply(t, y)
		for i := range x {
			v, got := math.Float32frombits(x[i]), math.Float32frombits(y[i])
			if math.Abs(float64(v)) > fn.within {
				continue
			}
			if e := fn.error(float64(v), got); !(e <= worst) {
				worst, at = e, v
			}
		}
	}
	return worst, at
}

// error is how far got is from the function of x, in ulp of the exact value; 0 within the allowed absolute error. NaN
// and infinities must be met exactly, but that a number within the error of 2¹²⁸ may be either.
func (fn function) error(x float64, got float32) float64 {
	want := fn.exact(x)
	if want != want {
		if got != got {
			return 0
		}
		return math.Inf(1)
	}
	if math.IsInf(x, 0) && math.IsInf(want, 0) {
		if float64(got) == want {
			return 0
		}
		return math.Inf(1)
	}
	e := math.Abs(finite(float64(got)) - finite(want))
	if e <= fn.floor {
		return 0
	}
	return e / ulp(want)
}

// finite puts infinity, and what overflows to it, at 2¹²⁸: where rounding sees it.
func finite(x float64) float64 { return max(-0x1p128, min(x, 0x1p128)) }

// ulp is the distance between float32 numbers around x, down to the denormal ones.
func ulp(x float64) float64 {
	_, exponent := math.Frexp(finite(x))
	return math.Ldexp(1, max(min(exponent, 128)-24, -149))
}

func TestSpecialValues(t *testing.T) {
	inf, nan := float32(math.Inf(1)), float32(math.NaN())
	zero := float32(math.Copysign(0, -1))
	least := float32(math.SmallestNonzeroFloat32)
	for _, test := range []struct {
		name    string
		emit    func(*encode.Function)
		x, want []float32
	}{
		{"Exp", Exp, []float32{0, zero, inf, -inf, nan, 89, -104, math.MaxFloat32, -math.MaxFloat32, least},
			[]float32{1, 1, inf, 0, nan, inf, 0, inf, 0, 1}},
		{"Log", Log, []float32{0, zero, 1, inf, -inf, nan, -1, -least}, []float32{-inf, -inf, 0, inf, nan, nan, nan, nan}},
		{"Sin", Sin, []float32{0, zero, inf, -inf, nan, least}, []float32{0, zero, nan, nan, nan, least}},
		{"Cos", Cos, []float32{0, zero, inf, -inf, nan, least}, []float32{1, 1, nan, nan, nan, 1}},
		{"Tanh", Tanh, []float32{0, zero, inf, -inf, nan, least, 20, -20}, []float32{0, zero, 1, -1, nan, least, 1, -1}},
		{"Sigmoid", Sigmoid, []float32{0, zero, inf, -inf, nan, 20}, []float32{0.5, 0.5, 1, 0, nan, 1}},
		{"Softplus", Softplus, []float32{inf, -inf, nan, 100, math.MaxFloat32}, []float32{inf, 0, nan, 100, math.MaxFloat32}},
		{"Erf", Erf, []float32{0, zero, inf, -inf, nan, least, 5, -5}, []float32{0, zero, 1, -1, nan, least, 1, -1}},
	} {
		k := unary(t, test.emit)
		for i, x := range test.x {
			got, want := k.at(t, x), test.want[i]
			if got != got && want != want {
				continue
			}
			if math.Float32bits(got) != math.Float32bits(want) {
				t.Errorf("%s(%v) = %v, want %v", test.name, x, got, want)
			}
		}
	}
}

// A NaN with a payload must come out as a NaN too, whatever is done to its bits.
func TestNaNStaysNaN(t *testing.T) {
	for _, fn := range functions {
		words := []uint32{0x7f800001, 0x7fffffff, 0xff812345, 0xffc00001}
		unary(t, fn.emit).apply(t, words)
		for _, w := range words {
			if y := math.Float32frombits(w); y == y {
				t.Errorf("%s of a NaN is %v, want NaN", fn.name, y)
			}
		}
	}
}

// The bounds that a caller may rely on hold everywhere, far outside the range of the stated error too.
func TestResultsStayInRange(t *testing.T) {
	for _, test := range []struct {
		name      string
		emit      func(*encode.Function)
		low, high float32
	}{
		{"Exp", Exp, 0, float32(math.Inf(1))},
		{"Sin", Sin, -1, 1},
		{"Cos", Cos, -1, 1},
		{"Tanh", Tanh, -1, 1},
		{"Erf", Erf, -1, 1},
		{"Sigmoid", Sigmoid, 0, 1},
		{"Softplus", Softplus, 0, float32(math.Inf(1))},
	} {
		k := unary(t, test.emit)
		words := make([]uint32, chunk)
		for round := range uint32(4) {
			for i := range words {
				words[i] = (uint32(i)<<2 | round) * 0x4001 // every exponent, both signs
			}
			k.apply(t, words)
			for _, w := range words {
				if y := math.Float32frombits(w); y < test.low || y > test.high {
					t.Fatalf("%s gives %v, want in [%v, %v]", test.name, y, test.low, test.high)
				}
			}
		}
	}
}
