package metric

import "slices"

// A Metric is one number that tells how good a sampler is, or what it costs.
type Metric struct {
	ID, Name, Help string
	Unit           string // natural units are "units"; empty for plain numbers
	Lower          bool   // whether lower is better
	Needs          []Need
	Of             func(*Inputs) (float64, error) // for inputs that meet the needs
}

// Available tells whether the inputs meet the metric's needs.
func (m Metric) Available(in *Inputs) bool {
	return !slices.ContainsFunc(m.Needs, func(n Need) bool { return !in.Has(n) })
}

// Metrics lists the numbers of a [Score], which are cheap enough to follow a training with, in the order of tables.
func Metrics() []Metric {
	return slices.DeleteFunc(Registry(), func(m Metric) bool { return !slices.Equal(m.Needs, []Need{NeedScore}) })
}

// Registry lists every metric, in the order of tables.
func Registry() []Metric {
	return slices.Concat(distances(), shapes(), laws(), costs())
}

func ofScore(read func(*Score) float64) func(*Inputs) (float64, error) {
	return func(in *Inputs) (float64, error) { return read(in.Score), nil }
}

// distances compare samples with samples.
func distances() []Metric {
	score := []Need{NeedScore}
	return []Metric{
		{
			ID: "ratio", Name: "W₂ / floor", Lower: true, Needs: score,
			Help: "W₂ over its floor: 1 is as good as fresh target points.",
			Of:   ofScore(func(s *Score) float64 { return s.Ratio }),
		},
		{
			ID: "w2", Name: "W₂", Unit: "units", Lower: true, Needs: score,
			Help: "Exact Wasserstein distance between samples and as many fresh target points, in the target's units.",
			Of:   ofScore(func(s *Score) float64 { return s.W2 }),
		},
		{
			ID: "floor", Name: "W₂ floor", Unit: "units", Lower: true, Needs: score,
			Help: "W₂ between two fresh draws of the target: what finite samples leave, however good they are.",
			Of:   ofScore(func(s *Score) float64 { return s.Floor }),
		},
		{
			ID: "swd", Name: "Sliced W₂", Unit: "units", Lower: true, Needs: score,
			Help: "W₂ of one-dimensional projections, over random directions.",
			Of:   ofScore(func(s *Score) float64 { return s.SWD }),
		},
		{
			ID: "mmd2", Name: "MMD²", Lower: true, Needs: score,
			Help: "Squared maximum mean discrepancy, Gaussian kernel at the target's median distance, unbiased: 0 is perfect, and noise may make it negative.",
			Of:   ofScore(func(s *Score) float64 { return s.MMD2 }),
		},
		{
			ID: "energy", Name: "Energy distance", Unit: "units", Lower: true, Needs: score,
			Help: "Twice the mean distance between samples and target points, less the mean distances within either: 0 only for equal samples.",
			Of:   ofScore(func(s *Score) float64 { return s.Energy }),
		},
		{
			ID: "sinkhorn", Name: "Sinkhorn divergence", Unit: "units²", Lower: true, Needs: []Need{NeedSamples},
			Help: "Entropic transport cost less that of either side with itself, at ε a twentieth of the target's squared median distance: 0 only for equal distributions.",
			Of:   (*Inputs).sinkhorn,
		},
	}
}

// shapes tell where samples are and where none are.
func shapes() []Metric {
	support := func(read func(Support) float64) func(*Inputs) (float64, error) {
		return func(in *Inputs) (float64, error) {
			s, err := in.neighbourhoods()
			return read(s), err
		}
	}
	modes := func(read func(Modes) float64) func(*Inputs) (float64, error) {
		return func(in *Inputs) (float64, error) {
			m, err := in.modal()
			return read(m), err
		}
	}
	samples, modal := []Need{NeedSamples}, []Need{NeedSamples, NeedModes}
	return []Metric{
		{
			ID: "precision", Name: "Precision", Needs: samples,
			Help: "Share of samples within reach of a target point's fifth neighbour: how many are where the target is.",
			Of:   support(func(s Support) float64 { return s.Precision }),
		},
		{
			ID: "recall", Name: "Recall", Needs: samples,
			Help: "Share of target points within reach of a sample's fifth neighbour: how much of the target is reached.",
			Of:   support(func(s Support) float64 { return s.Recall }),
		},
		{
			ID: "density", Name: "Density", Needs: samples,
			Help: "How many target neighbourhoods a sample lies in, over five: 1 on average for the target itself, and outliers count little.",
			Of:   support(func(s Support) float64 { return s.Density }),
		},
		{
			ID: "coverage", Name: "Coverage", Needs: samples,
			Help: "Share of target neighbourhoods with a sample in them: 0.97 on average for the target itself.",
			Of:   support(func(s Support) float64 { return s.Coverage }),
		},
		{
			ID: "modes", Name: "Modes captured", Needs: modal,
			Help: "Modes of the target with a sample within three standard deviations, of 2500 samples.",
			Of:   modes(func(m Modes) float64 { return float64(m.Captured) }),
		},
		{
			ID: "hq", Name: "High quality", Needs: modal,
			Help: "Share of samples within three standard deviations of the nearest mode: 0.989 for the target itself in two dimensions.",
			Of:   modes(func(m Modes) float64 { return m.HighQuality }),
		},
		{
			ID: "mode-kl", Name: "Mode imbalance", Unit: "nats", Lower: true, Needs: modal,
			Help: "Divergence of the samples' shares of the modes from equal shares: 0 is even.",
			Of:   modes(func(m Modes) float64 { return m.ReverseKL }),
		},
	}
}

// laws compare densities, or samples with a density.
func laws() []Metric {
	return []Metric{
		{
			ID: "nll", Name: "Held-out NLL", Unit: "nats", Lower: true, Needs: []Need{NeedSamples, NeedModelLaw},
			Help: "Mean negative log-density of the model at target points it has not seen: at best the entropy of the target.",
			Of:   func(in *Inputs) (float64, error) { return NLL(in.LogDensity, in.Fresh, in.Target.Dim()) },
		},
		{
			ID: "kl", Name: "KL on a grid", Unit: "nats", Lower: true, Needs: []Need{NeedSamples, NeedTargetLaw, NeedModelLaw, NeedGrid},
			Help: "Kullback–Leibler divergence of the model's density from the target's, summed over a fine grid.",
			Of:   (*Inputs).divergenceOnGrid,
		},
		{
			ID: "ess", Name: "Effective share", Needs: []Need{NeedSamples, NeedTargetLaw, NeedModelLaw},
			Help: "Effective sample size over the number of samples, when each is weighed by the target's density over the model's: 1 is perfect.",
			Of:   (*Inputs).weightShare,
		},
		{
			ID: "ksd", Name: "Stein discrepancy", Unit: "1/units³", Lower: true, Needs: []Need{NeedSamples, NeedTargetScore},
			Help: "Squared kernel Stein discrepancy from the target's score, inverse multiquadric kernel, unbiased: 0 is perfect, and noise may make it negative.",
			Of: func(in *Inputs) (float64, error) {
				s, err := in.discrepancy()
				return s.Unbiased, err
			},
		},
	}
}

// costs tell what it takes to get there.
func costs() []Metric {
	flow := []Need{NeedTrajectories}
	return []Metric{
		{
			ID: "path-energy", Name: "Path energy", Unit: "units²", Lower: true, Needs: flow,
			Help: "Mean squared speed of the flow along its trajectories: at least W₂² from noise to data.",
			Of:   func(in *Inputs) (float64, error) { return in.Trajectories.Energy() },
		},
		{
			ID: "straightness", Name: "Straightness", Unit: "units²", Lower: true, Needs: flow,
			Help: "Mean squared deviation of the velocity from that of the straight line: 0 is straight, so that one step would do.",
			Of:   func(in *Inputs) (float64, error) { return in.Trajectories.Straightness() },
		},
		{
			ID: "npe", Name: "Normalised path energy", Lower: true, Needs: []Need{NeedTrajectories, NeedSamples},
			Help: "Distance of the path energy from the least there is, W₂² from noise to data, over that: 0 is optimal transport.",
			Of:   func(in *Inputs) (float64, error) { return in.Trajectories.NormalizedEnergy(in.Fresh) },
		},
		{
			ID: "nfe", Name: "Evaluations", Lower: true, Needs: []Need{NeedCost},
			Help: "Evaluations of the network for one sample.",
			Of:   func(in *Inputs) (float64, error) { return float64(in.Evaluations), nil },
		},
		{
			ID: "seconds", Name: "Sampling time", Unit: "s", Lower: true, Needs: []Need{NeedCost},
			Help: "Seconds the samples took.",
			Of:   func(in *Inputs) (float64, error) { return in.Seconds, nil },
		},
	}
}
