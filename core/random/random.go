// Package random draws numbers that depend on nothing but a seed, a name and a position.
//
// Every random number of the project is a word of Threefry-2x32 with 20 rounds (Salmon et al., "Parallel random
// numbers: as easy as 1, 2, 3", SC 2011): a keyed bijection of a counter. There is no state to share, so a compiled
// training step, the reference evaluator and this package give the same bits, and looking at a run
// (drawing from the stream "evaluation") cannot disturb it.
package random

import "math"

// Threefry2x32 is the Threefry-2x32-20 block function: two random words for a key and a counter.
func Threefry2x32(key, counter [2]uint32) [2]uint32 {
	const parity = 0x1BD11BDA // SKEIN_KS_PARITY32 of the paper's reference code
	rotations := [8]uint32{13, 15, 26, 6, 17, 29, 16, 24}
	schedule := [3]uint32{key[0], key[1], parity ^ key[0] ^ key[1]}
	x0, x1 := counter[0]+schedule[0], counter[1]+schedule[1]
	for round := range uint32(20) {
		x0 += x1
		r := rotations[round%8]
		x1 = x1<<r | x1>>(32-r)
		x1 ^= x0
		if round%4 == 3 {
			inject := round/4 + 1
			x0 += schedule[inject%3]
			x1 += schedule[(inject+1)%3] + inject
		}
	}
	return [2]uint32{x0, x1}
}

// StreamID is the 32-bit FNV-1a hash of a stream's name.
func StreamID(name string) uint32 {
	hash := uint32(2166136261)
	for i := range len(name) {
		hash = (hash ^ uint32(name[i])) * 16777619
	}
	return hash
}

// Key is the Threefry key of the stream called name under a seed.
func Key(seed uint64, name string) [2]uint32 { return KeyOf(seed, StreamID(name)) }

// KeyOf is [Key] for a name already hashed.
func KeyOf(seed uint64, stream uint32) [2]uint32 {
	return [2]uint32{uint32(seed), uint32(seed>>32) ^ stream}
}

// Unit maps a random word to the open interval (0,1): the middle of one of 2²³ equal cells, so that it is never 0 or 1 in float32.
func Unit(word uint32) float32 { return (float32(word>>9) + 0.5) * 0x1p-23 }

// A Stream is one named sequence of random numbers. It implements [math/rand/v2.Source], so gonum's distributions draw from it.
// Make one with [New].
type Stream struct {
	key     [2]uint32
	counter uint64
	spare   uint32 // second word of the last block
	full    bool
}

// New is the stream called name under a seed, from its beginning.
func New(seed uint64, name string) *Stream { return &Stream{key: Key(seed, name)} }

// Uint32 is the next random word.
func (s *Stream) Uint32() uint32 {
	if s.full {
		s.full = false
		return s.spare
	}
	block := Threefry2x32(s.key, [2]uint32{uint32(s.counter), uint32(s.counter >> 32)})
	s.counter++
	s.spare, s.full = block[1], true
	return block[0]
}

// Uint64 joins two words, the earlier one high.
func (s *Stream) Uint64() uint64 {
	high := uint64(s.Uint32())
	return high<<32 | uint64(s.Uint32())
}

// Float64 is uniform on the open interval (0,1), with 52 random bits.
func (s *Stream) Float64() float64 { return (float64(s.Uint64()>>12) + 0.5) * 0x1p-52 }

// Normal is a standard normal number (Box and Muller 1958, the cosine half).
func (s *Stream) Normal() float64 {
	radius := math.Sqrt(-2 * math.Log(s.Float64()))
	return radius * math.Cos(2*math.Pi*s.Float64())
}

// IntN is uniform on {0, …, n−1}. It panics if n < 1, as math/rand/v2 does.
func (s *Stream) IntN(n int) int {
	if n < 1 {
		panic("random: IntN of a number below 1")
	}
	return int(s.Float64() * float64(n))
}

// Shuffle permutes n things by swap (Fisher and Yates).
func (s *Stream) Shuffle(n int, swap func(i, j int)) {
	for i := n - 1; i > 0; i-- {
		swap(i, s.IntN(i+1))
	}
}
