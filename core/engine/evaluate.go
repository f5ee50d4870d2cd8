package engine

import (
	"math"
	"slices"

	"pushforward/core/graph"
	"pushforward/core/random"
)

// matrix is a value of the reference: rows × cols numbers, row by row.
type matrix struct {
	rows, cols int
	data       []float64
}

func (m matrix) at(i, j int) float64 { return m.data[i*m.cols+j] }

// broadcast is the element that a 1×1, 1×n, m×1 or m×n operand has at (i, j) of an m×n result.
func (m matrix) broadcast(i, j int) float64 { return m.at(min(i, m.rows-1), min(j, m.cols-1)) }

// evaluateRandom draws in float32, as the numbers are defined: only the transcendentals are float64.
func evaluateRandom(out matrix, n *graph.Node, args []matrix) {
	seed, counter := args[0].data, args[1].data[0]
	bits := uint64(seed[0]) | uint64(seed[1])<<16 | uint64(seed[2])<<32 | uint64(seed[3])<<48
	key := random.Key(bits, n.Name())
	for e := range out.data {
		block := random.Threefry2x32(key, [2]uint32{uint32(e), uint32(counter)})
		u := float64(random.Unit(block[0]))
		if n.Op() == graph.Normal {
			u = math.Sqrt(-2*math.Log(u)) * math.Cos(2*math.Pi*float64(random.Unit(block[1])))
		}
		out.data[e] = u
	}
}

func evaluateElementwise(out matrix, op graph.Op, args []matrix) {
	var x [3]float64
	for i := range out.rows {
		for j := range out.cols {
			for k, a := range args {
				x[k] = a.broadcast(i, j)
			}
			out.data[i*out.cols+j] = scalar(op, x)
		}
	}
}

func scalar(op graph.Op, x [3]float64) float64 {
	a, b := x[0], x[1]
	switch op {
	case graph.Neg:
		return -a
	case graph.Abs:
		return math.Abs(a)
	case graph.Sqrt:
		return math.Sqrt(a)
	case graph.Exp:
		return math.Exp(a)
	case graph.Log:
		return math.Log(a)
	case graph.Sin:
		return math.Sin(a)
	case graph.Cos:
		return math.Cos(a)
	case graph.Tanh:
		return math.Tanh(a)
	case graph.Sigmoid:
		return 1 / (1 + math.Exp(-a))
	case graph.Softplus:
		return max(a, 0) + math.Log1p(math.Exp(-math.Abs(a)))
	case graph.Erf:
		return math.Erf(a)
	case graph.Floor:
		return math.Floor(a)
	case graph.Add:
		return a + b
	case graph.Sub:
		return a - b
	case graph.Mul:
		return a * b
	case graph.Div:
		return a / b
	case graph.Min:
		return min(a, b)
	case graph.Max:
		return max(a, b)
	case graph.Less:
		return indicator(a < b)
	case graph.Equal:
		return indicator(a == b)
	case graph.Select:
		if a != 0 {
			return b
		}
		return x[2]
	default: // StopGradient
		return a
	}
}

func indicator(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

func evaluateReduction(out matrix, op graph.Op, a matrix) {
	largest := op == graph.MaxRows || op == graph.MaxCols
	for e := range out.data {
		out.data[e] = 0
		if largest {
			out.data[e] = math.Inf(-1)
		}
	}
	for i := range a.rows {
		for j := range a.cols {
			e := min(i, out.rows-1)*out.cols + min(j, out.cols-1)
			if largest {
				out.data[e] = max(out.data[e], a.at(i, j))
			} else {
				out.data[e] += a.at(i, j)
			}
		}
	}
}

func evaluateStructural(out matrix, n *graph.Node, args []matrix) {
	from, _ := n.Bounds()
	a := args[0]
	for i := range out.rows {
		for j := range out.cols {
			e := i*out.cols + j
			switch n.Op() {
			case graph.Broadcast:
				out.data[e] = a.broadcast(i, j)
			case graph.Transpose:
				out.data[e] = a.at(j, i)
			case graph.Reshape:
				out.data[e] = a.data[e]
			case graph.SliceRows:
				out.data[e] = a.at(from+i, j)
			case graph.SliceCols:
				out.data[e] = a.at(i, from+j)
			case graph.ConcatRows, graph.ConcatCols:
				out.data[e] = concatenated(n.Op(), args, i, j)
			}
		}
	}
}

func concatenated(op graph.Op, args []matrix, i, j int) float64 {
	for _, a := range args {
		if i < a.rows && j < a.cols {
			return a.at(i, j)
		}
		if op == graph.ConcatRows {
			i -= a.rows
		} else {
			j -= a.cols
		}
	}
	return math.NaN()
}

func evaluateProduct(out matrix, n *graph.Node, args []matrix) {
	a, b := args[0], args[1]
	ta, tb := n.Transposed()
	inner := a.cols
	if ta {
		inner = a.rows
	}
	for i := range out.rows {
		for j := range out.cols {
			sum := 0.0
			for k := range inner {
				x, y := 0.0, 0.0
				if ta {
					x = a.at(k, i)
				} else {
					x = a.at(i, k)
				}
				if tb {
					y = b.at(j, k)
				} else {
					y = b.at(k, j)
				}
				sum += x * y
			}
			out.data[i*out.cols+j] = sum
		}
	}
}

func evaluateIndexed(out matrix, op graph.Op, args []matrix) {
	a := args[0]
	switch op {
	case graph.Argsort:
		order := make([]int, a.rows)
		for i := range order {
			order[i] = i
		}
		slices.SortStableFunc(order, func(i, j int) int { return sortKey(a.data[i]) - sortKey(a.data[j]) })
		for i, k := range order {
			out.data[i] = float64(k)
		}
	case graph.Gather:
		for i := range out.rows {
			row := clampRow(args[1].data[i], a.rows)
			copy(out.data[i*out.cols:(i+1)*out.cols], a.data[row*a.cols:(row+1)*a.cols])
		}
	case graph.ScatterAdd:
		for i := range a.rows {
			row := clampRow(args[1].data[i], out.rows)
			for j := range a.cols {
				out.data[row*out.cols+j] += a.at(i, j)
			}
		}
	}
}

// clampRow is the row an index means: truncated towards zero and kept inside [0, rows); NaN is 0.
func clampRow(index float64, rows int) int {
	if !(index > 0) {
		return 0
	}
	return int(min(index, float64(rows-1)))
}

// sortKey orders float32 values as Argsort does: by sign and magnitude, −0 before 0, NaN last.
func sortKey(x float64) int {
	if x != x {
		return math.MaxInt32
	}
	bits := int32(math.Float32bits(float32(x)))
	if bits < 0 {
		bits ^= math.MaxInt32
	}
	return int(bits)
}
