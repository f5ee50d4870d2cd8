package compile

import (
	"pushforward/core/compile/encode"
	"pushforward/core/compile/vector"
	"pushforward/core/graph"
)

// loopWriter writes the function of a loop:
//
//	load the literals' and scalars' vectors
//	for each row:
//		load what is constant along the row; clear the row's accumulators
//		for each four columns: the body, on vectors
//		for each column left over: the body, on lane 0
//		store the row's accumulators
type loopWriter struct {
	f         body
	e         *emitter
	k         *loop
	operands  [][]operand // of each node
	pointers  []pointer
	fixed     []encode.Local // vectors of the views that do not change along a row, or ever; 0, which is a parameter or the row, for others
	values    []encode.Local // of each node
	totals    []encode.Local // accumulators of column reductions; likewise
	keys      [][3]encode.Local
	quotients quotients // none where arithmetic is exact
	row, end  encode.Local
	wholeCols int // columns done four at a time
}

func newLoopWriter(e *emitter, k *loop, f body) *loopWriter {
	if k.random() && e.threefry == nil {
		e.threefry = vector.Threefry(e.module)
	}
	w := &loopWriter{
		f: f, e: e, k: k, wholeCols: k.domain.cols / 4 * 4, operands: make([][]operand, len(k.nodes)), fixed: make([]encode.Local, len(k.read)),
		values: make([]encode.Local, len(k.nodes)), totals: make([]encode.Local, len(k.nodes)), keys: make([][3]encode.Local, len(k.nodes)),
	}
	if e.relaxed {
		w.quotients = k.quotients()
	}
	w.row = w.f.Local(encode.I32)
	w.end = w.f.Local(encode.I32)
	w.pointer(0)
	k.each(func(i int, n *graph.Node, operands []operand) {
		w.operands[i] = operands
		for _, o := range operands {
			if o.fromMemory(n) {
				w.pointer(k.read[o.at].rowStride)
			}
		}
	})
	for _, s := range k.stores {
		w.pointer(s.view.rowStride)
	}
	if k.random() {
		w.pointer(k.domain.cols)
	}
	for i, n := range k.nodes {
		w.values[i] = w.f.Local(encode.V128)
		if n.Op() == graph.SumCols || n.Op() == graph.MaxCols {
			w.totals[i] = w.f.Local(encode.V128)
		}
	}
	return w
}

func (k *loop) random() bool {
	for _, n := range k.nodes {
		if n.Op().Kind() == graph.Random {
			return true
		}
	}
	return false
}

// pointer is the byte offset, row·stride + column, of the current element in the views of one row stride.
type pointer struct {
	stride int
	local  encode.Local
}

// pointer is the local of a row stride; in a loop of one row all strides share one.
func (w *loopWriter) pointer(stride int) encode.Local {
	if w.k.domain.rows == 1 {
		stride = 0
	}
	for _, p := range w.pointers {
		if p.stride == stride {
			return p.local
		}
	}
	w.pointers = append(w.pointers, pointer{stride, w.f.Local(encode.I32)})
	return w.pointers[len(w.pointers)-1].local
}

func (w *loopWriter) write() {
	w.loadKeys()
	w.loadFixed(func(v view) bool { return v.scalar() })
	w.clearRowReductions()
	if w.k.domain.rows == 1 {
		w.writeRow()
		return
	}
	w.f.Count(w.row, 0, w.k.domain.rows, 1, w.writeRow)
}

func (w *loopWriter) writeRow() {
	f := w.f
	for _, p := range w.pointers {
		f.Get(w.row)
		f.I32(4 * p.stride)
		f.Op(encode.I32Mul)
		f.Set(p.local)
	}
	w.loadFixed(func(v view) bool { return !v.scalar() && v.colStride == 0 })
	for i, n := range w.k.nodes {
		if total := w.totals[i]; total != 0 {
			f.F32x4(identity(n.Op()))
			f.Set(total)
		}
	}
	w.writeSpan(0, w.wholeCols, 4)
	w.writeSpan(w.wholeCols, w.k.domain.cols, 1)
	for _, s := range w.k.stores {
		if total := w.totals[s.at]; total != 0 {
			f.Get(w.row)
			f.I32(4 * s.view.rowStride)
			f.Op(encode.I32Mul)
			rest := f.offset(s.view)
			foldLanes(f.Function, s.node.Op(), total)
			f.Memory(encode.F32Store, rest)
		}
	}
}

// writeSpan writes the body for the columns [from, to), lanes at a time.
func (w *loopWriter) writeSpan(from, to, lanes int) {
	f := w.f
	if from == to {
		return
	}
	body := func() {
		for i := range w.k.nodes {
			w.compute(i, lanes)
		}
		for _, s := range w.k.stores {
			w.store(s, lanes)
		}
		for _, p := range w.pointers {
			advance(f.Function, p.local, 4*lanes)
		}
	}
	if to-from == lanes {
		body()
		return
	}
	f.Loop(func() {
		body()
		f.Get(w.pointer(0))
		f.I32(4 * to)
		f.Op(encode.I32LtS)
	})
}

// loadFixed loads the chosen views' numbers to all four lanes.
func (w *loopWriter) loadFixed(chosen func(view) bool) {
	for i, n := range w.k.nodes {
		for _, o := range w.operands[i] {
			if !o.fromMemory(n) || w.fixed[o.at] != 0 || !chosen(w.k.read[o.at]) {
				continue
			}
			v := w.k.read[o.at]
			w.fixed[o.at] = w.f.Local(encode.V128)
			rest := 0
			if v.scalar() {
				w.f.base(v)
			} else {
				w.f.Get(w.pointer(v.rowStride))
				rest = w.f.offset(v)
			}
			w.f.Memory(encode.V128Load32Splat, rest)
			w.f.Set(w.fixed[o.at])
		}
	}
}

// push puts an operand's vector on the stack.
func (w *loopWriter) push(o operand, lanes int) {
	switch {
	case o.from == register:
		w.f.Get(w.values[o.at])
	case o.from == nowhere:
		w.f.F32x4(o.value)
	case w.fixed[o.at] != 0:
		w.f.Get(w.fixed[o.at])
	default:
		v := w.k.read[o.at]
		w.f.Get(w.pointer(v.rowStride))
		w.load(v, lanes)
	}
}

// load replaces an offset on the stack by the numbers of a view there, one or four.
func (w *loopWriter) load(v view, lanes int) {
	rest := w.f.offset(v)
	if lanes == 4 {
		w.f.Memory(encode.V128Load, rest)
	} else {
		w.f.Memory(encode.V128Load32Zero, rest)
	}
}

// compute writes the node at a place.
func (w *loopWriter) compute(i, lanes int) {
	switch n := w.k.nodes[i]; n.Op().Kind() {
	case graph.Random:
		w.drawRandom(i)
	case graph.Reduction:
		w.push(w.operands[i][0], lanes)
		w.f.Set(w.values[i])
		if total := w.totals[i]; total != 0 {
			w.f.Get(total)
			w.f.Get(w.values[i])
			if lanes == 1 {
				w.f.F32x4(identity(n.Op()))
				w.f.V128Lanes(^uint32(0), 0, 0, 0)
				w.f.Op(encode.V128Bitselect)
			}
			w.f.Op(combine(n.Op()))
			w.f.Set(total)
		}
	default:
		if w.quotients.absorbed[i] {
			return
		}
		if side, is := w.quotients.sides[i]; is {
			w.divide(i, side, lanes)
			return
		}
		for _, o := range w.operands[i] {
			w.push(o, lanes)
		}
		applyElementwise(w.f.Function, n.Op(), w.e.relaxed)
		w.f.Set(w.values[i])
	}
}

// store writes a value, or adds it to the reduction over rows that is kept in memory.
func (w *loopWriter) store(s store, lanes int) {
	if w.totals[s.at] != 0 {
		return
	}
	f := w.f
	at := w.pointer(s.view.rowStride)
	if s.node.Op().Kind() == graph.Reduction {
		at = w.pointer(0)
	}
	f.Get(at)
	rest := f.offset(s.view)
	if s.node.Op().Kind() == graph.Reduction {
		f.Get(at)
		w.load(s.view, lanes)
		f.Get(w.values[s.at])
		f.Op(combine(s.node.Op()))
	} else {
		f.Get(w.values[s.at])
	}
	if lanes == 4 {
		f.Memory(encode.V128Store, rest)
	} else {
		f.MemoryLane(encode.V128Store32Lane, rest, 0)
	}
}
