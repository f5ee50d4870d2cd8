package lab

import (
	"time"

	"pushforward/core/method"
	"pushforward/core/metric"
)

// A Result is what a run came to: one line of a report.
type Result struct {
	Method        string            `json:"method"`
	Source        string            `json:"source"`
	Target        string            `json:"target"`
	Seed          uint64            `json:"seed"`
	Set           map[string]string `json:"set,omitempty"`        // parameters of the method that are not their defaults
	SourceSet     map[string]string `json:"source_set,omitempty"` // of the source
	TargetSet     map[string]string `json:"target_set,omitempty"` // of the target
	Steps         int               `json:"steps"`
	TrainSeconds  float64           `json:"train_s"`
	SampleSeconds float64           `json:"sample_s"` // for Samples samples
	Samples       int               `json:"samples"`
	Solver        string            `json:"solver,omitempty"` // of a velocity field
	NFE           int               `json:"nfe"`              // function evaluations a sample
	W2            float64           `json:"w2"`               // in the target's units, as Floor and SWD
	Floor         float64           `json:"floor"`
	Ratio         float64           `json:"ratio"`
	SWD           float64           `json:"swd"`
	MMD2          float64           `json:"mmd2"`
	Params        int               `json:"params"`                // numbers learnt
	Fingerprint   string            `json:"fingerprint,omitempty"` // of the numbers learnt: equal for equal runs
}

// The protocol of a score: ScorePoints generated points against as many of the target, ScoreDraws times. Over five draws exact samples of scurve scatter by 0.14
// of their floor, of moons by 0.12, which would be read as the method's; over 25 by 0.08 and 0.07 (BenchmarkScoresOfExactSamples).
const (
	ScorePoints = 1000
	ScoreDraws  = 25
	floorDraws  = 50
)

// Measure draws n ≥ 1 samples [n×Dim] in natural units, times that, and scores the model on further ones: W₂ is the mean of [ScoreDraws] draws of
// [ScorePoints] points, its floor of twice as many. It depends on nothing but the config and the state of the training. TrainSeconds is the caller's to fill in.
func (s *Session) Measure(n int, clock Clock) (samples []float32, result Result, err error) {
	samples = make([]float32, n*s.Problem.Dim())
	start := clock()
	nfe, err := s.Sample(samples, s.Stream("samples"))
	if err != nil {
		return nil, result, err
	}
	took := clock() - start
	if result, err = s.describe(); err != nil {
		return nil, result, err
	}
	score, err := s.score()
	if err != nil {
		return nil, result, err
	}
	result.NFE, result.Samples, result.SampleSeconds = nfe, n, took.Round(time.Microsecond).Seconds()
	result.W2, result.Floor, result.Ratio, result.SWD, result.MMD2 = score.W2, score.Floor, score.Ratio, score.SWD, score.MMD2
	return samples, result, nil
}

// score is the protocol of the project's tables.
func (s *Session) score() (metric.Score, error) {
	generated := make([]float32, ScoreDraws*ScorePoints*s.Problem.Dim())
	if _, err := s.Sample(generated, s.Stream("evaluation samples")); err != nil {
		return metric.Score{}, err
	}
	scorer := metric.Scorer{Target: s.Problem.Target, N: ScorePoints, Draws: ScoreDraws, FloorDraws: floorDraws}
	return scorer.Score(generated, s.Stream("evaluation"))
}

// describe is the result as far as it is known without drawing.
func (s *Session) describe() (Result, error) {
	fingerprint, err := s.Fingerprint()
	r := Result{
		Method: s.Config.Method, Source: s.Config.Source, Target: s.Config.Target, Seed: s.Config.Seed,
		Set: s.Config.Parameters, SourceSet: s.Config.SourceParameters, TargetSet: s.Config.TargetParameters,
		Steps: s.steps, Params: s.Parameters(), Fingerprint: fingerprint,
	}
	if s.Entry.Has(method.Velocity) && !s.Entry.Has(method.Push) {
		r.Solver = s.Config.Solver
	}
	return r, err
}
