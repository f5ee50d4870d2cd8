package ot

import (
	"math"
	"slices"
)

const (
	// factorLimit is how large or small the plan's factors may grow before they become part of the potentials: e^±50.
	factorLimit = 5.184705528587072e21
	// coarseTolerance and coarseIterations end the problems before the last, which only give it a start.
	coarseTolerance  = 0.02
	coarseIterations = 20
)

// beyond tells whether a factor is to become part of a potential.
func beyond(factor float64) bool { return !(factor < factorLimit && factor > 1/factorLimit) }

func (s *Sinkhorn) solve() (cost float64, err error) {
	if err := s.check(); err != nil {
		return 0, err
	}
	s.begin()
	for epsilon, last := s.first(); ; epsilon, last = s.next(epsilon) {
		s.iterate(epsilon, last)
		if last {
			break
		}
	}
	return s.value(), s.convergence()
}

func (s *Sinkhorn) begin() {
	s.plan = resize(s.plan, s.n*s.m)
	s.f, s.u = resize(s.f, s.n), resize(s.u, s.n)
	s.g, s.v = resize(s.g, s.m), resize(s.v, s.m)
	s.sums = resize(s.sums, max(s.n, s.m))
	clear(s.f)
	clear(s.g)
}

// first is the ε of the first problem: the range of the costs, where all potentials are alike.
func (s *Sinkhorn) first() (epsilon float64, last bool) {
	low, high := s.cost[0], s.cost[0]
	for _, c := range s.cost {
		low, high = min(low, c), max(high, c)
	}
	epsilon = float64(high) - float64(low)
	if epsilon <= s.Epsilon {
		return s.Epsilon, true
	}
	return epsilon, false
}

func (s *Sinkhorn) next(epsilon float64) (smaller float64, last bool) {
	scaling := s.Scaling
	if scaling == 0 {
		scaling = 0.5
	}
	smaller = scaling * epsilon
	if smaller <= s.Epsilon {
		return s.Epsilon, true
	}
	return smaller, false
}

// limits are those of one problem.
func (s *Sinkhorn) limits(last bool) (tolerance float64, iterations int) {
	switch {
	case !last:
		return max(coarseTolerance, s.tolerance()), coarseIterations
	case s.Iterations == 0:
		return s.tolerance(), 10_000
	}
	return s.tolerance(), s.Iterations
}

// iterate solves the problem at one ε, and leaves the plan with the marginal of y exact.
func (s *Sinkhorn) iterate(epsilon float64, last bool) {
	tolerance, most := s.limits(last)
	s.rebuild(epsilon)
	a := 1 / float64(s.n)
	for s.spent = 1; ; s.spent++ {
		if !s.scaleColumns() {
			s.absorb(epsilon)
			s.columnPotentials(epsilon)
			s.rebuild(epsilon)
			s.scaleColumns()
		}
		s.measureRows(a)
		if s.off <= tolerance || s.spent >= most {
			break
		}
		for i := range s.u {
			s.u[i] = a / s.sums[i]
		}
		if slices.ContainsFunc(s.u, beyond) {
			s.absorb(epsilon)
			s.rebuild(epsilon)
		}
	}
	s.absorb(epsilon)
}

// measureRows works out the plan's row sums before their factors, and how far all of them, with factors, are from a each.
func (s *Sinkhorn) measureRows(a float64) {
	s.sumRows()
	s.off = 0
	for i, u := range s.u {
		s.off += math.Abs(float64(u*s.sums[i]) - a)
	}
}

// rebuild updates f in the log domain, fᵢ = −ε log Σⱼ b e^{(gⱼ−Cᵢⱼ)/ε}, and makes the plan of f and g, whose rows then have the sum a, with factors 1.
func (s *Sinkhorn) rebuild(epsilon float64) {
	m := s.m
	inverse, a := 1/epsilon, 1/float64(s.n)
	logM := logarithm(float64(m))
	for i := range s.n {
		row, cost := s.plan[i*m:(i+1)*m], s.cost[i*m:(i+1)*m]
		g := s.g[:len(row)]
		most := math.Inf(-1)
		for j, c := range cost {
			most = max(most, g[j]-float64(c))
		}
		sum := 0.0
		for j, c := range cost[:len(row)] {
			e := exponential(float64((g[j] - float64(c) - most) * inverse))
			row[j] = e
			sum += e
		}
		scale := a / sum
		for j := range row {
			row[j] *= scale
		}
		s.f[i] = -most - float64(epsilon*(logarithm(sum)-logM))
		s.u[i] = 1
	}
	for j := range s.v {
		s.v[j] = 1
	}
}

// absorb takes the factors up into the potentials. The plan is to be rebuilt before it is used without them.
func (s *Sinkhorn) absorb(epsilon float64) {
	s.absorbSelf(epsilon)
	for j, v := range s.v {
		s.g[j] += float64(epsilon * logarithm(v))
	}
}

// scaleColumns sets v so that the columns' sums are b; ok is false where that would take factors beyond the limit.
func (s *Sinkhorn) scaleColumns() (ok bool) {
	sums, m := s.sums[:s.m], s.m
	clear(sums)
	for i, u := range s.u {
		for j, p := range s.plan[i*m : (i+1)*m][:len(sums)] {
			sums[j] += float64(u * p)
		}
	}
	b := 1 / float64(m)
	for _, sum := range sums {
		if beyond(b / sum) {
			return false
		}
	}
	for j, sum := range sums {
		s.v[j] = b / sum
	}
	return true
}

// sumRows makes sums Σⱼ Kᵢⱼ vⱼ, in four partial sums.
func (s *Sinkhorn) sumRows() {
	m := s.m
	for i := range s.n {
		row := s.plan[i*m : (i+1)*m]
		v := s.v[:len(row)]
		var s0, s1, s2, s3 float64
		j := 0
		for ; j+4 <= len(row); j += 4 {
			p, w := row[j:j+4:j+4], v[j:j+4:j+4]
			s0 += float64(p[0] * w[0])
			s1 += float64(p[1] * w[1])
			s2 += float64(p[2] * w[2])
			s3 += float64(p[3] * w[3])
		}
		for ; j < len(row); j++ {
			s0 += float64(row[j] * v[j])
		}
		s.sums[i] = (s0 + s1) + (s2 + s3)
	}
}

// columnPotentials updates g in the log domain, gⱼ = −ε log Σᵢ a e^{(fᵢ−Cᵢⱼ)/ε}: what scaleColumns cannot do where a column of the plan is all but empty.
func (s *Sinkhorn) columnPotentials(epsilon float64) {
	logN := logarithm(float64(s.n))
	for j := range s.m {
		most, sum := math.Inf(-1), 0.0
		for i, f := range s.f {
			most = max(most, f-float64(s.cost[i*s.m+j]))
		}
		for i, f := range s.f {
			sum += exponential(float64((f - float64(s.cost[i*s.m+j]) - most) / epsilon))
		}
		s.g[j] = -most - float64(epsilon*(logarithm(sum)-logN))
	}
}

// iterateSelf solves the symmetric problem at one ε. The potential is at least 0 but for rounding, as the cost of a point to itself is, so that no row of the plan is empty.
func (s *Sinkhorn) iterateSelf(epsilon float64, last bool) {
	tolerance, most := s.limits(last)
	a := 1 / float64(s.n)
	s.rebuildSelf(epsilon)
	for s.spent = 1; ; s.spent++ {
		copy(s.v, s.u)
		s.measureRows(a)
		if s.off <= tolerance || s.spent >= most {
			break
		}
		for i, u := range s.u {
			s.u[i] = math.Sqrt(u * (a / s.sums[i]))
		}
		if slices.ContainsFunc(s.u, beyond) {
			s.absorbSelf(epsilon)
			s.rebuildSelf(epsilon)
		}
	}
	s.absorbSelf(epsilon)
}

// absorbSelf takes the rows' factors up.
func (s *Sinkhorn) absorbSelf(epsilon float64) {
	for i, u := range s.u {
		s.f[i] += float64(epsilon * logarithm(u))
	}
}

func (s *Sinkhorn) rebuildSelf(epsilon float64) {
	n := s.n
	inverse, weight := 1/epsilon, 1/(float64(n)*float64(n))
	for i := range n {
		f, row := s.f[i], s.plan[i*n:(i+1)*n]
		for j, c := range s.cost[i*n : (i+1)*n] {
			row[j] = weight * exponential(min(float64((f+s.f[j]-float64(c))*inverse), -leastExponent))
		}
		s.u[i] = 1
	}
}

// value is the dual's at the potentials of a plan of mass 1.
func (s *Sinkhorn) value() float64 {
	return mean(s.f) + mean(s.g)
}

func mean(x []float64) float64 {
	sum := 0.0
	for _, v := range x {
		sum += v
	}
	return sum / float64(len(x))
}
