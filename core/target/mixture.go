package target

import (
	"math"

	"pushforward/core/random"
)

var (
	_ Densitied = (*mixture)(nil)
	_ Scored    = (*mixture)(nil)
	_ Modal     = (*mixture)(nil)
	_ Momented  = (*mixture)(nil)
)

// A mixture is equal parts of round Gaussians of one standard deviation: p(x) = (1/K) Σ_k N(x; c_k, σ²I).
type mixture struct {
	centres [][]float64 // [K][Dim]
	std     float64
}

func (m *mixture) Dim() int { return len(m.centres[0]) }

func (m *mixture) Sample(dst []float32, r *random.Stream) {
	for dim := m.Dim(); len(dst) >= dim; dst = dst[dim:] {
		for j, c := range m.centres[r.IntN(len(m.centres))] {
			dst[j] = float32(c + m.std*r.Normal())
		}
	}
}

// nearest is the smallest squared distance from x to a centre: the exponent to factor out, so that sums of exponentials do not underflow.
func (m *mixture) nearest(x []float64) float64 {
	least := math.Inf(1)
	for _, centre := range m.centres {
		least = min(least, squaredDistance(x, centre))
	}
	return least
}

// weight is exp(−(‖x−c‖² − nearest)/2σ²).
func (m *mixture) weight(x, centre []float64, nearest float64) float64 {
	return math.Exp((nearest - squaredDistance(x, centre)) / (2 * m.std * m.std))
}

func (m *mixture) LogDensity(x []float64) float64 {
	nearest, sum := m.nearest(x), 0.0
	for _, centre := range m.centres {
		sum += m.weight(x, centre, nearest)
	}
	variance := m.std * m.std
	return math.Log(sum/float64(len(m.centres))) - nearest/(2*variance) - 0.5*float64(m.Dim())*math.Log(2*math.Pi*variance)
}

// Score is Σ_k r_k (c_k − x)/σ², with the responsibilities r_k of the modes for x.
func (m *mixture) Score(dst, x []float64) {
	nearest, sum := m.nearest(x), 0.0
	clear(dst)
	for _, centre := range m.centres {
		weight := m.weight(x, centre, nearest)
		sum += weight
		for j, c := range centre {
			dst[j] += weight * (c - x[j])
		}
	}
	for j := range dst {
		dst[j] /= sum * m.std * m.std
	}
}

func (m *mixture) Modes() (centres [][]float64, std float64) {
	centres = make([][]float64, len(m.centres))
	for k, centre := range m.centres {
		centres[k] = append([]float64(nil), centre...)
	}
	return centres, m.std
}

// Moments adds the spread of a mode to that of the centres.
func (m *mixture) Moments() (mean, covariance []float64) {
	dim, share := m.Dim(), 1/float64(len(m.centres))
	mean, covariance = make([]float64, dim), make([]float64, dim*dim)
	for _, centre := range m.centres {
		for j, c := range centre {
			mean[j] += share * c
		}
	}
	for _, centre := range m.centres {
		for i := range dim {
			for j := range dim {
				covariance[i*dim+j] += share * (centre[i] - mean[i]) * (centre[j] - mean[j])
			}
		}
	}
	for j := range dim {
		covariance[j*dim+j] += m.std * m.std
	}
	return mean, covariance
}

func squaredDistance(x, y []float64) float64 {
	sum := 0.0
	for j := range y {
		sum += (x[j] - y[j]) * (x[j] - y[j])
	}
	return sum
}
