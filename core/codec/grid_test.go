package codec_test

import (
	"bytes"
	"compress/flate"
	"reflect"
	"strings"
	"testing"

	"pushforward/core/codec"
)

// deflated is DEFLATE data of bytes.
func deflated(t testing.TB, content []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	w, err := flate.NewWriter(&out, flate.BestSpeed)
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
	got, err := codec.ReadGrid(bytes.NewReader(deflated(t, []byte{2, 1, 0, 1, 2, 253, 254, 255})))
	if want := (codec.Grid{Columns: 3, Rows: 2, Weights: []byte{0, 1, 2, 253, 254, 255}}); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("ReadGrid = %v, %v, want %v", got, err, want)
	}
}

func TestReadGridRefuses(t *testing.T) {
	for _, test := range []struct {
		file []byte
		want string
	}{
		{nil, "no size"},
		{[]byte("\xff\xff\xff"), "no size"},
		{deflated(t, []byte{1}), "no size"},
		{deflated(t, []byte{1, 1, 0, 0, 0}), "3 cells of 2×2"},
		{deflated(t, []byte{1, 0, 7, 7, 7}), "bytes after 2×1 cells"},
		{deflated(t, []byte{255, 255}), "0 cells of 256×256"},
	} {
		if got, err := codec.ReadGrid(bytes.NewReader(test.file)); err == nil || !strings.HasPrefix(err.Error(), "grid: ") || !strings.Contains(err.Error(), test.want) {
			t.Errorf("ReadGrid(%q) = %v, %v, want %s", test.file, got, err, test.want)
		}
	}
}

func TestWriteGridRefuses(t *testing.T) {
	for _, g := range []codec.Grid{{}, {Columns: 2, Rows: 2, Weights: make([]byte, 3)}, {Columns: 257, Rows: 1, Weights: make([]byte, 257)}} {
		if err := codec.WriteGrid(&bytes.Buffer{}, g); err == nil {
			t.Errorf("%d×%d cells of %d weights were written", g.Columns, g.Rows, len(g.Weights))
		}
	}
}

func FuzzReadGrid(f *testing.F) {
	f.Add(deflated(f, []byte{2, 1, 0, 1, 2, 253, 254, 255}))
	f.Add(deflated(f, append([]byte{255, 255}, make([]byte, 1<<16)...)))
	f.Add([]byte{0, 0, 0, 0xff, 0xff})
	f.Fuzz(func(t *testing.T, file []byte) {
		g, err := codec.ReadGrid(bytes.NewReader(file))
		if err != nil {
			return
		}
		var written bytes.Buffer
		if err := codec.WriteGrid(&written, g); err != nil {
			t.Fatal(err)
		}
		if again, err := codec.ReadGrid(&written); err != nil || !reflect.DeepEqual(again, g) {
			t.Fatalf("round trip: %v, %v, want %v", again, err, g)
		}
	})
}
