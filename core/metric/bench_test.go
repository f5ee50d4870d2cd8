package metric

import (
	"testing"

	"pushforward/core/random"
)

// One score as the page takes it: one draw, floor known.
func BenchmarkScore(b *testing.B) {
	s := Scorer{Target: eightGaussians(0.562), Draws: 1}
	r := random.New(1, "evaluation")
	generated := make([]float32, 2*1000)
	s.Target.Sample(generated, random.New(1, "noise"))
	for b.Loop() {
		if _, err := s.Score(generated, r); err != nil {
			b.Fatal(err)
		}
	}
}
