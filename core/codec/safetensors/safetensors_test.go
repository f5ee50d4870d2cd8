package safetensors_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"reflect"
	"runtime"
	"strings"
	"testing"

	"pushforward/core/codec/safetensors"
)

// file puts a file together from the format's description: length, header, bytes.
func file(header string, data any) []byte {
	out := binary.LittleEndian.AppendUint64(nil, uint64(len(header)))
	out, err := binary.Append(append(out, header...), binary.LittleEndian, data)
	if err != nil {
		panic(err)
	}
	return out
}

const two = `{"a":{"dtype":"F32","shape":[2,1],"data_offsets":[0,8]}}`

// The example of the format's description, with its metadata: names are sorted, and spaces bring the numbers to a multiple of eight bytes.
func TestWrite(t *testing.T) {
	header := `{"__metadata__":{"k\"":"v"},"b":{"data_offsets":[0,8],"dtype":"F32","shape":[1,2]},"c":{"data_offsets":[8,8],"dtype":"F32","shape":[0,3]},"d":{"data_offsets":[8,12],"dtype":"F32","shape":[]}}`
	for len(header)%8 != 0 {
		header += " "
	}
	want := file(header, []float32{1.5, -2, 3})
	f := safetensors.File{Metadata: map[string]string{`k"`: "v"}, Tensors: []safetensors.Tensor{
		{"b", []int{1, 2}, []float32{1.5, -2}}, {"c", []int{0, 3}, []float32{}}, {"d", []int{}, []float32{3}},
	}}
	var got bytes.Buffer
	if err := safetensors.Write(&got, f); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got.Bytes(), want) {
		t.Errorf("written:\n%q, want\n%q", got.Bytes(), want)
	}
	again, err := safetensors.Parse(got.Bytes())
	if err != nil || !reflect.DeepEqual(again, f) {
		t.Errorf("read again: %+v, %v, want %+v", again, err, f)
	}
}

func TestWriteRefuses(t *testing.T) {
	for _, tensors := range [][]safetensors.Tensor{
		{{"a", []int{2}, []float32{1}}}, {{"a", []int{-1}, nil}}, {{"a", nil, []float32{1}}, {"a", nil, []float32{1}}}, {{"__metadata__", nil, []float32{1}}},
	} {
		if err := safetensors.Write(&bytes.Buffer{}, safetensors.File{Tensors: tensors}); err == nil {
			t.Errorf("%v is written", tensors)
		}
	}
	broken := errors.New("no room")
	if err := safetensors.Write(brokenWriter{broken}, safetensors.File{}); !errors.Is(err, broken) {
		t.Errorf("error %v, want one that wraps %v", err, broken)
	}
}

type brokenWriter struct{ err error }

func (w brokenWriter) Write([]byte) (int, error) { return 0, w.err }

func TestParse(t *testing.T) {
	for name, test := range map[string]struct {
		content []byte
		want    safetensors.File
	}{
		"spaces after the header": {file(two+"    ", []float32{1, 2}), safetensors.File{Tensors: []safetensors.Tensor{{"a", []int{2, 1}, []float32{1, 2}}}}},
		"halves":                  {file(`{"h":{"dtype":"F16","shape":[3],"data_offsets":[0,6]}}`, []uint16{0x3c00, 0xc000, 0x7bff}), safetensors.File{Tensors: []safetensors.Tensor{{"h", []int{3}, []float32{1, -2, 65504}}}}},
		"in the order of bytes": {
			file(`{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]},"__metadata__":{},"z":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"e":{"dtype":"F32","shape":[0],"data_offsets":[4,4]}}`, []float32{1, 2}),
			safetensors.File{Metadata: map[string]string{}, Tensors: []safetensors.Tensor{{"z", []int{1}, []float32{1}}, {"e", []int{0}, []float32{}}, {"a", []int{1}, []float32{2}}}},
		},
		"nothing": {file("{}", []float32{}), safetensors.File{Tensors: []safetensors.Tensor{}}},
	} {
		got, err := safetensors.Parse(test.content)
		if err != nil || !reflect.DeepEqual(got, test.want) {
			t.Errorf("%s: %+v, %v, want %+v", name, got, err, test.want)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	tensor := func(dtype, shape, offsets string) []byte {
		return file(fmt.Sprintf(`{"a":{"dtype":%s,"shape":%s,"data_offsets":%s}}`, dtype, shape, offsets), []float32{1, 2})
	}
	for _, test := range []struct {
		content []byte
		want    string
	}{
		{nil, "0 bytes: want at least the 8"},
		{[]byte("\x89PNG\r\n\x1a\n, a picture"), "want at most 1048576"},
		{file(two, []float32{1, 2})[:20], "no more than the file has"},
		{binary.LittleEndian.AppendUint64(nil, math.MaxUint64), "a header of 18446744073709551615 bytes"},
		{binary.LittleEndian.AppendUint64(nil, 0), "does not begin with {"},
		{file(" "+two, []float32{1, 2}), "does not begin with {"},
		{file("{nonsense", none()), "header: json: byte 1"},
		{file(`{"a":{},"a":{}}`, none()), "twice"},
		{file(`{"__metadata__":{"a":1}}`, none()), "want texts only"},
		{file(`{"__metadata__":"a"}`, none()), "want an object of texts"},
		{file(`{"a":1}`, none()), "want an object of dtype, shape and data_offsets"},
		{file(`{"a":{"dtype":"F32","shape":[0],"data_offsets":[0,0],"more":1}}`, none()), "want an object of dtype"},
		{tensor(`"BF16"`, "[4]", "[0,8]"), `dtype "BF16": want F32 or F16`},
		{tensor("1", "[2]", "[0,8]"), `dtype "": want F32 or F16`},
		{tensor(`"F32"`, "[-2]", "[0,8]"), "shape: want at most 8 whole numbers"},
		{tensor(`"F32"`, "[0.5]", "[0,8]"), "shape: want"},
		{tensor(`"F32"`, "[1,1,1,1,1,1,1,1,2]", "[0,8]"), "shape: want"},
		{tensor(`"F32"`, `["2"]`, "[0,8]"), "shape: want"},
		{tensor(`"F32"`, "[65536,65536]", "[0,8]"), "shape [65536 65536]: want at most"},
		{tensor(`"F32"`, "[2147483647,2147483647,2147483647]", "[0,8]"), "want at most"},
		{tensor(`"F32"`, "[0,2147483647,2147483647]", "[0,8]"), "bytes from 0 to 8 for shape [0 2147483647 2147483647]: want 0"},
		{tensor(`"F32"`, "[2]", "[0,4]"), "bytes from 0 to 4 for shape [2]: want 8"},
		{tensor(`"F32"`, "[2]", "[8,0]"), "bytes from 8 to 0"},
		{tensor(`"F32"`, "[2]", "[0,8,16]"), "data_offsets: want two whole numbers"},
		{tensor(`"F32"`, "[2]", "[0,1e99]"), "data_offsets: want"},
		{tensor(`"F32"`, "[1]", "[0,4]"), "4 bytes after the last tensor: want none"},
		{tensor(`"F32"`, "[1]", "[4,8]"), `tensor "a" begins at byte 4: want 0`},
		{tensor(`"F32"`, "[3]", "[0,12]"), "ends at byte 12 of 8"},
		{file(`{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}`, []float32{1, 2}), `tensor "b" begins at byte 4: want 8`},
	} {
		got, err := safetensors.Parse(test.content)
		if err == nil || !strings.HasPrefix(err.Error(), "safetensors: ") || !strings.Contains(err.Error(), test.want) || got.Tensors != nil {
			t.Errorf("%.90q is read as %+v, %v: want an error with %q", test.content, got, err, test.want)
		}
	}
}

// none is what follows a header without tensors.
func none() []float32 { return []float32{} }

// Whatever a header claims, reading costs a small multiple of the file.
func TestParseAllocatesForWhatIsThere(t *testing.T) {
	header := `{"a":{"dtype":"F32","shape":[500000000],"data_offsets":[0,2000000000]}}`
	content := file(header, make([]float32, 1000))
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	_, err := safetensors.Parse(content)
	runtime.ReadMemStats(&after)
	if err == nil {
		t.Fatal("a truncated file was taken")
	}
	if used := after.TotalAlloc - before.TotalAlloc; used > uint64(8*len(content)) {
		t.Errorf("%d bytes allocated for a file of %d", used, len(content))
	}
}

func FuzzParse(f *testing.F) {
	f.Add(file(two, []float32{1, 2}))
	f.Add(file(`{"__metadata__":{"a":"b"},"h":{"dtype":"F16","shape":[],"data_offsets":[0,2]}}`, []uint16{1}))
	f.Fuzz(func(t *testing.T, content []byte) {
		got, err := safetensors.Parse(content)
		if err != nil {
			return
		}
		var written bytes.Buffer
		if err := safetensors.Write(&written, got); err != nil {
			t.Fatal(err)
		}
		again, err := safetensors.Parse(written.Bytes())
		if err != nil || len(again.Tensors) != len(got.Tensors) || len(again.Metadata) != len(got.Metadata) {
			t.Fatalf("round trip: %+v, %v, want %+v", again, err, got)
		}
		numbers := 0
		for i, tensor := range got.Tensors {
			numbers += len(tensor.Values)
			for j, x := range tensor.Values {
				if y := again.Tensors[i].Values[j]; math.Float32bits(x) != math.Float32bits(y) {
					t.Fatalf("%s[%d]: %v comes back as %v", tensor.Name, j, x, y)
				}
			}
		}
		if 2*numbers > len(content) {
			t.Fatalf("%d numbers from %d bytes", numbers, len(content))
		}
	})
}
