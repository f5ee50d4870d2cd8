package compile

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"pushforward/core/graph"
	"pushforward/core/random"
)

// loop is a kernel that visits a domain once, row by row and four columns at a time, keeping the values of its nodes in vector registers.
type loop struct {
	domain   shape
	nodes    []*graph.Node
	operands []operand // of all nodes, one after the other
	stores   []store
	read     []view // what the operands read, each once
	written  []view // what the stores write
}

func newLoop(u *unit) *loop {
	count := 0
	for _, n := range u.nodes {
		count += len(n.Args())
	}
	return &loop{domain: u.domain, nodes: u.nodes, operands: make([]operand, 0, count)}
}

// operand is an input of a node: another node of the loop, a literal, or memory. It has no pointers, as there are many.
type operand struct {
	from  source
	at    int32   // the place of the other node, or of the view among those that the loop reads
	value float32 // of a literal
}

// source is where an operand comes from.
type source int8

const (
	register source = iota
	nowhere         // a literal
	linearMemory
)

// fromMemory tells whether the operand of n is read element by element; a random node reads its key once.
func (o operand) fromMemory(n *graph.Node) bool {
	return o.from == linearMemory && n.Op().Kind() != graph.Random
}

// reading is the place of a view among those that the loop reads.
func (k *loop) reading(v view) int {
	at := slices.Index(k.read, v)
	if at < 0 {
		at = len(k.read)
		k.read = append(k.read, v)
	}
	return at
}

// each calls visit with the nodes in their order, their places and operands.
func (k *loop) each(visit func(i int, n *graph.Node, operands []operand)) {
	rest := k.operands
	for i, n := range k.nodes {
		count := len(n.Args())
		visit(i, n, rest[:count])
		rest = rest[count:]
	}
}

// store writes a node's value, or its reduction over the loop, to memory.
type store struct {
	node *graph.Node
	at   int // its place in the loop
	view view
}

func (k *loop) reads() []view  { return k.read }
func (k *loop) writes() []view { return k.written }

// String lists the loop's operations by name and the memory it touches.
func (k *loop) String() string {
	var words []string
	for _, n := range k.nodes {
		words = append(words, n.Op().String())
	}
	return fmt.Sprintf("loop %d×%d %s: %v → %v", k.domain.rows, k.domain.cols, strings.Join(words, " "), k.reads(), k.writes())
}

// flattened is the loop over one long row, if every operand and result lies in memory in the order of the domain.
func (k *loop) flattened() (*loop, bool) {
	flat := *k
	flat.domain = shape{1, k.domain.size()}
	for _, n := range k.nodes {
		if n.Op().Kind() == graph.Reduction {
			return k, false
		}
	}
	flat.read = make([]view, 0, len(k.read))
	for _, v := range k.read {
		if !v.contiguous() && !v.scalar() {
			return k, false
		}
		flat.read = append(flat.read, v.flattened(flat.domain))
	}
	flat.stores = make([]store, 0, len(k.stores))
	for _, s := range k.stores {
		flat.stores = append(flat.stores, store{s.node, s.at, s.view.flattened(flat.domain)})
	}
	return &flat, true
}

// flattened is a contiguous or scalar view as one long row.
func (v view) flattened(domain shape) view {
	if v.scalar() {
		v.rowStride, v.colStride = 0, 0
	} else {
		v.rowStride, v.colStride = domain.cols, 1
	}
	v.shape = domain
	return v
}

func (k *loop) describe(f *form) {
	f.note("loop", k.domain.rows, k.domain.cols, len(k.nodes), len(k.read))
	f.views(k.read...)
	k.each(func(_ int, n *graph.Node, operands []operand) {
		f.number(int(n.Op()))
		if n.Op().Kind() == graph.Random {
			f.number(int(random.StreamID(n.Name())))
		}
		for _, o := range operands {
			f.number(int(o.from))
			if o.from == nowhere {
				f.number(int(math.Float32bits(o.value)))
			} else {
				f.number(int(o.at))
			}
		}
	})
	for _, s := range k.stores {
		f.number(s.at)
		f.views(s.view)
	}
}

func (k *loop) emit(e *emitter, f body) {
	if k.domain.rows > 1 {
		k, _ = k.flattened()
	}
	newLoopWriter(e, k, f).write()
}
