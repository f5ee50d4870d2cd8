package trainer

import (
	"fmt"
	"time"

	"pushforward/core/lab"
	"pushforward/core/method"
	"pushforward/core/metric"
	"pushforward/wasm/protocol"
)

// scoring measures a run against fresh target points while it trains: fewer draws than the lab's, so that training is not held up.
type scoring struct {
	session *lab.Session
	scorer  metric.Scorer
	samples []float32 // [scorePoints·finalDraws×dim]
	taken   int       // scores since step 0
}

// How many points a side are compared, and how often: once while there is more to come, as often as the lab does when the
// schedule of a map is finished.
const (
	scorePoints = 1000
	finalDraws  = 5
	floorDraws  = 5
)

func newScoring(s *lab.Session) scoring {
	return scoring{
		session: s,
		scorer:  metric.Scorer{Target: s.Problem.Target, N: scorePoints, FloorDraws: floorDraws},
		samples: make([]float32, scorePoints*finalDraws*s.Problem.Dim()),
	}
}

// pause is how long training goes on before the next score, when the last one took so long: at first as long as that, so that the curve has
// a beginning, then longer each time, up to a small share of the time.
func (s *scoring) pause(took time.Duration) time.Duration {
	n := time.Duration(s.taken)
	return max(min(n*firstPause, scoreEvery), min(n, scoreShare)*took)
}

// measure scores the model as it stands. The score depends on nothing but the run and its step, and so not on how often there was time for one before.
func (s *scoring) measure(draws int, clock func() time.Duration, carry func(points []float32) (int, error)) (*protocol.Score, error) {
	if _, err := s.scorer.Floor(s.session.Stream("floor")); err != nil {
		return nil, err
	}
	stream := s.session.Stream(fmt.Sprintf("score %d", s.session.Steps()))
	s.scorer.Draws = draws
	samples := s.samples[:draws*scorePoints*s.session.Problem.Dim()]
	s.session.Problem.Noise(samples, stream)
	start := clock()
	nfe, err := carry(samples)
	if err != nil {
		return nil, err
	}
	took := clock() - start
	score, err := s.scorer.Score(samples, stream)
	if err != nil {
		return nil, err
	}
	s.taken++
	count, covered := modes(s.session.Problem.Target, samples)
	return &protocol.Score{
		Modes: count, Covered: covered,
		N: scorePoints, W2: score.W2, Floor: score.Floor, Ratio: score.Ratio, SWD: score.SWD, MMD2: score.MMD2, Energy: score.Energy,
		NFE: nfe, AtFloor: score.AtFloor, SampleMs10: milliseconds(took * 10_000 / time.Duration(draws*scorePoints)),
	}, nil
}

// draws is how many draws a score of the model as it stands takes: one while there is more to come, and of a simulation, whose samples are dear. An
// interval takes several.
func (t *Trainer) draws() int {
	if t.stop.on && t.Training() || t.status == protocol.StatusFinished && !t.session.Entry.Has(method.Simulate) {
		return finalDraws
	}
	return 1
}

// score measures the model as it stands and tells the page, now or when the second worker has done so.
func (t *Trainer) score() error { return t.attend(&t.owed.score, t.measure) }

func (t *Trainer) measure() error {
	draws := t.draws()
	mark := protocol.Score{Step: t.session.Steps(), Seconds: t.spent.Seconds()}
	if p := t.assistant(); p != nil {
		return p.score(t, mark, draws)
	}
	if p := t.partner; p != nil {
		p.measuring = nil // of an older state
	}
	score, err := t.scoring.measure(draws, t.Clock, t.carry)
	if err != nil {
		return err
	}
	t.tell(score, mark)
	return nil
}

// tell tells the page a score of the state that is marked by its step and seconds.
func (t *Trainer) tell(score *protocol.Score, mark protocol.Score) {
	score.Step, score.Seconds = mark.Step, mark.Seconds
	t.Page(protocol.TypeScore, *score)
	t.judge(score)
}
