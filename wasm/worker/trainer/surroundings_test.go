package trainer

import (
	"math"
	"testing"
	"time"
)

// Fields must reach beyond every edge of a stage that shows all of the bounds, whatever the bounds' shape.
func TestFieldsFillTheStage(t *testing.T) {
	for _, test := range []struct {
		bounds [4]float64
		aspect float64
	}{
		{[4]float64{-1, -1, 1, 1}, 1},
		{[4]float64{-130, 20, -60, 52}, 1.28},
		{[4]float64{0, 0, 1, 5}, 1},
		{[4]float64{0, 0, 3, 2}, 4},
	} {
		b := test.bounds
		width, height := b[2]-b[0], test.aspect*(b[3]-b[1])
		shape := min(max(width/height, narrowest), widest) // of the stage
		shown := [2]float64{max(width, shape*height), max(height, width/shape)}
		got := surroundings(b, test.aspect)
		reach := [2]float64{got[2] - got[0], test.aspect * (got[3] - got[1])}
		for axis, own := range [2]float64{width, height} {
			if want := shown[axis] + 2*fieldMargin*own; math.Abs(reach[axis]-want) > 1e-9*want {
				t.Errorf("%v at aspect %v: axis %d reaches over %v, want %v", b, test.aspect, axis, reach[axis], want)
			}
			if middle := got[axis] + got[axis+2] - b[axis] - b[axis+2]; math.Abs(middle) > 1e-9 {
				t.Errorf("%v at aspect %v: axis %d is not centred", b, test.aspect, axis)
			}
		}
	}
}

func TestScoresComeSoonAndThenRarely(t *testing.T) {
	for _, test := range []struct {
		taken      int
		took, want time.Duration
	}{
		{1, 100 * time.Millisecond, firstPause},
		{1, time.Second, time.Second},
		{4, 100 * time.Millisecond, 4 * firstPause},
		{4, time.Second, 4 * time.Second},
		{100, 100 * time.Millisecond, scoreEvery},
		{100, time.Second, scoreShare * time.Second},
	} {
		s := scoring{taken: test.taken}
		if got := s.pause(test.took); got != test.want {
			t.Errorf("after %d scores, the last in %v, the pause is %v, want %v", test.taken, test.took, got, test.want)
		}
	}
}
