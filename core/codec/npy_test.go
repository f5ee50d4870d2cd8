package codec_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"math"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"pushforward/core/codec"
)

const smallHeader = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 1), }"

// npyFile puts a file together from the format's description: magic, version, length, dictionary, data.
func npyFile(major byte, dictionary string, data any) []byte {
	file := []byte{0x93, 'N', 'U', 'M', 'P', 'Y', major, 0}
	if major == 1 {
		file = binary.LittleEndian.AppendUint16(file, uint16(len(dictionary)))
	} else {
		file = binary.LittleEndian.AppendUint32(file, uint32(len(dictionary)))
	}
	file = append(file, dictionary...)
	file, err := binary.Append(file, binary.LittleEndian, data)
	if err != nil {
		panic(err)
	}
	return file
}

// What numpy.save writes for numpy.array([[1, 2], [3, 4.5], [-1, 0]], dtype="<f4"): 128 bytes of preamble, then the numbers.
func TestWriteNPYMatchesNumPy(t *testing.T) {
	dictionary := "{'descr': '<f4', 'fortran_order': False, 'shape': (3, 2), }"
	dictionary += strings.Repeat(" ", 128-10-len(dictionary)-1) + "\n"
	data := []float32{1, 2, 3, 4.5, -1, 0}
	var got bytes.Buffer
	if err := codec.WriteNPY(&got, data, 3, 2); err != nil {
		t.Fatal(err)
	}
	if want := npyFile(1, dictionary, data); !bytes.Equal(got.Bytes(), want) {
		t.Errorf("WriteNPY =\n%q, want\n%q", got.Bytes(), want)
	}
}

func TestWriteNPYAlignsData(t *testing.T) {
	for rows := 1; rows <= 1_000_000; rows *= 10 {
		var file bytes.Buffer
		if err := codec.WriteNPY(&file, make([]float32, rows), rows, 1); err != nil {
			t.Fatal(err)
		}
		if preamble := file.Len() - 4*rows; preamble%64 != 0 || file.Bytes()[preamble-1] != '\n' {
			t.Errorf("%d rows: the data starts at byte %d, want a multiple of 64 after a newline", rows, preamble)
		}
	}
}

func TestWriteNPYRefuses(t *testing.T) {
	for _, shape := range [][2]int{{0, 2}, {2, 0}, {-2, -3}, {2, 2}, {1, 5}} {
		if err := codec.WriteNPY(&bytes.Buffer{}, make([]float32, 6), shape[0], shape[1]); err == nil {
			t.Errorf("6 numbers as %v: no error", shape)
		}
	}
	broken := errors.New("no room")
	if err := codec.WriteNPY(brokenWriter{broken}, make([]float32, 1<<15), 1<<15, 1); !errors.Is(err, broken) {
		t.Errorf("error %v, want one that wraps %v", err, broken)
	}
}

type brokenWriter struct{ err error }

func (w brokenWriter) Write([]byte) (int, error) { return 0, w.err }

func TestReadNPYVersionsAndTypes(t *testing.T) {
	for name, file := range map[string][]byte{
		"1.0":           npyFile(1, smallHeader, []float32{1.5, -2}),
		"2.0":           npyFile(2, smallHeader, []float32{1.5, -2}),
		"3.0":           npyFile(3, smallHeader+"   \n", []float32{1.5, -2}),
		"float64":       npyFile(1, "{'descr': '<f8', 'fortran_order': False, 'shape': (2, 1)}", []float64{1.5, -2}),
		"another order": npyFile(1, ` { "shape" : ( 2 , 1 , ) , "fortran_order":False,"descr":"<f4"}`, []float32{1.5, -2}),
	} {
		data, rows, cols, err := codec.ReadNPY(iotest.OneByteReader(bytes.NewReader(file)), codec.Limits{})
		if err != nil || rows != 2 || cols != 1 || !slices.Equal(data, []float32{1.5, -2}) {
			t.Errorf("%s: ReadNPY = %v, %d×%d, %v", name, data, rows, cols, err)
		}
	}
}

func TestReadNPYRefuses(t *testing.T) {
	nan := float32(math.NaN())
	two := []float32{1, 2}
	dictionary := func(entries string) []byte { return npyFile(1, "{"+entries+"}", two) }
	for _, test := range []struct {
		file   []byte
		limits codec.Limits
		want   string
	}{
		{nil, codec.Limits{}, "no header: EOF"},
		{[]byte("PK\x03\x04 a zip file"), codec.Limits{}, `want "\x93NUMPY"`},
		{npyFile(4, smallHeader, two), codec.Limits{}, "version 4.0: want 1.0, 2.0 or 3.0"},
		{npyFile(1, smallHeader, two)[:9], codec.Limits{}, "no header length"},
		{npyFile(1, smallHeader, two)[:20], codec.Limits{}, "a header of 59 bytes: unexpected EOF"},
		{npyFile(2, strings.Repeat(" ", 10_001), two), codec.Limits{}, "a header of 10001 bytes: want at most 10000"},
		{npyFile(1, smallHeader, two[:1]), codec.Limits{}, "the data ends 4 bytes early: unexpected EOF"},
		{npyFile(1, smallHeader, []float32{}), codec.Limits{}, "the data ends 8 bytes early"},
		{npyFile(1, smallHeader, []float32{1, 2, 3}), codec.Limits{}, "bytes after the data of shape (2, 1): want none"},
		{npyFile(1, smallHeader, []float32{1, nan}), codec.Limits{}, "row 1, column 0: NaN: want a finite float32 number"},
		{npyFile(1, strings.Replace(smallHeader, "f4", "f8", 1), []float64{1e39, 0}), codec.Limits{}, "row 0, column 0: 1e+39"},
		{npyFile(1, smallHeader, two), codec.Limits{Rows: 1}, "shape (2, 1): want at most 1 rows"},
		{npyFile(1, smallHeader, two), codec.Limits{Bytes: 7}, "and 7 bytes"},
		{npyFile(1, strings.Replace(smallHeader, "(2, 1)", "(999999, 2147483647)", 1), two), codec.Limits{}, "shape (999999, 2147483647): want at most"},
		{npyFile(1, strings.Replace(smallHeader, "(2, 1)", "(0, 2)", 1), two), codec.Limits{}, "want two sizes of at least 1"},
		{npyFile(1, strings.Replace(smallHeader, "(2, 1)", "(-2, 1)", 1), two), codec.Limits{}, "want two sizes"},
		{npyFile(1, strings.Replace(smallHeader, "(2, 1)", "(2,)", 1), two), codec.Limits{}, "want two sizes"},
		{npyFile(1, strings.Replace(smallHeader, "(2, 1)", "(2, 1, 1)", 1), two), codec.Limits{}, `want ")" there`},
		{npyFile(1, strings.Replace(smallHeader, "(2, 1)", "(2, 99999999999999999999)", 1), two), codec.Limits{}, "want two sizes"},
		{npyFile(1, strings.Replace(smallHeader, "<f4", ">f4", 1), two), codec.Limits{}, `descr ">f4": want <f4 or <f8`},
		{npyFile(1, strings.Replace(smallHeader, "<f4", "|O", 1), two), codec.Limits{}, `descr "|O"`},
		{npyFile(1, strings.Replace(smallHeader, "False", "True", 1), two), codec.Limits{}, "fortran_order: want False"},
		{npyFile(1, smallHeader+"x", two), codec.Limits{}, `"x" after the dictionary: want nothing`},
		{dictionary(""), codec.Limits{}, "want the keys descr, fortran_order and shape"},
		{dictionary("'descr': '<f4', 'descr': '<f4'"), codec.Limits{}, `key "descr" stands there twice`},
		{dictionary("'descr': '<f4', 'colour': 'red'"), codec.Limits{}, `key "colour"`},
		{dictionary("'descr"), codec.Limits{}, "want a closing quote"},
		{dictionary("descr: 1"), codec.Limits{}, "want a quoted string there"},
		{dictionary("'descr'"), codec.Limits{}, `want ":" there`},
	} {
		data, _, _, err := codec.ReadNPY(bytes.NewReader(test.file), test.limits)
		if err == nil || !strings.HasPrefix(err.Error(), "npy: ") || !strings.Contains(err.Error(), test.want) || data != nil {
			t.Errorf("ReadNPY(%.80q) = %v, %v, want %s", test.file, data, err, test.want)
		}
	}
}

// A short file that announces the most that the limits allow costs little more than its own length.
func TestReadNPYAllocatesForWhatArrives(t *testing.T) {
	file := npyFile(1, strings.Replace(smallHeader, "(2, 1)", "(1000000, 16)", 1), make([]float32, 100))
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	_, _, _, err := codec.ReadNPY(bytes.NewReader(file), codec.Limits{})
	runtime.ReadMemStats(&after)
	if err == nil {
		t.Fatal("a truncated file was taken")
	}
	if used, limit := after.TotalAlloc-before.TotalAlloc, uint64(64<<10); used > limit {
		t.Errorf("%d bytes allocated for a file of %d, want at most %d", used, len(file), limit)
	}
}

func FuzzReadNPY(f *testing.F) {
	f.Add(npyFile(1, smallHeader, []float32{1, 2}))
	f.Add(npyFile(2, "{'descr': '<f8', 'fortran_order': False, 'shape': (1, 2)}", []float64{1, 2}))
	f.Add(npyFile(3, `{"shape": (1, 1,), "descr": "<f4", "fortran_order": False,}`, []float32{7}))
	f.Fuzz(func(t *testing.T, file []byte) {
		data, rows, cols, err := codec.ReadNPY(bytes.NewReader(file), codec.Limits{Rows: 1 << 20, Bytes: 1 << 20})
		if err != nil {
			return
		}
		if rows*cols != len(data) || 4*len(data) > len(file) {
			t.Fatalf("%d numbers as %d×%d from %d bytes", len(data), rows, cols, len(file))
		}
		var written bytes.Buffer
		if err := codec.WriteNPY(&written, data, rows, cols); err != nil {
			t.Fatal(err)
		}
		again, rows2, cols2, err := codec.ReadNPY(&written, codec.Limits{})
		if err != nil || rows2 != rows || cols2 != cols || !slices.Equal(again, data) {
			t.Fatalf("round trip: %v, %d×%d, %v, want %v, %d×%d", again, rows2, cols2, err, data, rows, cols)
		}
	})
}
