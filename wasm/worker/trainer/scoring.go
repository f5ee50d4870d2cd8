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
	t.Page(protocol.TypeScore, protocol.Score{
		Step: t.session.Steps(), Seconds: t.spent.Seconds(), N: scorePoints,
		W2: score.W2, Floor: score.Floor, Ratio: score.Ratio, SWD: score.SWD, MMD2: score.MMD2,
		NFE: nfe, SampleMs10: milliseconds(took * time.Duration(10_000/scorePoints)),
	})
	return nil
}
