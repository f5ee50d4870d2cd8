package codec

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"io"
	"math"
	"strconv"
)

// The NPY format (NumPy Enhancement Proposal 1): magic, version, length of the header, the header (a Python
// dictionary padded with spaces and closed by a newline, so that the data is aligned to 64 bytes), then the bare numbers.
const (
	npyMagic     = "\x93NUMPY"
	npyAlignment = 64
	npyMaxHeader = 10_000 // bytes; what NumPy's own reader takes unless told to trust the file
	npyChunk     = 32 << 10
)

// WriteNPY writes a matrix [rows×cols] as little-endian float32 in NPY format 1.0, the one NumPy itself chooses for such a matrix:
// 2.0 serves headers above 64 KiB and 3.0 field names outside Latin-1, and a matrix has neither.
func WriteNPY(w io.Writer, data []float32, rows, cols int) error {
	if rows < 1 || cols < 1 || len(data)/cols != rows || len(data)%cols != 0 {
		return fmt.Errorf("npy: %d numbers as %d×%d: want rows×columns numbers, at least 1", len(data), rows, cols)
	}
	out := bufio.NewWriterSize(w, npyChunk)
	if _, err := out.Write(npyPreamble(rows, cols)); err != nil {
		return fmt.Errorf("npy: %w", err)
	}
	var word [4]byte
	for _, x := range data {
		binary.LittleEndian.PutUint32(word[:], math.Float32bits(x))
		if _, err := out.Write(word[:]); err != nil {
			return fmt.Errorf("npy: %w", err)
		}
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("npy: %w", err)
	}
	return nil
}

// npyPreamble is all that stands before the numbers.
func npyPreamble(rows, cols int) []byte {
	preamble := []byte(npyMagic + "\x01\x00\x00\x00{'descr': '<f4', 'fortran_order': False, 'shape': (")
	preamble = strconv.AppendInt(preamble, int64(rows), 10)
	preamble = append(preamble, ", "...)
	preamble = strconv.AppendInt(preamble, int64(cols), 10)
	preamble = append(preamble, "), }"...)
	for len(preamble)%npyAlignment != npyAlignment-1 {
		preamble = append(preamble, ' ')
	}
	preamble = append(preamble, '\n')
	start := len(npyMagic) + 4
	binary.LittleEndian.PutUint16(preamble[start-2:], uint16(len(preamble)-start))
	return preamble
}

// ReadNPY reads a matrix from NPY format 1.0, 2.0 or 3.0: little-endian float32 or float64, two dimensions, C order, at least one
// row and one column, every number finite, and nothing after the last. Float64 is rounded to float32.
func ReadNPY(r io.Reader, limits Limits) (data []float32, rows, cols int, err error) {
	limits = limits.withDefaults()
	in := bufio.NewReader(r)
	header, err := readNPYHeader(in)
	if err != nil {
		return nil, 0, 0, fmt.Errorf("npy: %w", err)
	}
	// Division: a product of hostile sizes may overflow.
	if header.rows > limits.Rows || int64(header.cols) > limits.Bytes/int64(header.size)/int64(header.rows) {
		return nil, 0, 0, fmt.Errorf("npy: shape (%d, %d): want at most %d rows and %d bytes", header.rows, header.cols, limits.Rows, limits.Bytes)
	}
	data, err = readNPYNumbers(in, header)
	if err != nil {
		return nil, 0, 0, fmt.Errorf("npy: %w", err)
	}
	return data, header.rows, header.cols, nil
}

// readNPYNumbers reads exactly the numbers that header announces. The slice grows with what arrives, not with what is announced.
func readNPYNumbers(in io.Reader, header npyHeader) ([]float32, error) {
	left := header.rows * header.cols * header.size
	chunk := make([]byte, min(left, npyChunk))
	var data []float32
	for left > 0 {
		chunk = chunk[:min(left, npyChunk)]
		if n, err := io.ReadFull(in, chunk); err != nil {
			return nil, fmt.Errorf("the data ends %d bytes early: %w", left-n, err)
		}
		left -= len(chunk)
		var err error
		if data, err = appendNumbers(data, chunk, header); err != nil {
			return nil, err
		}
	}
	if _, err := io.ReadFull(in, chunk[:1]); err == nil {
		return nil, fmt.Errorf("bytes after the data of shape (%d, %d): want none", header.rows, header.cols)
	} else if err != io.EOF {
		return nil, fmt.Errorf("after the data: %w", err)
	}
	return data, nil
}

func appendNumbers(data []float32, chunk []byte, header npyHeader) ([]float32, error) {
	for ; len(chunk) > 0; chunk = chunk[header.size:] {
		x := header.number(chunk)
		if !finite(x) {
			return nil, fmt.Errorf("row %d, column %d: %v: want a finite float32 number", len(data)/header.cols, len(data)%header.cols, x)
		}
		data = append(data, float32(x))
	}
	return data, nil
}
