package experiment

import (
	"fmt"

	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat"

	"pushforward/core/lab"
	"pushforward/core/ot/gaussian"
	"pushforward/core/target"
)

// judged is how many points the moments are estimated from.
const judged = 50_000

// The quantities of [judgeGaussian]. Lengths are in the target's units.
const (
	BuresDistance    = "bures"          // W₂ between the Gaussians of the generated points' moments and of the target's
	BuresFloor       = "bures_floor"    // the same for as many fresh target points: what estimating moments leaves
	MeanBias         = "mean_bias"      // length of the difference of the means
	CovarianceBias   = "cov_bias"       // Frobenius norm of the difference of the covariances
	Displacement     = "displacement"   // E‖ψ(z) − z‖² of the learned map
	LeastForLearned  = "least_learned"  // the least that any map to a law of the generated moments has (Gelbrich 1990)
	LeastForTheExact = "least_possible" // W₂² between N(0, I) and the target: the optimal map's
)

// judgeGaussian holds a run from N(0, I) to a target of known moments to the closed forms of optimal transport between Gaussians.
func judgeGaussian(run *lab.Session) ([]Quantity, error) {
	known, ok := run.Problem.Target.(target.Momented)
	if !ok {
		return nil, fmt.Errorf("experiment: target %s does not know its moments: want one that does", run.Config.Target)
	}
	mean, covariance := known.Moments()
	dim := len(mean)
	exact := gaussian.Gaussian{Mean: mean, Covariance: mat.NewSymDense(dim, covariance)}
	noise, generated, fresh := make([]float32, judged*dim), make([]float32, judged*dim), make([]float32, judged*dim)
	run.Problem.Noise(noise, run.Stream("judge noise"))
	if _, err := run.Trajectories(generated, noise, []float64{1}); err != nil {
		return nil, err
	}
	run.Problem.Target.Sample(fresh, run.Stream("judge target"))
	start, learned := moments(noise, dim), moments(generated, dim)

	var failure error
	distance := func(a, b gaussian.Gaussian) float64 {
		w2, err := gaussian.W2(a, b)
		if err != nil && failure == nil {
			failure = err
		}
		return w2
	}
	square := func(x float64) float64 { return x * x }
	quantities := []Quantity{
		{BuresDistance, "W₂ between the moments", distance(learned, exact)},
		{BuresFloor, "… of as many target points", distance(moments(fresh, dim), exact)},
		{MeanBias, "bias of the mean", floats.Distance(learned.Mean, exact.Mean, 2)},
		{CovarianceBias, "bias of the covariance", frobenius(learned.Covariance, exact.Covariance)},
		{Displacement, "E‖ψ(z)−z‖² of the map", displacement(noise, generated, dim)},
		{LeastForLearned, "… least for its moments", square(distance(start, learned))},
		{LeastForTheExact, "… least for the target", square(distance(standard(dim), exact))},
	}
	return quantities, failure
}

// standard is N(0, I).
func standard(dim int) gaussian.Gaussian {
	identity := mat.NewSymDense(dim, nil)
	for j := range dim {
		identity.SetSym(j, j, 1)
	}
	return gaussian.Gaussian{Mean: make([]float64, dim), Covariance: identity}
}

// moments is the Gaussian with the mean and covariance of the points' own distribution: divided by n, not n−1.
func moments(points []float32, dim int) gaussian.Gaussian {
	n := len(points) / dim
	values := make([]float64, len(points))
	for i, x := range points {
		values[i] = float64(x)
	}
	data := mat.NewDense(n, dim, values)
	mean := make([]float64, dim)
	for j := range mean {
		mean[j] = stat.Mean(mat.Col(nil, j, data), nil)
	}
	var covariance mat.SymDense
	stat.CovarianceMatrix(&covariance, data, nil)
	covariance.ScaleSym(float64(n-1)/float64(n), &covariance)
	return gaussian.Gaussian{Mean: mean, Covariance: &covariance}
}

func frobenius(a, b mat.Matrix) float64 {
	var difference mat.Dense
	difference.Sub(a, b)
	return mat.Norm(&difference, 2)
}

// displacement is the mean of ‖y − x‖².
func displacement(x, y []float32, dim int) float64 {
	sum := 0.0
	for i := range x {
		d := float64(y[i]) - float64(x[i])
		sum += d * d
	}
	return sum / float64(len(x)/dim)
}
