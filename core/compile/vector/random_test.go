package vector

import (
	"math"
	"slices"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"

	"pushforward/core/compile/encode"
	"pushforward/core/random"
)

// drawn is a kernel that replaces element counters by emit of the two words that Threefry gives at a step under a key.
func drawn(t testing.TB, key [2]uint32, step uint32, emit func(f *encode.Function)) kernel {
	var m encode.Module
	threefry := Threefry(&m)
	return instantiate(t, &m, func(f *encode.Function, _ encode.Local) {
		f.I32(int(step))
		f.I32(int(key[0]))
		f.I32(int(key[1]))
		f.Call(threefry)
		emit(f)
	})
}

func counters() []uint32 {
	elements := make([]uint32, chunk)
	for i := range elements {
		elements[i] = uint32(i)
	}
	elements[chunk-1] = math.MaxUint32
	return elements
}

func firstWord(f *encode.Function) { f.Op(encode.Drop) }

func secondWord(f *encode.Function) {
	second := set(f)
	f.Op(encode.Drop)
	f.Get(second)
}

func TestThreefryEqualsTheStreams(t *testing.T) {
	for _, test := range []struct {
		key  [2]uint32
		step uint32
	}{
		{[2]uint32{0, 0}, 0},
		{[2]uint32{math.MaxUint32, math.MaxUint32}, math.MaxUint32},
		{random.Key(7, "noise"), 12345},
	} {
		for word, emit := range []func(*encode.Function){firstWord, secondWord} {
			got := counters()
			drawn(t, test.key, test.step, emit).apply(t, got)
			for i, element := range counters() {
				want := random.Threefry2x32(test.key, [2]uint32{element, test.step})[word]
				if got[i] != want {
					t.Fatalf("word %d at key %x, counter (%d, %d) = %x, want %x", word, test.key, element, test.step, got[i], want)
				}
			}
		}
	}
}

func TestUnitEqualsRandomUnit(t *testing.T) {
	k := unary(t, Unit)
	words := make([]uint32, chunk)
	word := func(i int) uint32 { return uint32(i) * 0x10001 } // from 0 to MaxUint32
	for i := range words {
		words[i] = word(i)
	}
	k.apply(t, words)
	for i, w := range words {
		if got, want := math.Float32frombits(w), random.Unit(word(i)); got != want {
			t.Fatalf("Unit(%x) = %v, want %v", word(i), got, want)
		}
	}
}

func TestNormalError(t *testing.T) {
	key := random.Key(3, "noise")
	got := counters()
	drawn(t, key, 5, Normal).apply(t, got)
	worst := 0.0
	for i, element := range counters() {
		block := random.Threefry2x32(key, [2]uint32{element, 5})
		u, v := float64(random.Unit(block[0])), float64(random.Unit(block[1]))
		want := math.Sqrt(-2*math.Log(u)) * math.Cos(2*math.Pi*v)
		worst = max(worst, math.Abs(float64(math.Float32frombits(got[i]))-want)/ulp(want))
	}
	t.Logf("largest error %.3f ulp", worst)
	if !(worst <= normalError) {
		t.Errorf("error %.3f ulp, want ≤ %v", worst, normalError)
	}
}

// normalError is the largest error of Normal in ulp that its comment states.
const normalError = 3.7

// The words where the radius is largest and smallest, and where the cosine is 0 and ±1.
func TestNormalExtremes(t *testing.T) {
	for _, test := range []struct {
		first, second uint32
	}{{0, 0}, {math.MaxUint32, 0}, {0, 1 << 31}, {0, 1<<30 - 1}, {0, 1 << 30}, {math.MaxUint32, 3 << 30}, {1 << 31, math.MaxUint32}} {
		k := newKernel(t, func(f *encode.Function, _ encode.Local) {
			f.Op(encode.Drop)
			f.V128(test.first)
			f.V128(test.second)
			Normal(f)
		})
		got := float64(k.at(t, 0))
		u, v := float64(random.Unit(test.first)), float64(random.Unit(test.second))
		want := math.Sqrt(-2*math.Log(u)) * math.Cos(2*math.Pi*v)
		if e := math.Abs(got-want) / ulp(want); !(e <= normalError) {
			t.Errorf("Normal of words %x, %x = %v, want %v within %v ulp", test.first, test.second, got, want, normalError)
		}
	}
}

// Kolmogorov–Smirnov against the normal law; the bound is the 0.1% critical value 1.95/√n.
func TestNormalLaw(t *testing.T) {
	words := counters()
	drawn(t, random.Key(11, "init"), 0, Normal).apply(t, words)
	x := make([]float64, len(words))
	for i, w := range words {
		x[i] = float64(math.Float32frombits(w))
	}
	slices.Sort(x)
	worst, n := 0.0, float64(len(x))
	for i, v := range x {
		c := distuv.UnitNormal.CDF(v)
		worst = max(worst, math.Abs(c-float64(i)/n), math.Abs(c-float64(i+1)/n))
	}
	if limit := 1.95 / math.Sqrt(n); worst > limit {
		t.Errorf("KS distance %.5f, want ≤ %.5f", worst, limit)
	}
}
