package lab

import (
	"pushforward/core/method"
	"pushforward/core/metric"
)

// What an evaluation looks at beside the score's points: fresh target points, and trajectories of a flow.
const (
	freshPoints      = 2500
	trajectoryPoints = 500
	trajectoryFrames = 101
)

// Evaluate is every metric that the method and the target allow, by the protocol of the project's tables. It depends on nothing but the config, the
// state of the training and, for metrics of cost, the clock.
func (s *Session) Evaluate(clock Clock) ([]metric.Value, error) {
	dim := s.Problem.Dim()
	in := metric.Inputs{Target: s.Problem.Target, Generated: make([]float32, ScoreDraws*ScorePoints*dim), Fresh: make([]float32, freshPoints*dim)}
	start := clock()
	var err error
	if in.Evaluations, err = s.Sample(in.Generated, s.Stream("evaluation samples")); err != nil {
		return nil, err
	}
	in.Seconds = (clock() - start).Seconds()
	scorer := metric.Scorer{Target: s.Problem.Target, N: ScorePoints, Draws: ScoreDraws, FloorDraws: floorDraws}
	score, err := scorer.Score(in.Generated, s.Stream("evaluation"))
	if err != nil {
		return nil, err
	}
	in.Score = &score
	s.Problem.Target.Sample(in.Fresh, s.Stream("evaluation target"))
	if s.HasLogDensity() {
		in.LogDensity = s.LogDensityOn
	}
	if s.Entry.Has(method.Velocity) && !s.Entry.Has(method.Push) {
		if in.Trajectories, err = s.trajectories(); err != nil {
			return nil, err
		}
	}
	return metric.Measure(&in), nil
}

// trajectories are some of the flow's.
func (s *Session) trajectories() (*metric.Trajectories, error) {
	dim := s.Problem.Dim()
	noise := make([]float32, trajectoryPoints*dim)
	s.Problem.Noise(noise, s.Stream("evaluation trajectories"))
	t := &metric.Trajectories{Dim: dim, Times: make([]float64, trajectoryFrames), States: make([]float32, trajectoryFrames*len(noise))}
	for k := range t.Times {
		t.Times[k] = float64(k) / (trajectoryFrames - 1)
	}
	_, err := s.Trajectories(t.States, noise, t.Times)
	return t, err
}
