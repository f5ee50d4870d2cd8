package vector

import (
	_ "embed"
	"fmt"
	"hash/fnv"
	"math"
	"regexp"
	"testing"

	"pushforward/core/compile/encode"
)

//go:embed doc.go
var doc string

// The errors in the table of the package's comment, and in each function's own comment, are those that the tests hold it to.
func TestTheCommentsStateTheErrors(t *testing.T) {
	stated := map[string]string{}
	for _, row := range regexp.MustCompile(`(?m)^//\t(\w+) +([0-9.]+) ulp +(.*?) {2,}[0-9]+`).FindAllStringSubmatch(doc, -1) {
		stated[row[1]] = row[2]
		t.Logf("%-8s ≤ %s ulp, %s", row[1], row[2], row[3])
	}
	held := map[string]float64{"Normal": normalError}
	for _, fn := range functions {
		held[fn.name] = fn.ulp
	}
	for name, ulp := range held {
		if want := fmt.Sprint(ulp); stated[name] != want {
			t.Errorf("the table states %q ulp for %s, want %s", stated[name], name, want)
		}
	}
	if len(stated) != len(held) {
		t.Errorf("the table has %d functions, want the %d that are tested", len(stated), len(held))
	}
}

// Every function gives the same bits on every host: this test runs under wazero and in a browser. A hash changes when the
// arithmetic of its function does, and with it every permalink: on purpose only.
func TestBitsAreTheSameEverywhere(t *testing.T) {
	for _, c := range []struct {
		name string
		emit func(*encode.Function)
		want uint64
	}{
		{"Exp", Exp, 0xd6b59b9fd336677d}, {"Log", Log, 0xf530c4e2e50af689}, {"Sin", Sin, 0xc0562be0b4520fc2}, {"Cos", Cos, 0x886209794a30822f},
		{"Tanh", Tanh, 0x04f30e0fa9b46bdb}, {"Sigmoid", Sigmoid, 0x629269e918c87268}, {"Softplus", Softplus, 0xfe918d0bfe82dfca}, {"Erf", Erf, 0x15f8cdc74015db47},
	} {
		const words, stride = 1 << 18, 1<<14 + 1
		k, hash, x := unary(t, c.emit), fnv.New64a(), make([]uint32, chunk)
		for start := 0; start < words; start += chunk {
			for i := range x {
				x[i] = uint32((start + i) * stride)
			}
			k.apply(t, x)
			for _, w := range x {
				if y := math.Float32frombits(w); y != y {
					w = 0x7fc00000 // hosts may give any NaN
				}
				hash.Write([]byte{byte(w), byte(w >> 8), byte(w >> 16), byte(w >> 24)})
			}
		}
		if got := hash.Sum64(); got != c.want {
			t.Errorf("%s of %d numbers hashes to %#016x, want %#016x", c.name, words, got, c.want)
		}
	}
}
