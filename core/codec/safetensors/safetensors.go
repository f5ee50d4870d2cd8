// Package safetensors reads and writes files of named matrices in the format safetensors (Hugging Face, https://github.com/huggingface/safetensors,
// "Format"): eight bytes of length, little-endian; a JSON object of that length, which tells of each tensor its type, its shape and where its bytes lie in
// what follows; the bare numbers, row-major and little-endian.
//
// The reader trusts nothing: each tensor's bytes are as many as its shape asks for, within the file, and no two tensors share any; and no byte is left over. What it allocates is a small
// multiple of the file.
package safetensors

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"pushforward/core/codec"
	"pushforward/core/codec/jsontext"
)

// A File is a list of tensors, and texts by name that say what they are.
type File struct {
	Metadata map[string]string
	Tensors  []Tensor // in the order of their bytes
}

// A Tensor is a named array of numbers, row-major: as many as the product of its shape, which may be 0; no shape is one number.
type Tensor struct {
	Name   string
	Shape  []int
	Values []float32
}

// metadataName is the name in the header that belongs to no tensor.
const metadataName = "__metadata__"

// Bounds on what is read. The published reader takes headers up to 100 MB; models of the project have some dozens of tensors.
const (
	maxHeader = 1 << 20
	maxRank   = 8
	alignment = 8 // of the numbers, by spaces after the header
)

// Write writes the tensors as F32, in their order and without gaps.
func Write(w io.Writer, f File) error {
	header := jsontext.Object{}
	if len(f.Metadata) > 0 {
		header[metadataName] = f.Metadata
	}
	end := 0
	for _, t := range f.Tensors {
		size, err := count(t.Shape)
		if _, twice := header[t.Name]; err != nil || size != len(t.Values) || twice || t.Name == metadataName {
			return fmt.Errorf("safetensors: tensor %q of shape %v with %d numbers: want a name of its own and as many as the shape has", t.Name, t.Shape, len(t.Values))
		}
		shape := make([]any, len(t.Shape))
		for i, n := range t.Shape {
			shape[i] = n
		}
		header[t.Name] = jsontext.Object{"dtype": "F32", "shape": shape, "data_offsets": []any{end, end + 4*size}}
		end += 4 * size
	}
	text := jsontext.Append(nil, header)
	text = append(text, strings.Repeat(" ", -len(text)&(alignment-1))...)
	out := binary.LittleEndian.AppendUint64(nil, uint64(len(text)))
	out = append(slices.Grow(out, len(text)+end), text...)
	for _, t := range f.Tensors {
		for _, x := range t.Values {
			out = binary.LittleEndian.AppendUint32(out, math.Float32bits(x))
		}
	}
	if _, err := w.Write(out); err != nil {
		return fmt.Errorf("safetensors: %w", err)
	}
	return nil
}

// Parse reads a file of tensors of type F32 or F16; numbers of 16 bits become the same in 32.
func Parse(content []byte) (File, error) {
	f, err := parse(content)
	if err != nil {
		return File{}, fmt.Errorf("safetensors: %w", err)
	}
	return f, nil
}

func parse(content []byte) (File, error) {
	if len(content) < 8 {
		return File{}, fmt.Errorf("%d bytes: want at least the 8 of the header's length", len(content))
	}
	length, rest := binary.LittleEndian.Uint64(content), content[8:]
	if length > maxHeader || length > uint64(len(rest)) {
		return File{}, fmt.Errorf("a header of %d bytes: want at most %d, and no more than the file has", length, maxHeader)
	}
	if length == 0 || rest[0] != '{' {
		return File{}, errors.New("the header does not begin with {")
	}
	header, err := jsontext.ParseObject(rest[:length])
	if err != nil {
		return File{}, fmt.Errorf("header: %w", err)
	}
	var f File
	if f.Metadata, err = metadata(header); err != nil {
		return File{}, err
	}
	places, err := placed(header)
	if err != nil {
		return File{}, err
	}
	f.Tensors, err = read(places, rest[length:])
	return f, err
}

// metadata takes the texts out of the header.
func metadata(header jsontext.Object) (map[string]string, error) {
	value, ok := header[metadataName]
	if !ok {
		return nil, nil
	}
	delete(header, metadataName)
	object, ok := value.(jsontext.Object)
	if !ok {
		return nil, fmt.Errorf("%s: want an object of texts", metadataName)
	}
	texts := map[string]string{}
	for name, value := range object {
		if texts[name], ok = value.(string); !ok {
			return nil, fmt.Errorf("%s: %.40q is no text: want texts only", metadataName, name)
		}
	}
	return texts, nil
}

// read copies out the numbers of tensors that lie one after the other from the first byte to the last.
func read(places []place, numbers []byte) ([]Tensor, error) {
	tensors, end := make([]Tensor, 0, len(places)), 0
	for _, p := range places {
		if p.begin != end {
			return nil, fmt.Errorf("tensor %.60q begins at byte %d: want %d, where the one before it ends", p.Name, p.begin, end)
		}
		if end = p.end; end > len(numbers) {
			return nil, fmt.Errorf("tensor %.60q ends at byte %d of %d", p.Name, end, len(numbers))
		}
		p.Values = make([]float32, 0, (p.end-p.begin)/p.width)
		for bytes := numbers[p.begin:p.end]; len(bytes) > 0; bytes = bytes[p.width:] {
			if p.width == 2 {
				p.Values = append(p.Values, codec.FromHalf(binary.LittleEndian.Uint16(bytes)))
			} else {
				p.Values = append(p.Values, math.Float32frombits(binary.LittleEndian.Uint32(bytes)))
			}
		}
		tensors = append(tensors, p.Tensor)
	}
	if end != len(numbers) {
		return nil, fmt.Errorf("%d bytes after the last tensor: want none", len(numbers)-end)
	}
	return tensors, nil
}
