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
	samples []float32 // [N×dim]
	taken   int       // scores since step 0
}

// scorePoints is how many points a side are compared.
const scorePoints = 1000

func newScoring(s *lab.Session) scoring {
	return scoring{
		scorer:  metric.Scorer{Target: s.Problem.Target, N: scorePoints, Draws: 1, FloorDraws: 3},
		stream:  s.Stream("score"),
		samples: make([]float32, scorePoints*s.Problem.Dim()),
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
	start := t.Clock()
	nfe, err := t.session.Sample(s.samples, s.stream)
	if err != nil {
		return err
	}
	took := t.Clock() - start
	score, err := s.scorer.Score(s.samples, s.stream)
	if err != nil {
		return err
	}
	s.taken++
	t.Page(protocol.TypeScore, protocol.Score{
		Step: t.session.Steps(), Seconds: t.spent.Seconds(), N: scorePoints,
		W2: score.W2, Floor: score.Floor, Ratio: score.Ratio, SWD: score.SWD, MMD2: score.MMD2,
		NFE: nfe, SampleMs10: milliseconds(took * time.Duration(10_000/scorePoints)),
	})
	return nil
}
