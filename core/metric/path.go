package metric

import (
	"fmt"
	"math"

	"pushforward/core/ot"
)

// Trajectories are the ways of n points from noise to data.
type Trajectories struct {
	Dim    int
	Times  []float64 // ascending, at least two
	States []float32 // [len(Times)×n×Dim], in natural units
}

// Energy is E∫‖v‖² dt along the trajectories, in squared natural units per unit of time, with the mean velocity between two of the times: what the flow spends, at least
// W₂² from noise to data over the time it takes, with equality for the optimal one (Benamou and Brenier, "A computational fluid mechanics solution to the
// Monge–Kantorovich mass transfer problem", Numer. Math. 84, 2000). Times far apart miss the bends between.
// It is an error if there are fewer than two times, they do not ascend, or the states are not finite points for each.
func (p Trajectories) Energy() (float64, error) {
	n, err := p.count()
	if err != nil {
		return 0, err
	}
	energy := 0.0
	for k := 1; k < len(p.Times); k++ {
		energy += squaredDistance(p.at(k-1), p.at(k)) / (p.Times[k] - p.Times[k-1])
	}
	return energy / float64(n), nil
}

// Straightness is ∫ E‖(x₁−x₀)/T − v‖² dt over the time T, in squared natural units per unit of time: 0 for straight lines at constant speed (Liu, Gong and Liu, "Flow straight and
// fast", arXiv 2209.03003, section 3.2). It is the energy less that of the straight lines between the ends. Errors as for [Trajectories.Energy].
func (p Trajectories) Straightness() (float64, error) {
	energy, err := p.Energy()
	if err != nil {
		return 0, err
	}
	n, last := len(p.at(0))/p.Dim, len(p.Times)-1
	straight := squaredDistance(p.at(0), p.at(last)) / (float64(n) * (p.Times[last] - p.Times[0]))
	return max(energy-straight, 0), nil
}

// NormalizedEnergy is the normalised path energy |E∫‖v‖² dt − W₂²| / W₂² over the unit of time, with W₂ between the points the trajectories start from and as many of target [≥n×Dim]: 0 for the
// optimal flow (Tong et al., "Improving and generalizing flow-based generative models with minibatch optimal transport", arXiv 2302.00482, section 5). It is an error
// if target has fewer points, if the times do not run from 0 to 1 or if W₂ is 0, beside those of [Trajectories.Energy].
func (p Trajectories) NormalizedEnergy(target []float32) (float64, error) {
	energy, err := p.Energy()
	if err != nil {
		return 0, err
	}
	if first, last := p.Times[0], p.Times[len(p.Times)-1]; first != 0 || last != 1 {
		return 0, fmt.Errorf("metric: path: times from %v to %v: want 0 to 1", first, last)
	}
	start := p.at(0)
	if len(target) < len(start) {
		return 0, fmt.Errorf("metric: path: %d coordinates of target points: want at least %d, as many as trajectories", len(target), len(start))
	}
	w2, err := ot.W2(start, target[:len(start)], p.Dim)
	if err != nil {
		return 0, fmt.Errorf("metric: path: starts (x) against the target (y): %w", err)
	}
	if w2 == 0 {
		return 0, fmt.Errorf("metric: path: W₂ between starts and target is 0: want different distributions")
	}
	squared := w2 * w2
	return math.Abs(energy-squared) / squared, nil
}

// count is the number of trajectories.
func (p Trajectories) count() (int, error) {
	if len(p.Times) < 2 || len(p.States)%len(p.Times) != 0 {
		return 0, fmt.Errorf("metric: path: %d coordinates at %d times: want at least 2 times and equally many at each", len(p.States), len(p.Times))
	}
	for k := range len(p.Times) - 1 {
		if step := p.Times[k+1] - p.Times[k]; !(step > 0) || math.IsInf(step, 1) {
			return 0, fmt.Errorf("metric: path: time %v comes after %v: want finite ascending times", p.Times[k+1], p.Times[k])
		}
	}
	all, err := countPoints("the trajectories", p.States, p.Dim)
	if err != nil {
		return 0, err
	}
	if all%len(p.Times) != 0 {
		return 0, fmt.Errorf("metric: path: %d states at %d times: want equally many at each", all, len(p.Times))
	}
	return all / len(p.Times), nil
}

// at is where the points are at time k.
func (p Trajectories) at(k int) []float32 {
	size := len(p.States) / len(p.Times)
	return p.States[k*size : (k+1)*size]
}
