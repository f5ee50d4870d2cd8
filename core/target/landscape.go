package target

import (
	"math"
	"slices"
	"sort"

	"pushforward/core/graph"
	"pushforward/core/random"
)

// An energy is −log p(x, y) up to a constant, once for numbers and once for graphs.
type energy struct {
	number func(x, y dual) dual
	node   func(x, y *graph.Node) *graph.Node
}

// logWeight is minus the energy at a point.
func (e energy) logWeight(x, y float64) float64 {
	return -e.number(dual{value: x}, dual{value: y}).value
}

// landscapeCells is how many cells a landscape has along a side.
const landscapeCells = 128

// landscapeSlack is how much log p may exceed, within a cell, the largest of its values at the corners, the middle and the middles of the sides.
// These are δ = half a cell apart; where the second derivatives of log p are at least −K it exceeds them by Kδ²/4 at most, and
// here K δ² < 0.08 wherever p matters.
const landscapeSlack = 0.02

// landscapeDepth is how far below its maximum log p is taken for 0: what lies beyond is less than 10⁻⁹ of the whole.
const landscapeDepth = 30

var (
	_ Densitied = (*landscape)(nil)
	_ Scored    = (*landscape)(nil)
	_ Momented  = (*landscape)(nil)
	_ Potential = (*landscape)(nil)
)

// A landscape is p = e^{−U}/Z in the plane, for an energy U of which neither Z nor a sampler is known in closed form.
//
// It draws by rejection, exactly: a cell of a grid in proportion to its bound on p, a point in it, and another try
// unless p there passes a uniform share of the bound. Z and the moments are those of the trapezoidal rule on the grid twice as fine,
// which here err by less than 10⁻⁵.
type landscape struct {
	energy
	box              [4]float64 // xmin, ymin, xmax, ymax
	top              []float64  // [cells²] the bound on log p + log Z
	cumulative       []float64  // [cells²] sums of the bounds, up to and with each cell's
	logZ             float64
	mean, covariance []float64
}

// newLandscape looks for the energy's low parts in a box that must hold them.
func newLandscape(e energy, box [4]float64) *landscape {
	l := &landscape{energy: e, box: box}
	l.shrink(4)
	l.tabulate(l.values())
	return l
}

// place is where a node of the fine grid lies; the arguments may lie between nodes.
func (l *landscape) place(column, row float64) (x, y float64) {
	const side = 2 * landscapeCells
	x = l.box[0] + float64((l.box[2]-l.box[0])*column)/side
	y = l.box[1] + float64((l.box[3]-l.box[1])*row)/side
	return x, y
}

const landscapeNodes = 2*landscapeCells + 1 // along a side of the fine grid

// values are those of log p + log Z at the nodes of the fine grid, row by row.
func (l *landscape) values() []float64 {
	values := make([]float64, landscapeNodes*landscapeNodes)
	for k := range values {
		values[k] = l.logWeight(l.place(float64(k%landscapeNodes), float64(k/landscapeNodes)))
	}
	return values
}

// shrink reduces the box to where p matters, as every so many-th node sees it, and two of these more on each side.
func (l *landscape) shrink(step int) {
	side := (landscapeNodes + step - 1) / step
	values := make([]float64, side*side)
	for k := range values {
		values[k] = l.logWeight(l.place(float64(step*(k%side)), float64(step*(k/side))))
	}
	highest := slices.Max(values)
	low, high := [2]int{side, side}, [2]int{}
	for k, v := range values {
		if v < highest-landscapeDepth {
			continue
		}
		for axis, place := range [2]int{k % side, k / side} {
			low[axis], high[axis] = min(low[axis], place), max(high[axis], place)
		}
	}
	const margin = 2
	xmin, ymin := l.place(float64(step*max(0, low[0]-margin)), float64(step*max(0, low[1]-margin)))
	xmax, ymax := l.place(float64(step*min(side-1, high[0]+margin)), float64(step*min(side-1, high[1]+margin)))
	l.box = [4]float64{xmin, ymin, xmax, ymax}
}

// tabulate fills in the cells, Z and the moments.
func (l *landscape) tabulate(values []float64) {
	highest := slices.Max(values)
	l.top, l.cumulative = make([]float64, landscapeCells*landscapeCells), make([]float64, landscapeCells*landscapeCells)
	sum := 0.0
	for cell := range l.top {
		corner := 2*(cell/landscapeCells)*landscapeNodes + 2*(cell%landscapeCells)
		top := math.Inf(-1)
		for k := range 9 {
			top = max(top, values[corner+k/3*landscapeNodes+k%3])
		}
		l.top[cell] = top + landscapeSlack
		sum += math.Exp(l.top[cell] - highest)
		l.cumulative[cell] = sum
	}

	var mass float64
	var first, second [2]float64
	var product float64
	for k, v := range values {
		weight := trapezoid(k%landscapeNodes) * trapezoid(k/landscapeNodes) * math.Exp(v-highest)
		x, y := l.place(float64(k%landscapeNodes), float64(k/landscapeNodes))
		mass += weight
		first[0] += float64(weight * x)
		first[1] += float64(weight * y)
		second[0] += float64(weight * x * x)
		second[1] += float64(weight * y * y)
		product += float64(weight * x * y)
	}
	mx, my := first[0]/mass, first[1]/mass
	xy := product/mass - float64(mx*my)
	l.mean = []float64{mx, my}
	l.covariance = []float64{second[0]/mass - float64(mx*mx), xy, xy, second[1]/mass - float64(my*my)}
	const side = 2 * landscapeCells
	l.logZ = highest + math.Log(mass*(l.box[2]-l.box[0])*(l.box[3]-l.box[1])/(side*side))
}

// trapezoid is the weight of a node along one side: half of the others' at both ends.
func trapezoid(node int) float64 {
	if node == 0 || node == landscapeNodes-1 {
		return 0.5
	}
	return 1
}

func (l *landscape) Dim() int { return 2 }

// landscapeTries is after how many refused points in a row the next is taken, so that a draw takes bounded time whatever a formula says. Where the bound is close to p,
// as in all targets of the project, half of the points pass, and no draw comes to this.
const landscapeTries = 64

func (l *landscape) Sample(dst []float32, r *random.Stream) {
	total := l.cumulative[len(l.cumulative)-1]
	for tries := 1; len(dst) >= 2; tries++ {
		cell := min(sort.SearchFloat64s(l.cumulative, total*r.Float64()), len(l.top)-1)
		x, y := l.place(2*(float64(cell%landscapeCells)+r.Float64()), 2*(float64(cell/landscapeCells)+r.Float64()))
		if math.Log(r.Float64()) < l.logWeight(x, y)-l.top[cell] || tries == landscapeTries {
			dst[0], dst[1] = float32(x), float32(y)
			dst, tries = dst[2:], 0
		}
	}
}

func (l *landscape) LogDensity(x []float64) float64 { return l.logWeight(x[0], x[1]) - l.logZ }

func (l *landscape) Score(dst, x []float64) {
	u := l.number(dual{x[0], 1, 0}, dual{x[1], 0, 1})
	dst[0], dst[1] = -u.dx, -u.dy
}

func (l *landscape) Moments() (mean, covariance []float64) {
	return append([]float64(nil), l.mean...), append([]float64(nil), l.covariance...)
}

// LogDensityGraph implements [Potential].
func (l *landscape) LogDensityGraph(x *graph.Node) *graph.Node {
	return l.node(x.SliceCols(0, 1), x.SliceCols(1, 2)).Neg()
}
