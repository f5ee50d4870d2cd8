package engine_test

import (
	"math"

	"pushforward/core/graph"
)

// unit is the unit roundoff of float32, half the distance from 1 to the next number; least is half the least denormal number, which a
// result that underflows may be off by.
const (
	unit  = 0x1p-24
	least = 0x1p-150
)

// unknown bounds what float32 arithmetic leaves open.
var unknown = math.Inf(1)

// roundoff is how far the float32 numbers of a compiled program may be from the reference's, element by element: a running error analysis
// (Higham, Accuracy and Stability of Numerical Algorithms, 2nd ed., §3.3), whose bound is as large as the operations are ill-conditioned. Each
// operation carries the bounds of its operands to the result, and adds its own rounding: of half an ulp for what IEEE 754
// rounds, of as many ulps as package vector states for the elementary functions, of n halves of Σ|x| for a sum of n terms in whatever order.
//
// It is [unknown] where the bounds of the operands reach over a jump (of a comparison, a floor, an index, a sort; two inexact numbers that
// tie), over a pole, or beyond the largest number. Numbers without error that need no rounding stay so: comparisons of such are known.
func roundoff(nodes []*graph.Node, values map[*graph.Node][]float64) map[*graph.Node][]float64 {
	bounds := make(map[*graph.Node][]float64, len(nodes))
	for _, n := range nodes {
		r := rounding{n: n, y: values[n], bound: make([]float64, n.Size())}
		for _, a := range n.Args() {
			r.args = append(r.args, inexact{a.Rows(), a.Cols(), values[a], bounds[a]})
		}
		r.analyse()
		for i, e := range r.bound {
			if !(math.Abs(r.y[i])+e <= math.MaxFloat32) {
				r.bound[i] = unknown
			}
		}
		bounds[n] = r.bound
	}
	return bounds
}

// inexact is a matrix of exact values and bounds of their errors.
type inexact struct {
	rows, cols int
	x, e       []float64
}

// at is where the element (i, j) of a result finds its operand, broadcast if need be.
func (m inexact) at(i, j int) int { return min(i, m.rows-1)*m.cols + min(j, m.cols-1) }

// rounding is the analysis of one node.
type rounding struct {
	n        *graph.Node
	args     []inexact
	y, bound []float64
}

func (r *rounding) analyse() {
	switch r.n.Op().Kind() {
	case graph.Leaf:
	case graph.Random:
		if r.n.Op() == graph.Normal {
			for i, y := range r.y {
				r.bound[i] = elementary(3.7, y, 0)
			}
		}
	case graph.Elementwise:
		r.elementwise()
	case graph.Reduction:
		r.reduction()
	case graph.Product:
		r.product()
	case graph.Structural:
		r.structural()
	case graph.Indexed:
		r.indexed()
	}
}

// each calls do for every element of the result.
func (r *rounding) each(do func(i, j, e int)) {
	for e := range r.y {
		do(e/r.n.Cols(), e%r.n.Cols(), e)
	}
}

func (r *rounding) elementwise() {
	r.each(func(i, j, e int) {
		var x, d [3]float64
		for k, a := range r.args {
			x[k], d[k] = a.x[a.at(i, j)], a.e[a.at(i, j)]
		}
		r.bound[e] = roundElementwise(r.n.Op(), x, d, r.y[e])
	})
}

// reduction: each term of a sum of n passes through fewer than n additions; a maximum moves no further than any of its operands.
func (r *rounding) reduction() {
	a := r.args[0]
	size := make([]float64, len(r.y))
	for i := range a.rows {
		for j := range a.cols {
			at, e := i*a.cols+j, min(i, r.n.Rows()-1)*r.n.Cols()+min(j, r.n.Cols()-1)
			if r.n.Op() == graph.MaxRows || r.n.Op() == graph.MaxCols {
				r.bound[e] = max(r.bound[e], a.e[at])
				continue
			}
			r.bound[e] += a.e[at]
			size[e] += math.Abs(a.x[at]) + a.e[at]
		}
	}
	if terms := len(a.x) / len(r.y); terms > 1 {
		for e := range r.bound {
			r.bound[e] += float64(terms) * unit * size[e]
		}
	}
}

// product: |a|·δb + δa·|b| + δa·δb, and k roundings of |a|·|b| in each sum of k products, one more of each product.
func (r *rounding) product() {
	a, b := r.args[0], r.args[1]
	ta, tb := r.n.Transposed()
	inner := a.cols
	if ta {
		inner = a.rows
	}
	r.each(func(i, j, e int) {
		moved, size := 0.0, 0.0
		for k := range inner {
			at, bt := i*a.cols+k, k*b.cols+j
			if ta {
				at = k*a.cols + i
			}
			if tb {
				bt = j*b.cols + k
			}
			x, y := math.Abs(a.x[at]), math.Abs(b.x[bt])
			moved += x*b.e[bt] + a.e[at]*y + a.e[at]*b.e[bt]
			size += (x + a.e[at]) * (y + b.e[bt])
		}
		r.bound[e] = moved + float64(inner+1)*(unit*size+least)
	})
}

func (r *rounding) structural() {
	from, _ := r.n.Bounds()
	a := r.args[0]
	r.each(func(i, j, e int) {
		switch r.n.Op() {
		case graph.Broadcast:
			r.bound[e] = a.e[a.at(i, j)]
		case graph.Transpose:
			r.bound[e] = a.e[a.at(j, i)]
		case graph.Reshape:
			r.bound[e] = a.e[e]
		case graph.SliceRows:
			r.bound[e] = a.e[a.at(from+i, j)]
		case graph.SliceCols:
			r.bound[e] = a.e[a.at(i, from+j)]
		case graph.ConcatRows, graph.ConcatCols:
			part := r.args
			for ; i >= part[0].rows; part = part[1:] {
				i -= part[0].rows
			}
			for ; j >= part[0].cols; part = part[1:] {
				j -= part[0].cols
			}
			r.bound[e] = part[0].e[part[0].at(i, j)]
		}
	})
}

func (r *rounding) indexed() {
	a := r.args[0]
	switch r.n.Op() {
	case graph.Argsort:
		for i := range r.bound {
			r.bound[i] = jump(a.e, false)
		}
	case graph.Gather:
		for i, row := range r.rows(a.rows) {
			for j := range a.cols {
				r.bound[i*a.cols+j] = unknown
				if row >= 0 {
					r.bound[i*a.cols+j] = a.e[row*a.cols+j]
				}
			}
		}
	case graph.ScatterAdd:
		r.scatter(a, r.rows(r.n.Rows()))
	}
}

// rows are the rows that the index of r means among so many; −1 where its error leaves that open.
func (r *rounding) rows(count int) []int {
	row := func(x float64) int { return int(max(0, min(math.Trunc(x), float64(count-1)))) }
	rows := make([]int, len(r.args[1].x))
	for i, x := range r.args[1].x {
		rows[i] = row(x)
		if e := r.args[1].e[i]; x != x || e > 0 && row(x-e) != row(x+e) {
			rows[i] = -1
		}
	}
	return rows
}

func (r *rounding) scatter(a inexact, rows []int) {
	terms, size := make([]float64, r.n.Rows()), make([]float64, len(r.y))
	for i, row := range rows {
		if row < 0 {
			for e := range r.bound {
				r.bound[e] = unknown
			}
			return
		}
		terms[row]++
		for j := range a.cols {
			e := row*a.cols + j
			r.bound[e] += a.e[i*a.cols+j]
			size[e] += math.Abs(a.x[i*a.cols+j]) + a.e[i*a.cols+j]
		}
	}
	r.each(func(i, j, e int) {
		if terms[i] > 1 {
			r.bound[e] += terms[i] * unit * size[e]
		}
	})
}

// jump is the bound of something that takes one of several values by its operands: 0 if their errors cannot change which.
func jump(errors []float64, certain bool) float64 {
	for _, e := range errors {
		if e > 0 && !certain {
			return unknown
		}
	}
	return 0
}
