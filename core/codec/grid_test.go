package codec_test

import (
	"bytes"
	"compress/flate"
	"io"
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

func TestReadGridRefuses(t *testing.T) {
	pack := func(content ...byte) []byte { return deflated(t, content, flate.DefaultCompression) }
	for _, test := range []struct {
		file []byte
		want string
	}{
		{nil, "no size"},
		{[]byte("\xff\xff\xff"), "no size"},
		{pack(1), "no size"},
		{pack(1, 1, 0, 0, 0), "3 cells of 2×2"},
		{pack(1, 0, 7, 7, 7), "bytes after 2×1 cells"},
		{pack(255, 255), "0 cells of 256×256"},
		{pack(255, 255)[:2], "grid: "},
		{pack(make([]byte, 70_000)...), "bytes after 1×1 cells"},
	} {
		if got, err := codec.ReadGrid(bytes.NewReader(test.file)); err == nil || !strings.HasPrefix(err.Error(), "grid: ") || !strings.Contains(err.Error(), test.want) {
			t.Errorf("ReadGrid(%.20q) = %v, %v, want %s", test.file, got, err, test.want)
		}
	}
}

// What is read is all that the data inflates to.
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
			t.Fatalf("%d×%d cells, other than the %d bytes it inflates to", g.Columns, g.Rows, len(want))
		}
	})
}
