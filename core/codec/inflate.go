package codec

import (
	"errors"
	"fmt"
)

// inflate undoes DEFLATE (RFC 1951): data that inflates to more than most bytes is refused. Package compress/flate does it faster, and for streams, in
// 80 kB of WebAssembly.
func inflate(data []byte, most int) ([]byte, error) {
	s := inflater{in: data, most: most}
	for last := false; !last && s.err == nil; {
		last = s.bits(1) == 1
		switch s.bits(2) {
		case 0:
			s.stored()
		case 1:
			s.block(newCode(fixedLengths()), newCode(fiveBits()))
		case 2:
			s.dynamic()
		default:
			s.fail(errors.New("a block of type 3: want 0, 1 or 2"))
		}
	}
	return s.out, s.err
}

var (
	errShort    = errors.New("the data ends early")
	errOverfull = errors.New("more words in a code than its bits tell apart")
)

// An inflater reads bits, the lowest of a byte first. After its first error all bits are 0.
type inflater struct {
	in     []byte
	out    []byte
	most   int
	buffer uint32
	held   int // bits in the buffer
	err    error
}

func (s *inflater) fail(err error) {
	if s.err == nil {
		s.err = err
	}
}

// bits reads a number of n ≤ 16 bits.
func (s *inflater) bits(n int) int {
	for s.held < n {
		if len(s.in) == 0 {
			s.fail(errShort)
			return 0
		}
		s.buffer |= uint32(s.in[0]) << s.held
		s.in, s.held = s.in[1:], s.held+8
	}
	value := s.buffer & (1<<n - 1)
	s.buffer, s.held = s.buffer>>n, s.held-n
	return int(value)
}

// put appends a byte.
func (s *inflater) put(b byte) {
	if len(s.out) == s.most {
		s.fail(fmt.Errorf("more than %d bytes inflated: want at most as many", s.most))
		return
	}
	s.out = append(s.out, b)
}

func (s *inflater) stored() {
	s.buffer, s.held = 0, 0
	if len(s.in) < 4 {
		s.fail(errShort)
		return
	}
	n := int(s.in[0]) | int(s.in[1])<<8
	if int(s.in[2])|int(s.in[3])<<8 != n^0xffff {
		s.fail(fmt.Errorf("a stored block of %d bytes: want its complement beside it", n))
		return
	}
	if s.in = s.in[4:]; len(s.in) < n {
		s.fail(errShort)
		return
	}
	for _, b := range s.in[:n] {
		s.put(b)
	}
	s.in = s.in[n:]
}

// A code is a canonical Huffman code: how many symbols have words of each length, and the symbols in the order of their words.
type code struct {
	counts  [16]int
	symbols []int
}

// newCode is the code whose symbol k has a word of lengths[k] bits, none if 0.
func newCode(lengths []int) *code {
	c := &code{}
	for _, n := range lengths {
		c.counts[n]++
	}
	c.counts[0] = 0
	for n := 1; n < len(c.counts); n++ {
		for symbol, length := range lengths {
			if length == n {
				c.symbols = append(c.symbols, symbol)
			}
		}
	}
	return c
}

// overfull reports whether there are more words than bits tell apart.
func (c *code) overfull() bool {
	left := 1
	for _, n := range c.counts[1:] {
		if left = 2*left - n; left < 0 {
			return true
		}
	}
	return false
}

// symbol reads the next word bit by bit: words of one length follow one another.
func (s *inflater) symbol(c *code) int {
	word, first, index := 0, 0, 0
	for _, n := range c.counts[1:] {
		word |= s.bits(1)
		if word-first < n && s.err == nil {
			return c.symbols[index+word-first]
		}
		index, first, word = index+n, (first+n)<<1, word<<1
	}
	s.fail(errors.New("a word that is not in its code"))
	return 0
}

func fixedLengths() []int {
	lengths := make([]int, 288)
	for k := range lengths {
		switch {
		case k < 144:
			lengths[k] = 8
		case k < 256:
			lengths[k] = 9
		case k < 280:
			lengths[k] = 7
		default:
			lengths[k] = 8
		}
	}
	return lengths
}

func fiveBits() []int {
	lengths := make([]int, 30)
	for k := range lengths {
		lengths[k] = 5
	}
	return lengths
}

// dynamic reads a block that begins with its codes.
func (s *inflater) dynamic() {
	literals, distances, words := s.bits(5)+257, s.bits(5)+1, s.bits(4)+4
	if literals > 286 || distances > 30 {
		s.fail(fmt.Errorf("codes of %d and %d symbols: want at most 286 and 30", literals, distances))
		return
	}
	order := [19]int{16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15}
	short := make([]int, len(order))
	for _, k := range order[:words] {
		short[k] = s.bits(3)
	}
	lengths, code := make([]int, 0, literals+distances), newCode(short)
	if code.overfull() {
		s.fail(errOverfull)
	}
	for len(lengths) < cap(lengths) && s.err == nil {
		symbol, value, times := s.symbol(code), 0, 1
		switch {
		case symbol < 16:
			value = symbol
		case symbol == 16 && len(lengths) == 0:
			s.fail(errors.New("a length to be repeated before there is one"))
		case symbol == 16:
			value, times = lengths[len(lengths)-1], 3+s.bits(2)
		case symbol == 17:
			times = 3 + s.bits(3)
		default:
			times = 11 + s.bits(7)
		}
		if len(lengths)+times > cap(lengths) {
			s.fail(errors.New("more lengths than symbols"))
			return
		}
		for range times {
			lengths = append(lengths, value)
		}
	}
	if s.err != nil {
		return
	}
	literal, distance := newCode(lengths[:literals]), newCode(lengths[literals:])
	if literal.overfull() || distance.overfull() {
		s.fail(errOverfull)
		return
	}
	s.block(literal, distance)
}

// block reads literals and copies of what came before, up to the block's end.
func (s *inflater) block(literal, distance *code) {
	const end = 256
	for s.err == nil {
		symbol := s.symbol(literal)
		switch {
		case symbol < end:
			s.put(byte(symbol))
		case symbol == end:
			return
		default:
			s.copy(symbol-end-1, distance)
		}
	}
}

// copy repeats earlier bytes; k says how many, from 0.
func (s *inflater) copy(k int, distance *code) {
	length, extra := k+3, 0
	switch {
	case k > 28:
		s.fail(fmt.Errorf("length %d: want one of 29", k))
		return
	case k == 28:
		length = 258
	case k >= 8:
		extra = k/4 - 1
		length = (4+k%4)<<extra + 3 + s.bits(extra)
	}
	far := s.symbol(distance)
	if far > 29 {
		s.fail(fmt.Errorf("distance %d: want one of 30", far))
		return
	}
	back := far + 1
	if far >= 4 {
		extra = far/2 - 1
		back = (2+far%2)<<extra + 1 + s.bits(extra)
	}
	if back > len(s.out) {
		s.fail(fmt.Errorf("a copy from %d bytes back: there are %d", back, len(s.out)))
	}
	for range length {
		if s.err != nil {
			return
		}
		s.put(s.out[len(s.out)-back])
	}
}
