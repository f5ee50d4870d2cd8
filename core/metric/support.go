package metric

import (
	"fmt"
	"math"
)

// Support compares where two samples lie by balls around their points that reach to the k-th nearest neighbour of the same sample, the neighbourhoods.
type Support struct {
	Precision float64 // share of generated points in the neighbourhood of a target point
	Recall    float64 // share of target points in the neighbourhood of a generated point
	Density   float64 // mean number of target neighbourhoods that a generated point lies in, over k: 1 on average if the laws agree, and not bounded by it
	Coverage  float64 // share of target neighbourhoods with a generated point in them
}

// NewSupport is precision and recall (Kynkäänniemi et al., "Improved precision and recall metric for assessing generative models", arXiv 1904.06991, section 2) and density
// and coverage (Naeem et al., "Reliable fidelity and diversity metrics for generative models", arXiv 2002.09797, section 3) of generated [n×dim] against target
// [m×dim], in the Euclidean distance and with neighbourhoods that include their edge. For n draws of the target itself, Density has the mean 1 and Coverage
// 1 − Π_{l=1…k} (m−l)/(n+m−l). A k that is not from 1 to one less than either size, wrong lengths and values that are not finite are errors. It takes time of the
// order n² + m² + nm.
func NewSupport(generated, target []float32, dim, k int) (Support, error) {
	n, err := countPoints("generated", generated, dim)
	if err != nil {
		return Support{}, err
	}
	m, err := countPoints("target", target, dim)
	if err != nil {
		return Support{}, err
	}
	if k < 1 || k >= min(n, m) {
		return Support{}, fmt.Errorf("metric: support: %d neighbours: want 1 to %d, for %d generated and %d target points", k, min(n, m)-1, n, m)
	}
	reachGenerated, reachTarget := reaches(generated, dim, k), reaches(target, dim, k)
	inside, recalled, covered, falls := make([]bool, n), 0, 0, 0
	for j := range m {
		point := target[j*dim : (j+1)*dim]
		near, hit := false, false
		for i := range n {
			squared := squaredDistance(point, generated[i*dim:(i+1)*dim])
			near = near || squared <= reachGenerated[i]
			if squared <= reachTarget[j] {
				hit, inside[i] = true, true
				falls++
			}
		}
		recalled, covered = recalled+one(near), covered+one(hit)
	}
	precise := 0
	for _, in := range inside {
		precise += one(in)
	}
	return Support{
		Precision: float64(precise) / float64(n),
		Recall:    float64(recalled) / float64(m),
		Density:   float64(falls) / (float64(k) * float64(n)),
		Coverage:  float64(covered) / float64(m),
	}, nil
}

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}

// reaches are the squared distances from each point of x to its k-th nearest other point.
func reaches(x []float32, dim, k int) []float64 {
	n := len(x) / dim
	nearest := make([]float64, n*k) // ascending, [n×k]
	for i := range nearest {
		nearest[i] = math.Inf(1)
	}
	for i := range n {
		for j := range i {
			squared := squaredDistance(x[i*dim:(i+1)*dim], x[j*dim:(j+1)*dim])
			insert(nearest[i*k:(i+1)*k], squared)
			insert(nearest[j*k:(j+1)*k], squared)
		}
	}
	reach := make([]float64, n)
	for i := range reach {
		reach[i] = nearest[(i+1)*k-1]
	}
	return reach
}

// insert puts v in its place in an ascending list and drops the last, if v comes before that.
func insert(list []float64, v float64) {
	k := len(list) - 1
	if v >= list[k] {
		return
	}
	for ; k > 0 && list[k-1] > v; k-- {
		list[k] = list[k-1]
	}
	list[k] = v
}
