package metric

// A Metric is one number of a [Score].
type Metric struct {
	ID, Name, Help string
	Lower          bool // whether lower is better
	Of             func(Score) float64
}

// Metrics lists every number of a score, in the order of tables.
func Metrics() []Metric {
	return []Metric{
		{
			ID: "ratio", Name: "W₂ / floor", Lower: true,
			Help: "W₂ over its floor: 1 is as good as fresh target points.",
			Of:   func(s Score) float64 { return s.Ratio },
		},
		{
			ID: "w2", Name: "W₂", Lower: true,
			Help: "Exact Wasserstein distance between samples and as many fresh target points, in the target's units.",
			Of:   func(s Score) float64 { return s.W2 },
		},
		{
			ID: "floor", Name: "W₂ floor", Lower: true,
			Help: "W₂ between two fresh draws of the target: what finite samples leave, however good they are.",
			Of:   func(s Score) float64 { return s.Floor },
		},
		{
			ID: "swd", Name: "Sliced W₂", Lower: true,
			Help: "W₂ of one-dimensional projections, over random directions.",
			Of:   func(s Score) float64 { return s.SWD },
		},
		{
			ID: "mmd2", Name: "MMD²", Lower: true,
			Help: "Squared maximum mean discrepancy, Gaussian kernel at the target's median distance, unbiased: 0 is perfect, and noise may make it negative.",
			Of:   func(s Score) float64 { return s.MMD2 },
		},
	}
}
