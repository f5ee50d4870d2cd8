package metric

import (
	"fmt"
	"math"

	"pushforward/core/ot"
	"pushforward/core/random"
)

// bandwidthPoints is how many target points the kernel's bandwidth is the median distance of: enough for two digits.
const bandwidthPoints = 500

// A Sampler is a distribution that can be drawn from: Sample fills dst [n×Dim] in natural units.
type Sampler interface {
	Dim() int
	Sample(dst []float32, r *random.Stream)
}

// A Score says how good a set of samples is.
type Score struct {
	W2    float64 // exact, between N samples and N fresh target points; mean over the draws
	Floor float64 // the same between two fresh draws of the target
	Ratio float64 // W2/Floor: 1 is perfect
	SWD   float64 // sliced W₂, mean over the draws
	MMD2  float64 // unbiased, Gaussian kernel at the target's median distance, mean over the draws

	Energy float64 // energy distance in natural units, mean over the draws

	// AtFloor tells whether the two-sided 95% interval of W2 − Floor over the draws holds 0: the samples cannot be told from the target. It takes at
	// least two draws of either.
	AtFloor bool
}

// A Scorer measures samples against a target, with the same number of points on either side. Set Target; the other zero values
// work. The floor and the kernel's bandwidth are worked out once: change no field afterwards. It must not be used by two goroutines at once.
type Scorer struct {
	Target     Sampler
	N          int // points a side; if 0, 1000
	Draws      int // of fresh target points a score is the mean over; if 0, 5. With 1 a score is cheap and noisier
	FloorDraws int // pairs of draws that the floor is the mean over; if 0, 5
	Directions int // of the sliced W₂; if 0, 64

	exact     ot.Exact
	match     []int
	fresh     []float32 // [N×dim]
	other     []float32 // [N×dim]
	floor     spread    // of no values until known
	bandwidth float64   // 0 until known
}

// Score measures generated [n×dim], n ≥ N, against fresh target points from r. Draw k uses the rows from k·N on, wrapping
// around, so that n = N·Draws rows give as many independent draws. The first call works out the floor too, from the same stream.
// It is an error if generated has too few rows or a value that is not finite, or if the floor is 0.
func (s *Scorer) Score(generated []float32, r *random.Stream) (Score, error) {
	if err := s.check(); err != nil {
		return Score{}, err
	}
	dim := s.Target.Dim()
	rows, err := countPoints("generated", generated, dim)
	if err != nil {
		return Score{}, err
	}
	if rows < s.points() {
		return Score{}, fmt.Errorf("metric: %d generated points: want at least %d, as many as target points", rows, s.points())
	}
	floor, err := s.Floor(r)
	if err != nil {
		return Score{}, err
	}
	score, draws := Score{Floor: floor}, orDefault(s.Draws, 5)
	var distances spread
	for k := range draws {
		wrap(s.other, generated, k*len(s.other)%len(generated))
		s.Target.Sample(s.fresh, r)
		w2, err := s.add(&score, 1/float64(draws), r)
		if err != nil {
			return Score{}, err
		}
		distances.add(w2)
	}
	score.Ratio = score.W2 / floor
	within := difference(distances, s.floor)
	score.AtFloor = !math.IsInf(within, 1) && math.Abs(score.W2-floor) <= within
	return score, nil
}

// add measures other against fresh, adds the distances with a weight, and returns W₂.
func (s *Scorer) add(score *Score, weight float64, r *random.Stream) (w2 float64, err error) {
	dim := s.Target.Dim()
	if w2, err = s.w2(); err != nil {
		return 0, err
	}
	swd, err := ot.Sliced(s.other, s.fresh, dim, orDefault(s.Directions, 64), r)
	if err != nil {
		return 0, err
	}
	mmd2, energy, err := kernelDistances(s.other, s.fresh, dim, s.bandwidth)
	if err != nil {
		return 0, err
	}
	score.W2 += float64(weight * w2)
	score.SWD += float64(weight * swd)
	score.MMD2 += float64(weight * mmd2)
	score.Energy += float64(weight * energy)
	return w2, nil
}

// Floor is the mean W₂ between FloorDraws pairs of fresh draws of N target points from r, worked out on the first call and kept.
// It is an error if the target is not finite, or all of it is one point.
func (s *Scorer) Floor(r *random.Stream) (float64, error) {
	if err := s.check(); err != nil {
		return 0, err
	}
	if s.floor.n > 0 {
		return s.floor.mean, nil
	}
	length := s.points() * s.Target.Dim()
	s.match, s.fresh, s.other = make([]int, s.points()), make([]float32, length), make([]float32, length)
	var floor spread
	for range orDefault(s.FloorDraws, 5) {
		s.Target.Sample(s.fresh, r)
		s.Target.Sample(s.other, r)
		w2, err := s.w2()
		if err != nil {
			return 0, err
		}
		floor.add(w2)
	}
	dim := s.Target.Dim()
	bandwidth, err := MedianBandwidth(s.fresh[:min(s.points(), bandwidthPoints)*dim], dim)
	if err != nil {
		return 0, err
	}
	if floor.mean == 0 {
		return 0, fmt.Errorf("metric: W₂ between two draws of the target is 0: want a target of more than one point")
	}
	s.bandwidth, s.floor = bandwidth, floor
	return floor.mean, nil
}

// w2 is the exact distance between other and fresh.
func (s *Scorer) w2() (float64, error) {
	squared, err := s.exact.Couple(s.match, s.other, s.fresh, s.Target.Dim())
	if err != nil {
		return 0, fmt.Errorf("metric: samples (x) against the target (y): %w", err)
	}
	return math.Sqrt(squared), nil
}

func (s *Scorer) points() int { return orDefault(s.N, 1000) }

func (s *Scorer) check() error {
	if s.Target == nil {
		return fmt.Errorf("metric: the scorer has no target: want one to sample")
	}
	if s.N == 1 {
		return fmt.Errorf("metric: N 1: want at least 2, or 0 for 1000")
	}
	for _, option := range []struct {
		name  string
		value int
	}{{"N", s.N}, {"Draws", s.Draws}, {"FloorDraws", s.FloorDraws}, {"Directions", s.Directions}} {
		if option.value < 0 {
			return fmt.Errorf("metric: %s %d: want at least 1, or 0 for the default", option.name, option.value)
		}
	}
	return nil
}

// wrap fills dst from src, beginning at offset and starting over at its end.
func wrap(dst, src []float32, offset int) {
	for len(dst) > 0 {
		count := copy(dst, src[offset:])
		dst, offset = dst[count:], 0
	}
}

// orDefault is value, or other where value is 0.
func orDefault(value, other int) int {
	if value == 0 {
		return other
	}
	return value
}
