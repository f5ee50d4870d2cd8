package bench

import (
	"fmt"
	"slices"
)

// A Sweep is one size of this project's work, from small to large, all else equal.
type Sweep struct {
	Name   string // of the size, for people
	Sizes  []int
	Of     func(size int) Workload // of that size, without a name
	Points []Point                 // one a size, once timed
}

// Sweeps are all sizes that are grown. Particles are counted in chunks of 1024, which is how they are carried.
func Sweeps() []Sweep {
	step := func(rows, dim, width, depth int) Workload {
		return Workload{Kind: Train, Rows: rows, Widths: slices.Concat([]int{dim + 1}, slices.Repeat([]int{width}, depth), []int{dim})}
	}
	return []Sweep{
		{Name: "batch", Sizes: powers(64, 16384), Of: func(n int) Workload { return step(n, 2, 128, 3) }},
		{Name: "width", Sizes: powers(16, 1024), Of: func(n int) Workload { return step(256, 2, n, 3) }},
		{Name: "depth", Sizes: []int{1, 2, 3, 4, 5, 6, 7, 8}, Of: func(n int) Workload { return step(256, 2, 128, n) }},
		{Name: "dimension", Sizes: append(powers(2, 512), 784), Of: func(n int) Workload { return step(256, n, 128, 3) }},
		{Name: "particles", Sizes: []int{1024, 4096, 10240, 32768, 102400, 327680, 1024000}, Of: func(n int) Workload {
			return Workload{Kind: Sample, Rows: n, Steps: 4, Widths: []int{3, 128, 128, 128, 2}}
		}},
	}
}

// powers are the powers of two from first to last.
func powers(first, last int) []int {
	var all []int
	for n := first; n <= last; n *= 2 {
		all = append(all, n)
	}
	return all
}

// workload is the work of a size.
func (s Sweep) workload(size int) Workload {
	w := s.Of(size)
	w.Name = fmt.Sprintf("%s %d", s.Name, size)
	return w
}

// A Point is one piece of work, as timed in each round.
type Point struct {
	Workload Workload
	Size     int // in its sweep
	Reports  []Report
}

// work is the multiplications and additions of the matrix products.
func (p Point) work() float64 { return float64(p.Workload.Operations()) }

// ms is the least time of the rounds: what else the machine does only adds to it.
func (p Point) ms() float64 {
	least := p.Reports[0].Milliseconds
	for _, r := range p.Reports[1:] {
		least = min(least, r.Milliseconds)
	}
	return least
}

// figures are the compile times that were least, and the rest of the first round.
func (p Point) figures() Figures {
	f := p.Reports[0].Figures
	for _, r := range p.Reports[1:] {
		f.Compile, f.CompileAgain = min(f.Compile, r.Figures.Compile), min(f.CompileAgain, r.Figures.CompileAgain)
	}
	return f
}

// A Line is a time that grows in proportion to work, beside what it takes whatever the work.
type Line struct {
	Fixed float64 // milliseconds, 0 or more
	Slope float64 // milliseconds per operation
}

// at is the time of some work.
func (l Line) at(work float64) float64 { return l.Fixed + l.Slope*work }

// Line is the line of the least sum of squared relative errors, Σ (line(workᵢ)/msᵢ − 1)², among those whose fixed part is not negative.
func (s Sweep) Line() Line {
	var uu, uv, vv, u, v float64 // sums over u = 1/ms and v = work/ms, which Fixed·u + Slope·v = 1 should hold for
	for _, p := range s.Points {
		a, b := 1/p.ms(), p.work()/p.ms()
		uu, uv, vv, u, v = uu+a*a, uv+a*b, vv+b*b, u+a, v+b
	}
	if determinant := uu*vv - uv*uv; determinant > 0 {
		if fixed := (u*vv - v*uv) / determinant; fixed > 0 {
			return Line{fixed, (v*uu - u*uv) / determinant}
		}
	}
	return Line{0, v / vv}
}

// ofLine is a point's time as a multiple of the line's.
func (s Sweep) ofLine(p Point) float64 { return p.ms() / s.Line().at(p.work()) }

// ofBest is a point's time per operation as a multiple of the least in the sweep.
func (s Sweep) ofBest(p Point) float64 {
	least := p.ms() / p.work()
	for _, other := range s.Points {
		least = min(least, other.ms()/other.work())
	}
	return p.ms() / p.work() / least
}

// The limits that growth is held to.
const (
	linear       = 1.3 // times the line, above or below
	compileLimit = 30  // milliseconds
	page         = 1 << 16
)

// misses says in which ways a point is not what it should be, nil if in none.
func (s Sweep) misses(p Point) []string {
	var found []string
	if of := s.ofLine(p); of > linear || of < 1/linear {
		found = append(found, "not linear")
	}
	return append(found, p.figures().misses()...)
}

// misses says in which ways a program's figures are not what they should be: the memory is the plan's, to a whole page.
func (f Figures) misses() []string {
	var found []string
	if f.CompileAgain > compileLimit {
		found = append(found, "slow to compile")
	} else if f.Compile > compileLimit {
		found = append(found, "slow to compile at first")
	}
	if want := (f.Planned + page - 1) / page * page; f.Memory != want {
		found = append(found, fmt.Sprintf("memory: want %d", want))
	}
	return found
}

// Growth is what one run of the growth benchmark found.
type Growth struct {
	Sweeps  []Sweep
	Shipped []Point // programs of default size: each method's, and the training steps beside peers
}
