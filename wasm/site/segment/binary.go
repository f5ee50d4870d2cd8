package segment

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
)

// Bytes of the one kind of segment that is read: active, in memory 0, at an i32.const.
const (
	active   = 0x00
	i32Const = 0x41
	end      = 0x0b
)

// decode reads a data section. The segments' contents have no room to spare, so that appending to one leaves section as it is.
func decode(section []byte) ([]segment, error) {
	r := reader{rest: section}
	count := r.u32()
	var segments []segment
	for i := range count {
		kind, operation := r.byte(), r.byte()
		offset := r.i32()
		terminator := r.byte()
		content := r.bytes(r.u32())
		if r.err != nil {
			return nil, fmt.Errorf("segment %d of %d: %w", i, count, r.err)
		}
		if kind != active || operation != i32Const || terminator != end {
			return nil, fmt.Errorf("segment %d of %d: bytes %#x %#x … %#x around its offset: want an i32.const of memory 0", i, count, kind, operation, terminator)
		}
		segments = append(segments, segment{uint32(offset), content[:len(content):len(content)]})
	}
	if len(r.rest) > 0 {
		return nil, fmt.Errorf("%d bytes behind the last segment: want none", len(r.rest))
	}
	return segments, nil
}

// encode writes a data section.
func encode(segments []segment) []byte {
	section := binary.AppendUvarint(nil, uint64(len(segments)))
	for _, s := range segments {
		section = append(section, active, i32Const)
		section = appendSigned(section, int32(s.offset))
		section = append(section, end)
		section = binary.AppendUvarint(section, uint64(len(s.content)))
		section = append(section, s.content...)
	}
	return section
}

// appendSigned appends v in signed LEB128: seven bits a byte, the lowest first, the last byte's sign bit repeated above it.
func appendSigned(dst []byte, v int32) []byte {
	for v < -64 || v > 63 {
		dst = append(dst, byte(v)|0x80)
		v >>= 7
	}
	return append(dst, byte(v)&0x7f)
}

// A reader takes a section apart. After its first error it returns zeroes.
type reader struct {
	rest []byte
	err  error
}

var (
	errShort = errors.New("breaks off")
	errRange = errors.New("a number of more than 32 bits")
)

func (r *reader) byte() byte {
	if b := r.bytes(1); len(b) == 1 {
		return b[0]
	}
	return 0
}

func (r *reader) bytes(n uint32) []byte {
	if r.err == nil && uint64(n) > uint64(len(r.rest)) {
		r.err = errShort
	}
	if r.err != nil {
		return nil
	}
	taken := r.rest[:n]
	r.rest = r.rest[n:]
	return taken
}

// u32 reads unsigned LEB128.
func (r *reader) u32() uint32 {
	v, n := binary.Uvarint(r.rest)
	switch {
	case r.err != nil:
		return 0
	case n == 0:
		r.err = errShort
		return 0
	case n < 0 || v > math.MaxUint32:
		r.err = errRange
		return 0
	}
	r.rest = r.rest[n:]
	return uint32(v)
}

// i32 reads signed LEB128.
func (r *reader) i32() int32 {
	var v int64
	for shift := uint(0); shift < 35; shift += 7 {
		b := r.byte()
		v |= int64(b&0x7f) << shift
		if b&0x80 == 0 {
			unused := 64 - 7 - shift
			v = v << unused >> unused // repeat the sign bit
			break
		}
	}
	if v < math.MinInt32 || v > math.MaxInt32 {
		r.err = errRange
		return 0
	}
	return int32(v)
}
