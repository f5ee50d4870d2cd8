package codec

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
)

// An npyHeader is what the header of an NPY file says of the matrix behind it.
type npyHeader struct {
	size       int // bytes of a number: 4 or 8
	rows, cols int // both ≥ 1
}

// number is the one that bytes begin with.
func (h npyHeader) number(bytes []byte) float64 {
	if h.size == 4 {
		return float64(math.Float32frombits(binary.LittleEndian.Uint32(bytes)))
	}
	return math.Float64frombits(binary.LittleEndian.Uint64(bytes))
}

// readNPYHeader reads everything before the numbers.
func readNPYHeader(in io.Reader) (npyHeader, error) {
	var start [len(npyMagic) + 2]byte
	if _, err := io.ReadFull(in, start[:]); err != nil {
		return npyHeader{}, fmt.Errorf("no header: %w", err)
	}
	if string(start[:len(npyMagic)]) != npyMagic {
		return npyHeader{}, fmt.Errorf("starts with %q: want %q", start[:len(npyMagic)], npyMagic)
	}
	length, err := readNPYLength(in, start[len(npyMagic)], start[len(npyMagic)+1])
	if err != nil {
		return npyHeader{}, err
	}
	text := make([]byte, length)
	if _, err := io.ReadFull(in, text); err != nil {
		return npyHeader{}, fmt.Errorf("a header of %d bytes: %w", length, err)
	}
	return parseNPYHeader(string(text))
}

// readNPYLength reads the length of the dictionary: two bytes in version 1.0, four in 2.0 and 3.0.
func readNPYLength(in io.Reader, major, minor byte) (uint32, error) {
	if major < 1 || major > 3 || minor != 0 {
		return 0, fmt.Errorf("version %d.%d: want 1.0, 2.0 or 3.0", major, minor)
	}
	var word [4]byte
	bytes := word[:2]
	if major > 1 {
		bytes = word[:]
	}
	if _, err := io.ReadFull(in, bytes); err != nil {
		return 0, fmt.Errorf("no header length: %w", err)
	}
	length := binary.LittleEndian.Uint32(word[:])
	if length > npyMaxHeader {
		return 0, fmt.Errorf("a header of %d bytes: want at most %d", length, npyMaxHeader)
	}
	return length, nil
}

// parseNPYHeader reads the dictionary: the keys descr, fortran_order and shape, once each, in any order.
func parseNPYHeader(text string) (npyHeader, error) {
	var header npyHeader
	literal := pythonLiteral{rest: text}
	seen := map[string]bool{}
	literal.expect("{")
	for !literal.take("}") && literal.err == nil {
		key := literal.quoted()
		if seen[key] {
			literal.fail(fmt.Sprintf("key %q stands there twice", key))
		}
		seen[key] = true
		literal.expect(":")
		header.parseValue(&literal, key)
		if !literal.take(",") {
			literal.expect("}")
			break
		}
	}
	if literal.skipSpace(); literal.rest != "" {
		literal.fail(fmt.Sprintf("%.20q after the dictionary: want nothing", literal.rest))
	}
	if literal.err == nil && len(seen) != 3 {
		literal.fail("want the keys descr, fortran_order and shape")
	}
	if literal.err != nil {
		return npyHeader{}, fmt.Errorf("header %.100q: %w", strings.TrimSpace(text), literal.err)
	}
	return header, nil
}

func (h *npyHeader) parseValue(literal *pythonLiteral, key string) {
	switch key {
	case "descr":
		switch kind := literal.quoted(); kind {
		case "<f4":
			h.size = 4
		case "<f8":
			h.size = 8
		default:
			literal.fail(fmt.Sprintf("descr %.20q: want <f4 or <f8, as astype('float32') gives", kind))
		}
	case "fortran_order":
		if !literal.take("False") {
			literal.fail("fortran_order: want False, as ascontiguousarray gives")
		}
	case "shape":
		literal.expect("(")
		h.rows = literal.size()
		literal.expect(",")
		h.cols = literal.size()
		literal.take(",")
		literal.expect(")")
	default:
		literal.fail(fmt.Sprintf("key %.20q: want descr, fortran_order or shape", key))
	}
}

// A pythonLiteral is the unread rest of a Python literal and the first thing found wrong with it; after that it reads nothing more.
type pythonLiteral struct {
	rest string
	err  error
}

func (l *pythonLiteral) fail(message string) {
	if l.err == nil {
		l.err = errors.New(message)
		l.rest = ""
	}
}

func (l *pythonLiteral) skipSpace() { l.rest = strings.TrimLeft(l.rest, " \t\r\n") }

// take reads token if it comes next.
func (l *pythonLiteral) take(token string) bool {
	l.skipSpace()
	rest, ok := strings.CutPrefix(l.rest, token)
	l.rest = rest
	return ok
}

func (l *pythonLiteral) expect(token string) {
	if !l.take(token) {
		l.fail(fmt.Sprintf("%.20q: want %q there", l.rest, token))
	}
}

// quoted reads a string in single or double quotes; escapes are not needed by any key or type and are not read.
func (l *pythonLiteral) quoted() string {
	l.skipSpace()
	if l.rest == "" || l.rest[0] != '\'' && l.rest[0] != '"' {
		l.fail(fmt.Sprintf("%.20q: want a quoted string there", l.rest))
		return ""
	}
	text, rest, closed := strings.Cut(l.rest[1:], l.rest[:1])
	if !closed {
		l.fail(fmt.Sprintf("%.20q: want a closing quote", l.rest))
		return ""
	}
	l.rest = rest
	return text
}

// size reads one entry of a shape: a whole number ≥ 1 that fits an int32, so that it is an int on every machine.
func (l *pythonLiteral) size() int {
	l.skipSpace()
	end := 0
	for end < len(l.rest) && '0' <= l.rest[end] && l.rest[end] <= '9' {
		end++
	}
	n, err := strconv.Atoi(l.rest[:end])
	if err != nil || n < 1 || n > math.MaxInt32 {
		l.fail(fmt.Sprintf("%.20q: want two sizes of at least 1 and at most %d", strings.TrimSpace(l.rest), math.MaxInt32))
		return 1
	}
	l.rest = l.rest[end:]
	return n
}
