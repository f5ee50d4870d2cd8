package compile

import (
	"math"

	"pushforward/core/compile/encode"
	"pushforward/core/graph"
)

// A reduction over rows is kept in memory, a number for each column, and every row is added to it; one over columns is kept in a vector, whose
// lanes are folded at the end of the row. Either way the order depends on the shape alone.

// clearRowReductions fills the memory of reductions over rows with the identity.
func (w *loopWriter) clearRowReductions() {
	for _, s := range w.k.stores {
		if op := s.node.Op(); op == graph.SumRows || op == graph.MaxRows {
			fill(w.f, w.end, s.view, s.view.shape.cols, identity(op))
		}
	}
}

// fill sets count floats from the first of a view to a value.
func fill(f body, counter encode.Local, v view, count int, value float32) {
	f.Count(counter, 0, count/4*16, 16, func() {
		f.Get(counter)
		rest := f.offset(v)
		f.F32x4(value)
		f.Memory(encode.V128Store, rest)
	})
	for i := count / 4 * 4; i < count; i++ {
		f.base(v)
		f.F32(value)
		f.Memory(encode.F32Store, 4*i)
	}
}

// identity is the number that a reduction starts from.
func identity(op graph.Op) float32 {
	if op == graph.MaxRows || op == graph.MaxCols {
		return float32(math.Inf(-1))
	}
	return 0
}

func combine(op graph.Op) encode.Op {
	if op == graph.MaxRows || op == graph.MaxCols {
		return encode.F32x4Max
	}
	return encode.F32x4Add
}

// foldLanes pushes (l0 ∘ l2) ∘ (l1 ∘ l3).
func foldLanes(f *encode.Function, op graph.Op, total encode.Local) {
	f.Get(total)
	f.Get(total)
	f.Get(total)
	f.Shuffle(2, 3, 0, 1)
	f.Op(combine(op))
	f.Tee(total)
	f.Get(total)
	f.Get(total)
	f.Shuffle(1, 0, 3, 2)
	f.Op(combine(op))
	f.Lane(encode.F32x4ExtractLane, 0)
}
