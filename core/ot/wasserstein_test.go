package ot

import (
	"math"
	"slices"
	"strings"
	"testing"

	"pushforward/core/random"
)

// POT's documented example emd2_1d([2,0],[0,3]) = 0.5, with unequal sizes beside it: half the mass of 0 moves by 1.
func TestW2OnTheLine(t *testing.T) {
	for _, test := range []struct {
		x, y []float64
		want float64 // W₂²
	}{
		{[]float64{0, 2}, []float64{0, 3}, 0.5},
		{[]float64{0}, []float64{0, 1}, 0.5},
		{[]float64{0, 3}, []float64{0, 1, 2}, (0. + 0.5*1 + 0.5*4 + 1) / 3},
		{[]float64{1, 1, 1}, []float64{4, 4}, 9},
	} {
		got, err := W2Sorted1D(test.x, test.y)
		if err != nil || math.Abs(got*got-test.want) > 1e-14 {
			t.Errorf("W₂²(%v, %v) = %v, %v; want %v", test.x, test.y, got*got, err, test.want)
		}
	}
}

// A translation by m costs ‖m‖, and ‖m‖/√d when sliced; neither depends on the cloud.
func TestDistancesOfATranslation(t *testing.T) {
	const n, dim = 200, 3
	r := random.New(4, "data")
	x, y := make([]float32, n*dim), make([]float32, n*dim)
	move := [dim]float32{1, -2, 2}
	for k := range x {
		x[k] = float32(r.Normal())
		y[k] = x[k] + move[k%dim]
	}
	got, err := W2(x, y, dim)
	if err != nil || math.Abs(got-3) > 1e-5 {
		t.Errorf("W₂ = %v, %v; want 3", got, err)
	}
	const directions = 4000
	got, err = Sliced(x, y, dim, directions, r)
	// (θ·m)² has mean 3 and variance 2·81·(d−1)/(d²(d+2)) = 7.2; 4 standard errors.
	if err != nil || math.Abs(got*got-3) > 4*math.Sqrt(7.2/directions) {
		t.Errorf("sliced W₂² = %v, %v; want 3", got*got, err)
	}
}

func TestSlicedOnTheLineIsExact(t *testing.T) {
	x, y := []float32{2, 0}, []float32{0, 3}
	got, err := Sliced(x, y, 1, 3, random.New(1, "slices"))
	if err != nil || math.Abs(got*got-0.5) > 1e-14 {
		t.Errorf("sliced W₂² = %v, %v; want 0.5", got*got, err)
	}
}

// Between Gaussians the closed form is known: W₂² = ‖m‖² + Σ(σ₀−σ₁)² for diagonal covariances; samples approach it from above.
func TestW2BetweenGaussians(t *testing.T) {
	const n = 1500
	r := random.New(6, "data")
	x, y := clouds["noise"](n, r), clouds["noise"](n, r)
	for i := range n {
		y[2*i], y[2*i+1] = 2*y[2*i]+3, 0.5*y[2*i+1]
	}
	got, err := W2(x, y, 2)
	if want := math.Sqrt(9 + 1 + 0.25); err != nil || math.Abs(got-want) > 0.12 {
		t.Errorf("W₂ = %v, %v; want %v", got, err, want)
	}
}

// In the plane all directions can be tried: the search finds the best of 20,000, and its direction has the distance it says.
func TestMaxSlicedAgainstEveryAngle(t *testing.T) {
	const angles = 20_000
	r := random.New(9, "data")
	for _, pair := range [][2]string{{"noise", "8gaussians"}, {"checkerboard", "8gaussians"}, {"grid", "noise"}} {
		const n = 60
		x, y := clouds[pair[0]](n, r), clouds[pair[1]](n, r)
		got, direction, err := MaxSliced(x, y, 2, 32, r)
		if err != nil {
			t.Fatal(err)
		}
		on := func(cos, sin float64) float64 {
			a, b := make([]float64, n), make([]float64, n)
			for i := range n {
				a[i] = cos*float64(x[2*i]) + sin*float64(x[2*i+1])
				b[i] = cos*float64(y[2*i]) + sin*float64(y[2*i+1])
			}
			slices.Sort(a)
			slices.Sort(b)
			sum := 0.0
			for i := range a {
				sum += (a[i] - b[i]) * (a[i] - b[i]) / n
			}
			return math.Sqrt(sum)
		}
		want := 0.0
		for k := range angles {
			sin, cos := math.Sincos(math.Pi * float64(k) / angles)
			want = max(want, on(cos, sin))
		}
		if math.Abs(got-want) > 1e-4*want || math.Abs(on(direction[0], direction[1])-got) > 1e-9 {
			t.Errorf("%v: %v along %v, the best angle gives %v", pair, got, direction, want)
		}
	}
}

// A translation by m is farthest apart along m.
func TestMaxSlicedOfATranslation(t *testing.T) {
	const n, dim = 100, 5
	r := random.New(4, "data")
	x, y := make([]float32, n*dim), make([]float32, n*dim)
	for k := range x {
		x[k] = float32(r.Normal())
		y[k] = x[k] + 2
	}
	got, direction, err := MaxSliced(x, y, dim, 10, r)
	if want := 2 * math.Sqrt(dim); err != nil || math.Abs(got-want) > 1e-4 {
		t.Errorf("%v along %v, %v; want %v", got, direction, err, want)
	}
	if same, _, err := MaxSliced(x, x, dim, 3, r); err != nil || same != 0 {
		t.Errorf("between equal samples: %v, %v; want 0", same, err)
	}
}

func TestDistancesRefuse(t *testing.T) {
	nan := float32(math.NaN())
	r := random.New(1, "slices")
	for want, call := range map[string]func() (float64, error){
		"dimension 0: want at least 1":           func() (float64, error) { return W2([]float32{1}, []float32{1}, 0) },
		"y has 3 coordinates":                    func() (float64, error) { return W2([]float32{1, 2}, []float32{1, 2, 3}, 2) },
		"1 points in x and 2 in y: want as many": func() (float64, error) { return W2([]float32{1}, []float32{1, 2}, 1) },
		"coordinate 1 of point 0 of x is NaN":    func() (float64, error) { return Sliced([]float32{1, nan}, []float32{1, 2}, 2, 5, r) },
		"1 points in x and 3 in y": func() (float64, error) {
			d, _, err := MaxSliced([]float32{1}, []float32{1, 2, 3}, 1, 5, r)
			return d, err
		},
		"0 directions: want at least 1":          func() (float64, error) { return Sliced([]float32{1}, []float32{1}, 1, 0, r) },
		"x[1] = 0 comes after 2: want ascending": func() (float64, error) { return W2Sorted1D([]float64{2, 0}, []float64{0}) },
		"y is empty":                             func() (float64, error) { return W2Sorted1D([]float64{2}, nil) },
		"cost has 3 entries: want 2×2 = 4": func() (float64, error) {
			return 0, CostMatrix(make([]float32, 3), []float32{1, 2}, []float32{1, 2}, 1)
		},
	} {
		if _, err := call(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want an error with %q", err, want)
		}
	}
}
