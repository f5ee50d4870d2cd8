package codec_test

import (
	"bytes"
	"compress/flate"
	"io"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"pushforward/core/codec"
)

// deflated is DEFLATE data of bytes, by the standard library.
func deflated(t testing.TB, content []byte, level int) []byte {
	t.Helper()
	var out bytes.Buffer
	w, err := flate.NewWriter(&out, level)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(content); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestReadGrid(t *testing.T) {
	got, err := codec.ReadGrid(bytes.NewReader(deflated(t, []byte{2, 1, 0, 1, 2, 253, 254, 255}, flate.BestSpeed)))
	if want := (codec.Grid{Columns: 3, Rows: 2, Weights: []byte{0, 1, 2, 253, 254, 255}}); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("ReadGrid = %v, %v, want %v", got, err, want)
	}
}

// All ways to deflate, on what deflates well, badly and not at all, at the largest size.
func TestReadGridInflates(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for name, weight := range map[string]func(k int) byte{
		"blank": func(int) byte { return 0 }, "stripes": func(k int) byte { return byte(k / 7 * 17) },
		"noise": func(int) byte { return byte(r.Uint32()) }, "coarse noise": func(int) byte { return byte(r.IntN(4)) * 85 },
	} {
		plain := []byte{255, 255}
		for k := range codec.MaxGrid * codec.MaxGrid {
			plain = append(plain, weight(k))
		}
		for _, level := range []int{flate.NoCompression, flate.BestSpeed, flate.DefaultCompression, flate.BestCompression, flate.HuffmanOnly} {
			if got, err := codec.ReadGrid(bytes.NewReader(deflated(t, plain, level))); err != nil || !bytes.Equal(got.Weights, plain[2:]) {
				t.Errorf("%s at level %d: %v", name, level, err)
			}
		}
	}
}

func TestReadGridRefuses(t *testing.T) {
	pack := func(content ...byte) []byte { return deflated(t, content, flate.DefaultCompression) }
	for _, test := range []struct {
		file []byte
		want string
	}{
		{nil, "the data ends early"},
		{[]byte("\xff\xff\xff"), "a block of type 3"},
		{[]byte("\x01\x02\x00\x00\x00"), "a stored block of 2 bytes: want its complement"},
		{pack(1), "1 bytes: want its size first"},
		{pack(1, 1, 0, 0, 0), "3 weights of 2×2 cells: want one a cell"},
		{pack(1, 0, 7, 7, 7), "3 weights of 2×1 cells"},
		{pack(255, 255)[:2], "the data ends early"},
		{pack(make([]byte, 70_000)...), "more than 65538 bytes inflated"},
		{make([]byte, 70_000), "more than 66562 bytes"},
	} {
		if got, err := codec.ReadGrid(bytes.NewReader(test.file)); err == nil || !strings.HasPrefix(err.Error(), "grid: ") || !strings.Contains(err.Error(), test.want) {
			t.Errorf("ReadGrid(%.20q) = %v, %v, want %s", test.file, got, err, test.want)
		}
	}
}

// What is read is what the standard library inflates.
func FuzzReadGrid(f *testing.F) {
	f.Add(deflated(f, []byte{2, 1, 0, 1, 2, 253, 254, 255}, flate.BestSpeed))
	f.Add(deflated(f, append([]byte{15, 15}, bytes.Repeat([]byte{0, 0, 0, 17}, 64)...), flate.BestCompression))
	f.Add(deflated(f, append([]byte{255, 255}, make([]byte, 1<<16)...), flate.NoCompression))
	f.Add([]byte{0, 0, 0, 0xff, 0xff})
	f.Fuzz(func(t *testing.T, file []byte) {
		g, err := codec.ReadGrid(bytes.NewReader(file))
		if err != nil {
			return
		}
		want, err := io.ReadAll(flate.NewReader(bytes.NewReader(file)))
		if err == nil && !bytes.Equal(want, append([]byte{byte(g.Columns - 1), byte(g.Rows - 1)}, g.Weights...)) {
			t.Fatalf("%d×%d cells, other than the standard library's %d bytes", g.Columns, g.Rows, len(want))
		}
	})
}
