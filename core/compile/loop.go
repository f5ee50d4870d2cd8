package compile

import (
	"fmt"
	"slices"
	"strings"

	"pushforward/core/compile/encode"
	"pushforward/core/graph"
)

// loop is a kernel that visits a domain once, row by row and four columns at a time, keeping the values of its nodes in vector registers.
type loop struct {
	domain   shape
	nodes    []*graph.Node
	operands [][]operand // of each node
	stores   []store
	read     []view // what the operands read, each once
	written  []view // what the stores write
}

// operand is an input of a node: another node of the loop, a literal, or memory.
type operand struct {
	inner   bool
	at      int // the place of the other node
	literal bool
	value   float32
	view    view
}

// fromMemory tells whether the operand of n is read element by element; a random node reads its key once.
func (o operand) fromMemory(n *graph.Node) bool {
	return !o.inner && !o.literal && n.Op().Kind() != graph.Random
}

// store writes a node's value, or its reduction over the loop, to memory.
type store struct {
	node *graph.Node
	at   int // its place in the loop
	view view
}

func (k *loop) reads() []view  { return k.read }
func (k *loop) writes() []view { return k.written }

// noteViews finds what the operands read and the stores write.
func (k *loop) noteViews() {
	k.written = make([]view, len(k.stores))
	for i, s := range k.stores {
		k.written[i] = s.view
	}
	for _, operands := range k.operands {
		for _, o := range operands {
			if !o.inner && !o.literal && !slices.Contains(k.read, o.view) {
				k.read = append(k.read, o.view)
			}
		}
	}
}

// String lists the loop's operations by name and the memory it touches.
func (k *loop) String() string {
	var words []string
	for _, n := range k.nodes {
		words = append(words, n.Op().String())
	}
	return fmt.Sprintf("loop %d×%d %s: %v → %v", k.domain.rows, k.domain.cols, strings.Join(words, " "), k.reads(), k.writes())
}

// countOperands is how many operands nodes have together.
func countOperands(nodes []*graph.Node) (count int) {
	for _, n := range nodes {
		count += len(n.Args())
	}
	return count
}

// flattened is the loop over one long row, if every operand and result lies in memory in the order of the domain.
func (k *loop) flattened() (*loop, bool) {
	flat := *k
	flat.domain = shape{1, k.domain.size()}
	for i, n := range k.nodes {
		if n.Op().Kind() == graph.Reduction {
			return k, false
		}
		for _, o := range k.operands[i] {
			if o.fromMemory(n) && !o.view.contiguous() && !o.view.scalar() {
				return k, false
			}
		}
	}
	flat.operands = make([][]operand, len(k.nodes))
	all := make([]operand, 0, countOperands(k.nodes))
	for i, n := range k.nodes {
		from := len(all)
		for _, o := range k.operands[i] {
			if o.fromMemory(n) {
				o.view = o.view.flattened(flat.domain)
			}
			all = append(all, o)
		}
		flat.operands[i] = all[from:]
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

func (k *loop) emit(e *emitter) *encode.Function {
	if k.domain.rows > 1 {
		k, _ = k.flattened()
	}
	w := newLoopWriter(e, k)
	w.write()
	return w.f
}
