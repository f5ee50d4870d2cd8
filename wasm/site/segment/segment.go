// Package segment joins the data segments of a WebAssembly program, so that it compresses better.
//
// Go's linker leaves every run of eight zeroes out of the program's memory image and starts a new segment behind it: tens of thousands of
// segments, whose offsets are numbers that no compressor foresees, in place of zeroes, which cost it next to nothing. Joined again, a
// program is longer, but smaller once compressed, and is loaded sooner. The memory it starts with stays the same, byte for byte.
package segment

import (
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
)

// Section ids and lengths of the binary format (WebAssembly Core Specification 2.0, §5.5).
const (
	headerLength     = 8
	dataSection      = 11
	dataCountSection = 12
)

// A segment is a piece of the memory image.
type segment struct {
	offset  uint32
	content []byte
}

func (s segment) end() int { return int(s.offset) + len(s.content) }

// Join returns the program with its data segments in ascending order, those at most gap bytes apart made one. It is an error if
// program is no module, or if it has segments that overlap, that are not placed in memory 0 at a constant offset, or that its code refers to.
func Join(program []byte, gap int) ([]byte, error) {
	if len(program) < headerLength || string(program[:4]) != "\x00asm" {
		return nil, errors.New("segment: not a WebAssembly module")
	}
	joined := slices.Clone(program[:headerLength])
	for r := (reader{rest: program[headerLength:]}); len(r.rest) > 0; {
		id := r.byte()
		content := r.bytes(r.u32())
		if r.err != nil {
			return nil, fmt.Errorf("segment: section %d: %w", id, r.err)
		}
		switch id {
		case dataCountSection:
			return nil, errors.New("segment: the code refers to data segments by number: want none that does")
		case dataSection:
			segments, err := decode(content)
			if err == nil {
				segments, err = join(segments, gap)
			}
			if err != nil {
				return nil, fmt.Errorf("segment: %w", err)
			}
			content = encode(segments)
		}
		joined = append(joined, id)
		joined = binary.AppendUvarint(joined, uint64(len(content)))
		joined = append(joined, content...)
	}
	return joined, nil
}

// join sorts segments and fills the gaps between neighbours with zeroes.
func join(segments []segment, gap int) ([]segment, error) {
	slices.SortStableFunc(segments, func(a, b segment) int { return cmp.Compare(a.offset, b.offset) })
	var joined []segment
	for _, s := range segments {
		if len(joined) == 0 {
			joined = append(joined, s)
			continue
		}
		last := &joined[len(joined)-1]
		between := int(s.offset) - last.end()
		switch {
		case between < 0:
			return nil, fmt.Errorf("segment at %d overlaps the one at %d", s.offset, last.offset)
		case between > gap:
			joined = append(joined, s)
		default:
			last.content = append(last.content, make([]byte, between)...)
			last.content = append(last.content, s.content...)
		}
	}
	return joined, nil
}
