package method

import (
	"math"

	"pushforward/core/graph"
)

// rationalQuadratic is a monotone spline from [−reach, reach] to itself and the identity outside (Durkan et al., Neural spline flows, arXiv 1906.04032,
// section 3.1 and appendix A). In each bin it is a quotient of quadratics, by its width, its height and the derivatives at its two ends, 1 at the ends of all.
// The parameters are those of the widths, bins for each column, of the heights, bins for each, and of the derivatives between bins.
type rationalQuadratic struct {
	bins  int
	reach float64
}

var _ transform = rationalQuadratic{}

// Bins are no smaller than this share of all, and derivatives no smaller than that: ten times the paper's, since a slope of 1000 in every layer
// would leave three digits of a float32.
const leastBin, leastDerivative = 1e-2, 1e-2

func (s rationalQuadratic) count() int { return 3*s.bins - 1 }

// bin is, for each number [N×1], the bin it lies in: its lower ends in x and y, width, height, slope and derivatives at both ends.
type bin struct{ x, y, width, height, slope, lower, upper *graph.Node }

func (s rationalQuadratic) forward(x, parameters *graph.Node) (y, logDet *graph.Node) {
	rows := x.Rows()
	x = x.Reshape(x.Size(), 1)
	inside, clamped := s.clamp(x)
	b := s.find(clamped, parameters, false)
	share := clamped.Sub(b.x).Div(b.width)
	y = b.y.Add(b.height.Mul(b.slope.Mul(share.Square()).Add(b.lower.Mul(b.bow(share)))).Div(b.denominator(share)))
	return s.join(rows, inside, y, x, b.logDerivative(share))
}

// inverse takes the root of the quadratic in the form without cancellation (appendix A.3 there).
func (s rationalQuadratic) inverse(y, parameters *graph.Node) (x, logDet *graph.Node) {
	rows := y.Rows()
	y = y.Reshape(y.Size(), 1)
	inside, clamped := s.clamp(y)
	b := s.find(clamped, parameters, true)
	rise := clamped.Sub(b.y)
	bend := rise.Mul(b.bend())
	quadratic := b.height.Mul(b.slope.Sub(b.lower)).Add(bend)
	linear := b.height.Mul(b.lower).Sub(bend)
	constant := b.slope.Mul(rise) // with its sign changed
	zero := y.Graph().Scalar(0)
	root := linear.Square().Add(quadratic.Mul(constant).Scale(4)).Max(zero).AddScalar(1e-20).Sqrt()
	share := constant.Scale(2).Div(linear.Add(root))
	return s.join(rows, inside, b.x.Add(share.Mul(b.width)), y, b.logDerivative(share).Neg())
}

// clamp tells where numbers [N×1] lie within the spline's reach, and brings the others there.
func (s rationalQuadratic) clamp(x *graph.Node) (inside, clamped *graph.Node) {
	g := x.Graph()
	reach := g.Scalar(s.reach)
	return x.Abs().Less(reach), x.Min(reach).Max(g.Scalar(-s.reach))
}

// join is the image [rows×m] and the sum of the logarithms of the derivatives [rows×1], of the spline inside and the identity elsewhere.
func (s rationalQuadratic) join(rows int, inside, within, outside, logDerivative *graph.Node) (image, logDet *graph.Node) {
	m := outside.Rows() / rows
	image = inside.Select(within, outside).Reshape(rows, m)
	logDet = inside.Select(logDerivative, outside.Graph().Scalar(0)).Reshape(rows, m).SumCols()
	return image, logDet
}

// find looks up the bins of numbers [N×1], along y if inverse and along x if not.
func (s rationalQuadratic) find(at, parameters *graph.Node, inverse bool) bin {
	g, n, k := at.Graph(), at.Rows(), s.bins
	m := n / parameters.Rows()
	widths := s.shares(parameters.SliceCols(0, m*k).Reshape(n, k))
	heights := s.shares(parameters.SliceCols(m*k, 2*m*k).Reshape(n, k))
	xs, ys := s.starts(widths), s.starts(heights)
	lower := g.Scalar(1).Broadcast(n, 1)
	upper := lower
	if k > 1 {
		// Parameters of 0 mean the derivative 1, with which a spline of equal bins is the identity.
		start := math.Log(math.Expm1(1 - leastDerivative))
		between := parameters.SliceCols(2*m*k, parameters.Cols()).Reshape(n, k-1).AddScalar(start).Softplus().AddScalar(leastDerivative)
		lower, upper = lower.ConcatCols(between), between.ConcatCols(upper)
	}
	edges := xs
	if inverse {
		edges = ys
	}
	hot := s.hot(at, edges)
	pick := func(values *graph.Node) *graph.Node { return hot.Mul(values).SumCols() }
	b := bin{x: pick(xs), y: pick(ys), width: pick(widths), height: pick(heights), lower: pick(lower), upper: pick(upper)}
	b.slope = b.height.Div(b.width)
	return b
}

// shares are positive lengths [N×bins] that add up to the whole.
func (s rationalQuadratic) shares(raw *graph.Node) *graph.Node {
	soft := raw.Sub(raw.LogSumExpCols()).Exp()
	return soft.Scale(1 - leastBin*float64(s.bins)).AddScalar(leastBin).Scale(2 * s.reach)
}

// starts are where intervals of these lengths begin, one after the other.
func (s rationalQuadratic) starts(lengths *graph.Node) *graph.Node {
	before := make([]float32, s.bins*s.bins)
	for i := range s.bins {
		for j := i + 1; j < s.bins; j++ {
			before[i*s.bins+j] = 1
		}
	}
	return lengths.MatMul(lengths.Graph().Constant(s.bins, s.bins, before...)).AddScalar(-s.reach)
}

// hot is 1 in the column of the bin that a number lies in, and 0 in the others.
func (s rationalQuadratic) hot(at, starts *graph.Node) *graph.Node {
	g := at.Graph()
	reached := g.Scalar(1).Sub(at.Less(starts)) // 1 for the bin and those below
	if s.bins == 1 {
		return g.Scalar(1).Broadcast(at.Rows(), 1)
	}
	first := g.Scalar(1).Broadcast(at.Rows(), 1)
	above := reached.SliceCols(1, s.bins)
	return first.ConcatCols(above).Sub(above.ConcatCols(g.Scalar(0).Broadcast(at.Rows(), 1)))
}

// bow is ξ(1−ξ) of a share ξ of the bin's width.
func (b bin) bow(share *graph.Node) *graph.Node { return share.Sub(share.Square()) }

func (b bin) bend() *graph.Node { return b.lower.Add(b.upper).Sub(b.slope.Scale(2)) }

func (b bin) denominator(share *graph.Node) *graph.Node {
	return b.slope.Add(b.bend().Mul(b.bow(share)))
}

// logDerivative is log dy/dx at a share of the bin's width.
func (b bin) logDerivative(share *graph.Node) *graph.Node {
	rest := share.Graph().Scalar(1).Sub(share)
	numerator := b.upper.Mul(share.Square()).Add(b.slope.Mul(b.bow(share)).Scale(2)).Add(b.lower.Mul(rest.Square()))
	return numerator.Log().Add(b.slope.Div(b.denominator(share)).Log().Scale(2))
}
