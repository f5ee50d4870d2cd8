package field_test

import (
	"math"
	"testing"

	"pushforward/render/camera"
	"pushforward/render/field"
)

// grid samples f(x, y, t) and −f at the nodes.
func grid(nx, ny int, b camera.Bounds, times []float32, f func(x, y, t float64) float64) field.Field {
	out := field.Field{Bounds: b, NX: nx, NY: ny, C: 2, Times: times}
	for _, t := range times {
		for j := range ny {
			for i := range nx {
				x := b[0] + (b[2]-b[0])*float64(i)/float64(nx-1)
				y := b[1] + (b[3]-b[1])*float64(j)/float64(ny-1)
				v := float32(f(x, y, float64(t)))
				out.Values = append(out.Values, v, -v)
			}
		}
	}
	return out
}

func TestSampleIsExactOnBilinearFunctions(t *testing.T) {
	f := func(x, y, t float64) float64 { return (1 + 2*x - y + 0.5*x*y) * (1 - t) }
	g := grid(7, 5, camera.Bounds{-2, 1, 4, 3}, []float32{0, 0.25, 1}, f)
	if err := g.Check(); err != nil {
		t.Fatal(err)
	}
	values, dst := make([]float32, 7*5*2), make([]float32, 2)
	for _, at := range []float32{0, 0.1, 0.25, 0.7, 1} {
		g.At(values, at)
		for _, p := range [][2]float64{{-2, 1}, {4, 3}, {0.3, 1.7}, {3.99, 2.01}, {-2, 3}} {
			want := f(p[0], p[1], float64(at))
			if !g.Sample(dst, values, p[0], p[1]) {
				t.Fatalf("%v is said to be outside", p)
			}
			if math.Abs(float64(dst[0])-want) > 1e-5 || dst[1] != -dst[0] {
				t.Errorf("t = %v, %v: %v, want ±%v", at, p, dst, want)
			}
		}
	}
	for _, p := range [][2]float64{{-2.1, 2}, {4.1, 2}, {0, 0.9}, {0, 3.1}, {math.NaN(), 2}} {
		if g.Sample(dst, values, p[0], p[1]) {
			t.Errorf("%v is said to be inside", p)
		}
	}
}

func TestScaleIsAQuantileOfSizes(t *testing.T) {
	g := grid(11, 2, camera.Bounds{0, 0, 10, 1}, []float32{0}, func(x, _, _ float64) float64 { return x })
	if got, want := g.Scale(0.5), float32(5*math.Sqrt2); math.Abs(float64(got-want)) > 1e-5 {
		t.Errorf("median size %v, want %v", got, want)
	}
	g.Values[len(g.Values)-1] = float32(math.Inf(1))
	g.Values[0] = float32(math.NaN())
	if got := g.Scale(1); math.IsNaN(float64(got)) || math.IsInf(float64(got), 0) {
		t.Errorf("with wild nodes the scale is %v", got)
	}
	clear(g.Values)
	if got := g.Scale(0.9); got != 1 {
		t.Errorf("scale of nothing is %v, want 1", got)
	}
}

func TestCheckRefuses(t *testing.T) {
	good := grid(3, 3, camera.Bounds{0, 0, 1, 1}, []float32{0}, func(_, _, _ float64) float64 { return 0 })
	for name, spoil := range map[string]func(*field.Field){
		"bounds": func(f *field.Field) { f.Bounds[2] = 0 },
		"times":  func(f *field.Field) { f.Times = nil },
		"nx":     func(f *field.Field) { f.NX = 1 },
		"huge":   func(f *field.Field) { f.NX = math.MaxInt },
		"values": func(f *field.Field) { f.Values = f.Values[1:] },
	} {
		bad := good
		spoil(&bad)
		if bad.Check() == nil {
			t.Errorf("%s: passed", name)
		}
	}
}

// Central differences of a parabola are exact within, and one-sided ones right to first order at the bounds.
func TestGradient(t *testing.T) {
	f := field.Field{Bounds: camera.Bounds{-1, 0, 3, 1}, NX: 41, NY: 11, C: 1, Times: []float32{0}}
	at := func(k int) (x, y float64) { return -1 + float64(k%41)*0.1, float64(k/41) * 0.1 }
	for k := range 41 * 11 {
		x, y := at(k)
		f.Values = append(f.Values, float32(x*x-3*x*y+y))
	}
	var slope field.Field
	f.Gradient(&slope)
	if err := slope.Check(); err != nil {
		t.Fatal(err)
	}
	for k := range 41 * 11 {
		x, y := at(k)
		dx, dy := float64(slope.Values[2*k])-(2*x-3*y), float64(slope.Values[2*k+1])-(1-3*x)
		most := 1e-4
		if i := k % 41; i == 0 || i == 40 {
			most = 0.11
		}
		if math.Abs(dx) > most || math.Abs(dy) > 1e-4 {
			t.Fatalf("at (%v, %v) the gradient is off by (%v, %v)", x, y, dx, dy)
		}
	}
	if count := testing.AllocsPerRun(5, func() { f.Gradient(&slope) }); count > 0 {
		t.Errorf("%v allocations", count)
	}
}
