package lab_test

import (
	"fmt"
	"math"
	"testing"

	"pushforward/core/lab"
	"pushforward/core/metric"
	"pushforward/core/random"
	"pushforward/core/target"
)

// How far the scores of exact samples lie from 1, over so many draws a score: the standard deviation of 24 scores, and the worst. It is what a score cannot tell
// a method from.
func BenchmarkScoresOfExactSamples(b *testing.B) {
	const scores = 24
	for _, id := range []string{"moons", "scurve"} {
		exact, err := target.New(id, nil, nil)
		if err != nil {
			b.Fatal(err)
		}
		for _, protocol := range []struct{ draws, floor int }{{5, 25}, {lab.ScoreDraws, 2 * lab.ScoreDraws}} {
			b.Run(fmt.Sprintf("%s-%d", id, protocol.draws), func(b *testing.B) {
				for b.Loop() {
					sum, squares, worst := 0.0, 0.0, 0.0
					for seed := range uint64(scores) {
						samples := make([]float32, protocol.draws*lab.ScorePoints*exact.Dim())
						exact.Sample(samples, random.New(seed, "samples"))
						scorer := metric.Scorer{Target: exact, N: lab.ScorePoints, Draws: protocol.draws, FloorDraws: protocol.floor}
						score, err := scorer.Score(samples, random.New(seed, "evaluation"))
						if err != nil {
							b.Fatal(err)
						}
						sum += score.Ratio
						squares += score.Ratio * score.Ratio
						worst = max(worst, score.Ratio)
					}
					mean := sum / scores
					b.ReportMetric(mean, "mean")
					b.ReportMetric(math.Sqrt((squares-scores*mean*mean)/(scores-1)), "std")
					b.ReportMetric(worst, "worst")
				}
			})
		}
	}
}
