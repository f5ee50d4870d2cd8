package trainer

import (
	"time"

	"pushforward/core/lab"
	"pushforward/core/metric"
	"pushforward/core/random"
	"pushforward/wasm/protocol"
)

// scoring measures a run against fresh target points while it trains: fewer draws than the lab's, so that training is not held up.
type scoring struct {
	scorer  metric.Scorer
	stream  *random.Stream
	samples []float32 // [scorePoints·finalDraws×dim]
	taken   int       // scores since step 0
}

// How many points a side are compared, and how often: once while there is more to come, as often as the lab does when the schedule is finished.
const (
	scorePoints = 1000
	finalDraws  = 5
	floorDraws  = 5
)

func newScoring(s *lab.Session) scoring {
	return scoring{
		scorer:  metric.Scorer{Target: s.Problem.Target, N: scorePoints, FloorDraws: floorDraws},
		stream:  s.Stream("score"),
		samples: make([]float32, scorePoints*finalDraws*s.Problem.Dim()),
	}
}

// pause is how long training goes on before the next score, when the last one took so long: at first as long as that, so that the curve has
// a beginning, then longer each time, up to a small share of the time.
func (s *scoring) pause(took time.Duration) time.Duration {
	n := time.Duration(s.taken)
	return max(min(n*firstPause, scoreEvery), min(n, scoreShare)*took)
}

// score measures the model as it stands and tells the page.
func (t *Trainer) score() error {
	s := &t.scoring
	s.scorer.Draws = 1
	if t.status == protocol.StatusFinished {
		s.scorer.Draws = finalDraws
	}
	count := s.scorer.Draws * scorePoints
	samples := s.samples[:count*t.session.Problem.Dim()]
	start := t.Clock()
	nfe, err := t.session.Sample(samples, s.stream)
	if err != nil {
		return err
	}
	took := t.Clock() - start
	score, err := s.scorer.Score(samples, s.stream)
	if err != nil {
		return err
	}
	s.taken++
	t.Page(protocol.TypeScore, protocol.Score{
		Step: t.session.Steps(), Seconds: t.spent.Seconds(), N: scorePoints,
		W2: score.W2, Floor: score.Floor, Ratio: score.Ratio, SWD: score.SWD, MMD2: score.MMD2,
		NFE: nfe, SampleMs10: milliseconds(took * 10_000 / time.Duration(count)),
	})
	return nil
}
