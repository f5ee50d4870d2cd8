package segment_test

import (
	"bytes"
	"context"
	"encoding/hex"
	"strings"
	"testing"

	"github.com/tetratelabs/wazero"

	"pushforward/wasm/site/segment"
)

// module is a program of one page of memory and these data segments, each in hexadecimal as the format has it. "_" and " " are let pass.
func module(t testing.TB, segments ...string) []byte {
	t.Helper()
	section := append([]byte{byte(len(segments))}, unhex(t, strings.Join(segments, ""))...)
	if len(section) > 127 {
		t.Fatal("a length of one byte is all that is written here")
	}
	m := unhex(t, "0061736d01000000 0503010001 070a01066d656d6f72790200") // a memory, exported as "memory"
	return append(append(m, 11, byte(len(section))), section...)
}

func unhex(t testing.TB, text string) []byte {
	t.Helper()
	b, err := hex.DecodeString(strings.NewReplacer(" ", "", "_", "").Replace(text))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// memory is what a WebAssembly engine makes of a program's segments.
func memory(t testing.TB, program []byte) []byte {
	t.Helper()
	ctx := context.Background()
	runtime := wazero.NewRuntimeWithConfig(ctx, wazero.NewRuntimeConfigInterpreter())
	defer runtime.Close(ctx)
	instance, err := runtime.Instantiate(ctx, program)
	if err != nil {
		t.Fatal(err)
	}
	image, _ := instance.Memory().Read(0, instance.Memory().Size())
	return bytes.Clone(image)
}

func TestJoinFillsGapsAndKeepsTheMemory(t *testing.T) {
	const (
		atZero   = "00_4100_0b_02_aabb"   // [0, 2)
		atFive   = "00_4105_0b_01_cc"     // [5, 6)
		atEighty = "00_41d000_0b_02_ddee" // [80, 82)
		at60000  = "00_41e0d403_0b_01_ff" // [60000, 60001)
		nothing  = "00_4106_0b_00"        // [6, 6)
		joined   = "00_4100_0b_06_aabb000000cc"
	)
	for _, test := range []struct {
		name     string
		gap      int
		in, want []string
	}{
		{"none", 8, nil, nil},
		{"one", 8, []string{at60000}, []string{at60000}},
		{"near ones", 3, []string{atZero, atFive, atEighty}, []string{joined, atEighty}},
		{"too far by one", 2, []string{atZero, atFive}, []string{atZero, atFive}},
		{"in any order", 3, []string{at60000, atFive, atZero}, []string{joined, at60000}},
		{"an empty one", 3, []string{atZero, atFive, nothing}, []string{joined}},
	} {
		in := module(t, test.in...)
		before := bytes.Clone(in)
		got, err := segment.Join(in, test.gap)
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
			continue
		}
		if want := module(t, test.want...); !bytes.Equal(got, want) {
			t.Errorf("%s: got % x\nwant % x", test.name, got, want)
		}
		if !bytes.Equal(in, before) {
			t.Errorf("%s: the program that was handed in has changed", test.name)
		}
		if !bytes.Equal(memory(t, got), memory(t, in)) {
			t.Errorf("%s: the memory is another", test.name)
		}
	}
}

func TestJoinRefusesWhatItCannotJoin(t *testing.T) {
	for _, test := range []struct {
		name, want string
		program    []byte
	}{
		{"text", "not a WebAssembly module", []byte("hello, world")},
		{"a cut program", "section 11: breaks off", func() []byte { m := module(t, "00_4100_0b_02_aabb"); return m[:len(m)-1] }()},
		{"a segment longer than its section", "segment 0 of 1: breaks off", module(t, "00_4100_0b_7f_aabb")},
		{"an overlap", "segment at 1 overlaps the one at 0", module(t, "00_4101_0b_01_cc", "00_4100_0b_02_aabb")},
		{"a passive segment", "want an i32.const", module(t, "01_02_aabb_000000")},
		{"an offset of 35 bits", "more than 32 bits", module(t, "00_41ffffffff1f_0b_00")},
		{"segments with numbers", "by number", append(module(t), 12, 1, 0)},
		{"bytes to spare", "1 bytes behind", module(t, "00_4100_0b_00_00")},
	} {
		if _, err := segment.Join(test.program, 8); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: error %v, want %q", test.name, err, test.want)
		}
	}
}

// Whatever the bytes, Join neither panics nor grows out of bounds, and joining again changes nothing.
func FuzzJoin(f *testing.F) {
	f.Add(module(f, "00_4105_0b_01_cc", "00_4100_0b_02_aabb"))
	f.Add(module(f, "00_417f_0b_01_cc", "00_4180807e_0b_00"))
	f.Fuzz(func(t *testing.T, program []byte) {
		const gap = 16
		once, err := segment.Join(program, gap)
		if err != nil {
			return
		}
		if len(once) > (gap+1)*len(program) {
			t.Fatalf("%d bytes have become %d", len(program), len(once))
		}
		twice, err := segment.Join(once, gap)
		if err != nil || !bytes.Equal(once, twice) {
			t.Fatalf("joined twice: %v, % x, want % x", err, twice, once)
		}
	})
}
