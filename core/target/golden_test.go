package target_test

import (
	"encoding/binary"
	"flag"
	"fmt"
	"hash/fnv"
	"math"
	"os"
	"strings"
	"testing"

	"pushforward/assets"
	"pushforward/core/random"
	"pushforward/core/target"
)

// TestDrawsNeverChange keeps the draws behind every permalink: two rows, and the FNV-1a hash of the bits of 10,000. The file holds on
// every architecture, WebAssembly included. Only a deliberate change of a definition may run it with -update.
func TestDrawsNeverChange(t *testing.T) {
	const golden = "testdata/draws.golden"
	var got strings.Builder
	for _, entry := range target.Registry() {
		built, err := target.New(entry.ID, nil, assets.Open)
		if err != nil {
			t.Fatal(err)
		}
		points := make([]float32, 10_000*built.Dim())
		built.Sample(points, random.New(1, "data"))
		hash := fnv.New64a()
		for _, x := range points {
			hash.Write(binary.LittleEndian.AppendUint32(nil, math.Float32bits(x)))
		}
		fmt.Fprintf(&got, "%-12s %016x %v\n", entry.ID, hash.Sum64(), points[:2*built.Dim()])
	}
	if *update {
		if err := os.WriteFile(golden, []byte(got.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if got.String() != string(want) {
		t.Errorf("draws are\n%s, want\n%s", got.String(), want)
	}
}

var update = flag.Bool("update", false, "write the golden files anew")
