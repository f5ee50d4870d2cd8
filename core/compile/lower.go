package compile

import (
	"slices"

	"pushforward/core/graph"
)

// lower makes kernels of the units of a function and stores its results: straight into their variables where nothing still reads the old
// value, else by a copy at the end.
func (t *translation) lower() *plan {
	l := &lowering{
		plan: &plan{name: t.function.Name}, memory: t.memory, relaxed: t.relaxed, where: make([]view, sizeOf(t.results)), escapes: escaping(t.held, t.units),
	}
	for _, u := range t.units {
		l.lowerUnit(u)
	}
	l.store(t.results)
	return l.plan
}

type lowering struct {
	plan    *plan
	memory  *memory
	relaxed bool    // products
	where   []view  // of nodes that are in memory, by ID; of others without a buffer
	escapes nodeSet // see [escaping]
	room    []buffer
}

func (l *lowering) scratch(s shape) view {
	if len(l.room) == 0 {
		l.room = make([]buffer, roomAtOnce)
	}
	b := &l.room[0]
	l.room = l.room[1:]
	b.size, b.scratch, b.first = s.size(), true, -1
	return wholeView(b, s)
}

// roomAtOnce is how many small values are allocated together.
const roomAtOnce = 64

func (l *lowering) add(k kernel) { l.plan.kernels = append(l.plan.kernels, k) }

func (l *lowering) lowerUnit(u *unit) {
	n := u.nodes[0]
	if u.looping {
		l.lowerLoop(u)
		return
	}
	out := l.scratch(shapeOf(n))
	switch n.Op() {
	case graph.ConcatRows, graph.ConcatCols:
		l.lowerConcat(n, out)
	case graph.MatMul:
		l.lowerProduct(n, out)
	case graph.Gather:
		l.add(&gather{from: l.rowwise(n.Args()[0]), index: l.rowwise(n.Args()[1]), to: out})
	case graph.ScatterAdd:
		l.add(&scatter{from: l.rowwise(n.Args()[0]), index: l.rowwise(n.Args()[1]), to: out})
	case graph.Argsort:
		l.lowerArgsort(n, out)
	}
	l.where[n.ID()] = out
}

// lowerLoop makes one loop of a unit; what escapes it is stored, unless an earlier loop has.
func (l *lowering) lowerLoop(u *unit) {
	k := newLoop(u)
	for _, n := range u.nodes {
		for _, a := range n.Args() {
			k.operands = append(k.operands, l.operand(u, k, n, a))
		}
	}
	for i, n := range u.nodes {
		if l.where[n.ID()].buffer == nil && l.escapes.has(n) {
			out := l.scratch(shapeOf(n))
			l.where[n.ID()] = out
			k.stores = append(k.stores, store{n, i, out})
			k.written = append(k.written, out)
		}
	}
	l.add(k)
}

// operand is how a loop gets the operand a of n: from a register, as a literal, or from memory.
func (l *lowering) operand(u *unit, k *loop, n, a *graph.Node) operand {
	if at := u.place(a); at >= 0 {
		return operand{from: register, at: int32(at)}
	}
	if value, ok := literal(a); ok {
		return operand{from: nowhere, value: value}
	}
	domain := u.domain
	if n.Op().Kind() == graph.Random { // the seed and counter are read as they are
		domain = shapeOf(a)
	}
	v := l.locate(a).to(domain)
	if v.colStride > 1 {
		v = l.materialize(l.locate(a)).to(domain)
	}
	return operand{from: linearMemory, at: int32(k.reading(v))}
}

// locate is the memory of a node that is not in a register.
func (l *lowering) locate(n *graph.Node) view {
	if v := l.where[n.ID()]; v.buffer != nil {
		return v
	}
	v := l.describe(n)
	l.where[n.ID()] = v
	return v
}

func (l *lowering) describe(n *graph.Node) view {
	switch n.Op() {
	case graph.Variable:
		return wholeView(l.memory.variables[n.Name()], shapeOf(n))
	case graph.Constant:
		return wholeView(l.memory.constant(n.Values()), shapeOf(n))
	}
	v := l.locate(n.Args()[0])
	from, _ := n.Bounds()
	switch n.Op() {
	case graph.Broadcast:
		return v.to(shapeOf(n))
	case graph.SliceRows:
		v.offset += from * v.rowStride
	case graph.SliceCols:
		v.offset += from * v.colStride
	case graph.Transpose:
		v.rowStride, v.colStride = v.colStride, v.rowStride
	case graph.Reshape:
		if !v.contiguous() {
			v = l.materialize(v)
		}
		v.rowStride, v.colStride = n.Cols(), 1
	}
	v.shape = shapeOf(n)
	return v
}

// materialize copies a view to a buffer of its own, row by row.
func (l *lowering) materialize(v view) view {
	out := l.scratch(v.shape)
	l.add(&copying{from: v, to: out})
	return out
}

// rowwise is the memory of n with the numbers of a row side by side.
func (l *lowering) rowwise(n *graph.Node) view {
	v := l.locate(n)
	if v.colStride != 1 && v.shape.cols > 1 {
		v = l.materialize(v)
	}
	return v
}

func (l *lowering) lowerConcat(n *graph.Node, out view) {
	row, col := 0, 0
	for _, a := range n.Args() {
		part := out
		part.shape = shapeOf(a)
		part.offset = row*out.rowStride + col
		l.add(&copying{from: l.locate(a), to: part})
		if n.Op() == graph.ConcatRows {
			row += a.Rows()
		} else {
			col += a.Cols()
		}
	}
}

func (l *lowering) lowerProduct(n *graph.Node, out view) {
	a, b := l.locate(n.Args()[0]), l.locate(n.Args()[1])
	ta, tb := n.Transposed()
	if ta {
		a = transposed(a)
	}
	if tb {
		b = transposed(b)
	}
	p := &product{a: a, b: b, to: out, relaxed: l.relaxed}
	switch {
	case p.packsB():
		p.b, p.bPacked = l.pack(b, p.widest()), true
	case b.colStride != 1 && b.shape.cols > 1:
		p.b = l.materialize(b)
	}
	if p.packsA() {
		p.a, p.aPacked = transposed(l.pack(transposed(a), p.tallest(p.widest()))), true
	}
	l.add(p)
}

// pack copies a matrix to panels of some columns. The view is of the memory that they take, not of their order.
func (l *lowering) pack(v view, width int) view {
	out := l.scratch(v.shape)
	l.add(&packing{from: v, to: out, width: width})
	return out
}

func transposed(v view) view {
	v.rowStride, v.colStride = v.colStride, v.rowStride
	v.shape = shape{v.shape.cols, v.shape.rows}
	return v
}

func (l *lowering) lowerArgsort(n *graph.Node, out view) {
	l.add(&argsort{from: l.locate(n.Args()[0]), to: out, work: l.scratch(shape{sortWords(n.Rows()), 1})})
}

// store brings the results to their variables.
func (l *lowering) store(results []result) {
	type pending struct{ from, to view }
	var moves []pending
	used := map[*buffer]bool{}
	for _, r := range results {
		from := l.locate(r.value)
		if !isKernel(r.value) || used[from.buffer] {
			from = l.materialize(from)
		}
		used[from.buffer] = true
		from.buffer.result = true
		moves = append(moves, pending{from, wholeView(l.memory.variables[r.variable], shapeOf(r.value))})
	}
	var copies []kernel
	l.plan.noteUses()
	for _, m := range moves {
		if l.plan.canReplace(m.to.buffer, m.from.buffer) {
			m.from.buffer.home = m.to.buffer
		} else {
			copies = append(copies, &copying{from: m.from, to: m.to})
		}
	}
	l.plan.kernels = append(l.plan.kernels, copies...)
}

// use is a kernel's view of a buffer.
type use struct {
	kernel      int
	elementwise bool // the kernel is a loop
	view        view
}

// noteUses lists the kernels that read each variable, and those that write each result, in their order.
func (p *plan) noteUses() {
	for i, k := range p.kernels {
		_, elementwise := k.(*loop)
		for _, v := range k.reads() {
			if !v.buffer.scratch {
				p.claim(v.buffer)
				v.buffer.reads = append(v.buffer.reads, use{i, elementwise, v})
			}
		}
		for _, v := range k.writes() {
			if v.buffer.result {
				p.claim(v.buffer)
				v.buffer.writes = append(v.buffer.writes, i)
			}
		}
	}
}

// claim forgets the uses of a buffer by another plan.
func (p *plan) claim(b *buffer) {
	if b.of != p {
		b.of, b.reads, b.writes = p, b.reads[:0], b.writes[:0]
	}
}

// canReplace tells whether the kernel that writes the scratch buffer may write the variable instead: no later kernel reads the variable's old value,
// and the writer reads at most the element that it is about to write.
func (p *plan) canReplace(variable, scratch *buffer) bool {
	p.claim(variable)
	p.claim(scratch)
	writers := scratch.writes
	for _, r := range variable.reads {
		if len(writers) == 0 || r.kernel < writers[0] {
			continue
		}
		same := slices.Contains(writers, r.kernel) && r.elementwise && r.view.shape.size() == variable.size && r.view.contiguous()
		if !same {
			return false
		}
	}
	return true
}
