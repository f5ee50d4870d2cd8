package lab

import (
	"encoding/binary"
	"fmt"
	"hash/fnv"
	"math"

	"pushforward/core/engine"
	"pushforward/core/method"
	"pushforward/core/random"
)

// simulation carries a chunk by iterating a method's [method.Simulate].
type simulation struct {
	instance    engine.Instance
	seed        uint64
	iterations  int
	evaluations int       // an iteration
	noise       []float32 // [method.Chunk×columns]
	frames      frames
}

func newSimulation(instance engine.Instance, model *method.Model, seed uint64, nfe int) *simulation {
	return &simulation{
		instance: instance, seed: seed, evaluations: model.Evaluations, iterations: max(1, nfe/model.Evaluations),
		noise: make([]float32, method.Chunk*model.Noise),
	}
}

// carry moves a chunk in place, all of it at once: particles may see each other. The state after each iteration is observed, so what is
// shown at times in between is on the line between two.
func (s *simulation) carry(chunk []float32, times []float64, show func(frame int, x []float32)) (nfe int, err error) {
	r := chunkStream(s.seed, chunk)
	s.frames.begin(chunk, times, show)
	for k := range s.iterations {
		for i := range s.noise {
			s.noise[i] = float32(r.Normal())
		}
		if err := s.iterate(chunk, float64(k)/float64(s.iterations)); err != nil {
			return k * s.evaluations, err
		}
		s.frames.observe(float64(k+1)/float64(s.iterations), chunk)
	}
	return s.iterations * s.evaluations, nil
}

func (s *simulation) iterate(chunk []float32, share float64) error {
	if len(s.noise) > 0 {
		if err := s.instance.Write("simulate.noise", s.noise); err != nil {
			return err
		}
	}
	return ask(s.instance, method.Simulate, chunk, chunk, share)
}

// chunkStream is the random numbers that a chunk meets on its way: other ones for other points, and the same for the same, wherever the chunk
// stands among others.
func chunkStream(seed uint64, chunk []float32) *random.Stream {
	hash := fnv.New64a()
	var word [4]byte
	for _, x := range chunk {
		binary.LittleEndian.PutUint32(word[:], math.Float32bits(x))
		hash.Write(word[:])
	}
	return random.New(seed, fmt.Sprintf("carry %x", hash.Sum64()))
}
