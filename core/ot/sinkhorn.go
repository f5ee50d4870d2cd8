package ot

import (
	"errors"
	"fmt"
	"math"
)

// ErrNotConverged is wrapped by the errors of a [Sinkhorn] that spent its iterations before its plan had the marginals it should. Cost, plan and potentials
// are there all the same, as good as they got.
var ErrNotConverged = errors.New("not converged")

// A Sinkhorn solves entropic optimal transport between samples x [n×dim] and y [m×dim] of equal weights a = 1/n and b = 1/m, with the squared Euclidean cost C:
//
//	OT_ε = min_π ⟨π,C⟩ + ε KL(π | a⊗b) = max_{f,g} Σᵢ a fᵢ + Σⱼ b gⱼ − ε Σᵢⱼ ab (e^{(fᵢ+gⱼ−Cᵢⱼ)/ε} − 1)
//
// by Sinkhorn's alternating maximisation over f and g, in the log domain with ε-scaling: a sequence of problems, from an ε as large as the costs down to the one
// asked for, each starting at the potentials of the last. Within a problem the iterations are products with the plan itself, whose factors u and v
// are taken up into the potentials before they grow large (Schmitzer, "Stabilized sparse scaling algorithms for entropy regularized transport problems", SIAM J. Sci. Comput.
// 41, 2019, algorithm 2), so that any ε > 0 works.
//
// Set Epsilon; the other zero values work. Scratch of 8nm bytes is kept, so that solving problems of one size soon allocates nothing. It must not be used
// by two goroutines at once.
type Sinkhorn struct {
	Epsilon    float64 // ε > 0, in squared natural units
	Tolerance  float64 // on Σᵢ |Σⱼ πᵢⱼ − a|; if 0, 1e-6
	Iterations int     // at most, at the final ε; if 0, 10000
	Scaling    float64 // in (0,1): from one ε to the next; if 0, 0.5

	n, m  int
	cost  []float32 // [n×m] C; the caller's if given
	mine  []float32 // [n×m] that of points
	plan  []float64 // [n×m] ab e^{(fᵢ+gⱼ−Cᵢⱼ)/ε} at the potentials below
	f, g  []float64 // [n], [m]
	u, v  []float64 // [n], [m] factors of the plan's rows and columns since the potentials were last changed
	sums  []float64 // [max(n,m)] scratch
	spent int       // iterations at the final ε
	off   float64   // error of the marginal
}

// Solve finds the plan between x and y and returns OT_ε in squared natural units. Wrong lengths, coordinates that are not finite and options out of range are
// errors, as is [ErrNotConverged].
func (s *Sinkhorn) Solve(x, y []float32, dim int) (cost float64, err error) {
	if err := s.measure(x, y, dim); err != nil {
		return 0, err
	}
	return s.solve()
}

// SolveCost is [Sinkhorn.Solve] for any finite costs [n×m], row-major, which must stay as they are for as long as the plan is in use.
func (s *Sinkhorn) SolveCost(cost []float32, n, m int) (float64, error) {
	if n < 1 || m < 1 || len(cost) != n*m {
		return 0, fmt.Errorf("ot: sinkhorn: cost has %d entries: want %d×%d = %d, at least 1", len(cost), n, m, n*m)
	}
	for k, c := range cost {
		if math.Float32bits(c)&exponent == exponent {
			return 0, fmt.Errorf("ot: sinkhorn: cost of row %d, column %d is %v: want a finite number", k/m, k%m, c)
		}
	}
	s.cost, s.n, s.m = cost, n, m
	return s.solve()
}

// SolveSelf is [Sinkhorn.Solve] between x and itself, where one potential serves for both: f ← ½(f + f′), with f′ the update of Sinkhorn, converges in a few
// steps (Feydy et al., arXiv 1810.08278, section 3.1).
func (s *Sinkhorn) SolveSelf(x []float32, dim int) (cost float64, err error) {
	if err := s.measure(x, x, dim); err != nil {
		return 0, err
	}
	if err := s.check(); err != nil {
		return 0, err
	}
	s.begin()
	for epsilon, last := s.first(); ; epsilon, last = s.next(epsilon) {
		s.iterateSelf(epsilon, last)
		if last {
			break
		}
	}
	copy(s.g, s.f)
	mass := 0.0
	for i, u := range s.u {
		mass += float64(u * s.sums[i])
	}
	return s.value() - float64(s.Epsilon*(mass-1)), s.convergence()
}

// Divergence is the Sinkhorn divergence S_ε = OT_ε(x,y) − ½ OT_ε(x,x) − ½ OT_ε(y,y) in squared natural units: 0 for equal samples, above 0 for others, W₂² as
// ε → 0 and ‖mean difference‖² as ε → ∞ (Feydy et al., "Interpolating between optimal transport and MMD using Sinkhorn divergences", arXiv 1810.08278). Errors
// as for [Sinkhorn.Solve]. The plan is that of x and y afterwards.
func (s *Sinkhorn) Divergence(x, y []float32, dim int) (float64, error) {
	ofX, err := s.SolveSelf(x, dim)
	if err != nil {
		return 0, fmt.Errorf("x with itself: %w", err)
	}
	ofY, err := s.SolveSelf(y, dim)
	if err != nil {
		return 0, fmt.Errorf("y with itself: %w", err)
	}
	across, err := s.Solve(x, y, dim)
	if err != nil {
		return 0, err
	}
	return max(across-ofX/2-ofY/2, 0), nil
}

// Potentials copies f to dstX [n] and g to dstY [m], with which πᵢⱼ = ab e^{(fᵢ+gⱼ−Cᵢⱼ)/ε}.
func (s *Sinkhorn) Potentials(dstX, dstY []float64) {
	copy(dstX, s.f)
	copy(dstY, s.g)
}

// Spent is how many iterations the last solution took at its final ε, and by how much the plan misses the marginal of x, Σᵢ |Σⱼ πᵢⱼ − a|; that of y is exact.
func (s *Sinkhorn) Spent() (iterations int, off float64) { return s.spent, s.off }

func (s *Sinkhorn) measure(x, y []float32, dim int) error {
	n, err := countPoints("x", x, dim)
	if err != nil {
		return err
	}
	m, err := countPoints("y", y, dim)
	if err != nil {
		return err
	}
	s.mine = resize(s.mine, n*m)
	costMatrix(s.mine, x, y, dim)
	s.cost, s.n, s.m = s.mine, n, m
	return nil
}

func (s *Sinkhorn) check() error {
	switch {
	case !(s.Epsilon > 0) || math.IsInf(s.Epsilon, 1):
		return fmt.Errorf("ot: sinkhorn: ε %v: want > 0", s.Epsilon)
	case !(s.Tolerance >= 0):
		return fmt.Errorf("ot: sinkhorn: tolerance %v: want > 0, or 0 for the default", s.Tolerance)
	case s.Iterations < 0:
		return fmt.Errorf("ot: sinkhorn: %d iterations: want at least 1, or 0 for the default", s.Iterations)
	case !(s.Scaling >= 0 && s.Scaling < 1):
		return fmt.Errorf("ot: sinkhorn: scaling %v: want between 0 and 1, or 0 for the default", s.Scaling)
	}
	return nil
}

func (s *Sinkhorn) convergence() error {
	if s.off <= s.tolerance() {
		return nil
	}
	return fmt.Errorf("ot: sinkhorn: %w: after %d iterations at ε %v the marginal is off by %.2g: want at most %v, more iterations or a larger ε",
		ErrNotConverged, s.spent, s.Epsilon, s.off, s.tolerance())
}

func (s *Sinkhorn) tolerance() float64 {
	if s.Tolerance == 0 {
		return 1e-6
	}
	return s.Tolerance
}
