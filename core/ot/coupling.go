package ot

import (
	"fmt"

	"pushforward/core/random"
)

// Plan writes the last solution's joint law π to dst [n×m], whose sum is 1.
func (s *Sinkhorn) Plan(dst []float64) error {
	if len(dst) != s.n*s.m {
		return fmt.Errorf("ot: sinkhorn: room for %d entries of the plan: want %d×%d = %d", len(dst), s.n, s.m, s.n*s.m)
	}
	for i, u := range s.u {
		for j, v := range s.v {
			dst[i*s.m+j] = float64(u*v) * s.plan[i*s.m+j]
		}
	}
	return nil
}

// Transport is ⟨π,C⟩ of the last solution in squared natural units: its cost without the entropy.
func (s *Sinkhorn) Transport() float64 {
	total := 0.0
	for i, u := range s.u {
		sum := 0.0
		for j, v := range s.v {
			sum += float64(float64(v*s.plan[i*s.m+j]) * float64(s.cost[i*s.m+j]))
		}
		total += float64(u * sum)
	}
	return total
}

// Draw writes to match [n] which point of y each point i of x goes to, j ~ π(j|i), independently: a coupling with the marginal of x exact and that of y on average.
// A match of the wrong length is an error.
func (s *Sinkhorn) Draw(match []int, r *random.Stream) error {
	if len(match) != s.n || s.n == 0 {
		return fmt.Errorf("ot: sinkhorn: match has length %d: want %d, the points of x of a plan found before", len(match), s.n)
	}
	for i := range match {
		row, sum := s.plan[i*s.m:(i+1)*s.m], 0.0
		for j, p := range row {
			sum += float64(p * s.v[j])
		}
		left := r.Float64() * sum
		match[i] = s.m - 1
		for j, p := range row {
			if left -= float64(p * s.v[j]); left < 0 {
				match[i] = j
				break
			}
		}
	}
	return nil
}

// Barycentres writes the mean Σⱼ yⱼ π(j|i) of the points of y [m×dim] that each point of x goes to, to dst [n×dim]: the barycentric map, which approaches the
// optimal map as ε → 0. Wrong lengths are errors.
func (s *Sinkhorn) Barycentres(dst []float64, y []float32, dim int) error {
	if dim < 1 || len(dst) != s.n*dim || len(y) != s.m*dim || s.n == 0 {
		return fmt.Errorf("ot: sinkhorn: %d coordinates for %d of y in dimension %d: want the %d and %d points of the plan", len(dst), len(y), dim, s.n, s.m)
	}
	clear(dst)
	for i := range s.n {
		point, sum := dst[i*dim:(i+1)*dim], 0.0
		for j, v := range s.v {
			p := float64(v * s.plan[i*s.m+j])
			sum += p
			for k := range point {
				point[k] += float64(p * float64(y[j*dim+k]))
			}
		}
		for k := range point {
			point[k] /= sum
		}
	}
	return nil
}

// Gradient writes ∂OT_ε/∂xᵢ = 2a(xᵢ − Σⱼ yⱼ π(j|i)) at the points x and y of the last solution to dst [n×dim], by the envelope theorem: to first order the optimal plan does not
// matter (Feydy et al., arXiv 1810.08278, section 3.2). Wrong lengths are errors.
func (s *Sinkhorn) Gradient(dst []float64, x, y []float32, dim int) error {
	if len(x) != len(dst) {
		return fmt.Errorf("ot: sinkhorn: room for %d coordinates of the gradient: want %d, as many as x has", len(dst), len(x))
	}
	if err := s.Barycentres(dst, y, dim); err != nil {
		return err
	}
	for k, v := range x {
		dst[k] = 2 * (float64(v) - dst[k]) / float64(s.n)
	}
	return nil
}
