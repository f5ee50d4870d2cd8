package metric

import (
	"fmt"
	"math"

	"pushforward/core/ot"
)

// How many points the costlier metrics look at: those of a score, and the protocol of VEEGAN for modes.
const (
	pairPoints  = 1000
	modePoints  = 2500
	ratioPoints = 5000 // whose density ratios a share of weights is of: an integral a point for a flow
	neighbours  = 5    // k of precision, recall, density and coverage, as Naeem et al. advise
	gridCells   = 128  // along each axis of the grid that densities are compared on: enough for modes as narrow as 1/250 of its side
)

// A Need is something that must be known of a sampler before a metric can be.
type Need string

// What a metric may need. The target's own abilities are found by type assertion.
const (
	NeedScore        Need = "score"        // Inputs.Score
	NeedSamples      Need = "samples"      // Inputs.Generated and Inputs.Fresh
	NeedModes        Need = "modes"        // a target of equal Gaussian modes
	NeedTargetLaw    Need = "target law"   // a target whose log-density is known
	NeedTargetScore  Need = "target score" // a target whose score is known
	NeedModelLaw     Need = "model law"    // Inputs.LogDensity
	NeedGrid         Need = "grid"         // a target of one or two dimensions
	NeedTrajectories Need = "trajectories" // Inputs.Trajectories
	NeedCost         Need = "cost"         // Inputs.Evaluations and Inputs.Seconds
)

// Inputs is what is known of a sampler when it is measured; what is not known has its zero value. Points are in natural units.
type Inputs struct {
	Target       Sampler       // asked for Modes, LogDensity and Score too
	Generated    []float32     // [n×dim], n ≥ 6
	Fresh        []float32     // [m×dim] draws of the target that training has not seen, m ≥ 6
	Score        *Score        // by a [Scorer]
	LogDensity   LogDensity    // of the model
	Trajectories *Trajectories // of a flow from noise to data
	Evaluations  int           // of the network, for one sample
	Seconds      float64       // that Generated took

	support *Support // of the first points, once known
	stein   *Stein   // likewise
	modes   *Modes   // likewise
}

// Has tells whether a need is met.
func (in *Inputs) Has(n Need) bool {
	switch n {
	case NeedScore:
		return in.Score != nil
	case NeedSamples:
		return in.Target != nil && len(in.Generated) > 0 && len(in.Fresh) > 0
	case NeedModes:
		_, ok := in.Target.(modal)
		return ok
	case NeedTargetLaw:
		_, ok := in.Target.(densitied)
		return ok
	case NeedTargetScore:
		_, ok := in.Target.(scored)
		return ok
	case NeedModelLaw:
		return in.LogDensity != nil
	case NeedGrid:
		return in.Target != nil && in.Target.Dim() <= 2
	case NeedTrajectories:
		return in.Trajectories != nil
	case NeedCost:
		return in.Evaluations > 0 && in.Seconds > 0
	}
	return false
}

// The abilities of targets that metrics ask for: those of package target, which nothing here knows.
type (
	modal interface {
		Modes() (centres [][]float64, std float64)
	}
	densitied interface{ LogDensity(x []float64) float64 }
	scored    interface{ Score(dst, x []float64) }
)

// A Value is what a metric came to, or why it did not.
type Value struct {
	Metric Metric
	Value  float64
	Err    error
}

// Measure is the value of every metric whose needs are met, in the order of the [Registry].
func Measure(in *Inputs) []Value {
	var values []Value
	for _, m := range Registry() {
		if m.Available(in) {
			v, err := m.Of(in)
			values = append(values, Value{m, v, err})
		}
	}
	return values
}

// first is the first n points of x, or all.
func (in *Inputs) first(n int, x []float32) []float32 { return x[:min(len(x), n*in.Target.Dim())] }

func (in *Inputs) sinkhorn() (float64, error) {
	dim := in.Target.Dim()
	bandwidth, err := MedianBandwidth(in.first(bandwidthPoints, in.Fresh), dim)
	if err != nil {
		return 0, err
	}
	solver := ot.Sinkhorn{Epsilon: bandwidth * bandwidth / 20, Tolerance: 1e-5}
	return solver.Divergence(in.first(pairPoints, in.Generated), in.first(pairPoints, in.Fresh), dim)
}

func (in *Inputs) neighbourhoods() (Support, error) {
	if in.support == nil {
		s, err := NewSupport(in.first(modePoints, in.Generated), in.first(modePoints, in.Fresh), in.Target.Dim(), neighbours)
		if err != nil {
			return s, err
		}
		in.support = &s
	}
	return *in.support, nil
}

func (in *Inputs) modal() (Modes, error) {
	if in.modes == nil {
		centres, std := in.Target.(modal).Modes()
		m, err := NewModes(in.first(modePoints, in.Generated), in.Target.Dim(), centres, std)
		if err != nil {
			return m, err
		}
		in.modes = &m
	}
	return *in.modes, nil
}

func (in *Inputs) discrepancy() (Stein, error) {
	if in.stein == nil {
		dim := in.Target.Dim()
		scale, err := MedianBandwidth(in.first(bandwidthPoints, in.Fresh), dim)
		if err != nil {
			return Stein{}, err
		}
		s, err := NewStein(in.first(pairPoints, in.Generated), dim, in.Target.(scored).Score, scale)
		if err != nil {
			return s, err
		}
		in.stein = &s
	}
	return *in.stein, nil
}

// targetLaw is the target's log-density at many points.
func (in *Inputs) targetLaw(dst, points []float32) error {
	dim, law := in.Target.Dim(), in.Target.(densitied)
	x := make([]float64, dim)
	for i := range dst {
		for k := range x {
			x[k] = float64(points[i*dim+k])
		}
		dst[i] = float32(law.LogDensity(x))
	}
	return nil
}

func (in *Inputs) divergenceOnGrid() (float64, error) {
	return gridAround(in.Fresh, in.Target.Dim(), gridCells).KL(in.targetLaw, in.LogDensity)
}

// weightShare is the effective sample size of the generated points as draws for the target, over their number.
func (in *Inputs) weightShare() (float64, error) {
	points := in.first(ratioPoints, in.Generated)
	n, err := countPoints("generated", points, in.Target.Dim())
	if err != nil {
		return 0, err
	}
	ofTarget, err := densities("target", in.targetLaw, points, n)
	if err != nil {
		return 0, err
	}
	ofModel, err := densities("model", in.LogDensity, points, n)
	if err != nil {
		return 0, err
	}
	weights := make([]float64, n)
	for i := range weights {
		if math.IsInf(float64(ofModel[i]), -1) {
			return 0, fmt.Errorf("metric: ess: generated point %d has density 0 under the model: want a density of what it draws", i)
		}
		weights[i] = float64(ofTarget[i]) - float64(ofModel[i])
	}
	size, err := WeightESS(weights)
	return size / float64(n), err
}
