package compile

import (
	"slices"

	"pushforward/core/graph"
)

// shape is rows × columns.
type shape struct{ rows, cols int }

func shapeOf(n *graph.Node) shape { return shape{n.Rows(), n.Cols()} }

func (s shape) size() int { return s.rows * s.cols }

// A unit is a set of nodes that one loop over a common domain computes, or a single other node that needs a kernel.
type unit struct {
	nodes   []*graph.Node // operands first
	domain  shape         // of the loop
	looping bool
	needs   []need
	users   []*unit // units that need this one, or that were merged with one that does
	merged  *unit   // the unit that took this one in
	level   int     // above those of all units that it needs
	seen    int     // the last search that came by
}

// need is a unit to run before, and whether a value passes through memory in between.
type need struct {
	unit          *unit
	throughMemory bool
}

// needing is the place of p among what u needs, -1 if it does not need it.
func (u *unit) needing(p *unit) int {
	for i := range u.needs {
		if u.needs[i].unit == p {
			return i
		}
	}
	return -1
}

// current is the unit that now holds u's nodes.
func (u *unit) current() *unit {
	for u.merged != nil {
		u = u.merged
	}
	return u
}

// fuse groups element-wise operations and the reductions of their results into loops that keep values in registers. A node joins the
// unit of an operand when both run over the same domain and no third unit must run in between. Units come back in an
// order in which they can run.
func fuse(results []result) []*unit {
	roots := make([]*graph.Node, len(results))
	for i, r := range results {
		roots[i] = r.value
	}
	nodes := graph.Reachable(roots...)
	f := &fuser{unitOf: make([]*unit, sizeOf(results))}
	for _, n := range nodes {
		if isKernel(n) {
			f.add(n)
		}
	}
	return f.order(nodes)
}

// isKernel tells whether a node computes or moves numbers; the others are names for memory that already holds them.
func isKernel(n *graph.Node) bool {
	switch n.Op() {
	case graph.ConcatRows, graph.ConcatCols:
		return true
	}
	switch n.Op().Kind() {
	case graph.Leaf, graph.Structural:
		return false
	default:
		return true
	}
}

// producer is the node whose memory n names: n itself, or what n is a slice, broadcast, reshape or transpose of.
func producer(n *graph.Node) *graph.Node {
	for !isKernel(n) && n.Op().Kind() != graph.Leaf {
		n = n.Args()[0]
	}
	return n
}

type fuser struct {
	unitOf []*unit // by the node's ID
	search int     // how many there have been
}

func (f *fuser) add(n *graph.Node) {
	u := &unit{nodes: []*graph.Node{n}, domain: shapeOf(n)}
	switch n.Op().Kind() {
	case graph.Elementwise, graph.Random:
		u.looping = true
	case graph.Reduction:
		u.looping, u.domain = true, shapeOf(n.Args()[0])
	}
	f.unitOf[n.ID()] = u
	for _, a := range n.Args() {
		p := f.unitOf[producer(a).ID()]
		if p == nil {
			continue
		}
		p = p.current()
		direct := isKernel(a) && a.Op().Kind() != graph.Reduction && shapeOf(a) == u.domain && p.looping && u.looping
		u.need(p, !direct)
	}
	for _, a := range n.Args() {
		if p := f.unitOf[a.ID()]; p != nil {
			f.tryMerge(p.current(), f.unitOf[n.ID()].current())
		}
	}
}

// tryMerge moves the nodes of b, the unit of the newest node, into a, the unit of one of its operands, if one loop can compute both. a does
// not need b: whatever was merged with the newest node before would have had a in between.
func (f *fuser) tryMerge(a, b *unit) {
	if a == b || !a.looping || !b.looping || a.random() || b.random() || a.domain != b.domain || len(a.nodes)+len(b.nodes) > maxFused {
		return
	}
	if at := b.needing(a); at >= 0 && b.needs[at].throughMemory || f.reaches(b, a) {
		return
	}
	if a.nodes[len(a.nodes)-1].ID() < b.nodes[0].ID() {
		a.nodes = append(a.nodes, b.nodes...)
	} else {
		a.nodes = interleave(a.nodes, b.nodes)
	}
	b.merged = a
	for _, n := range b.needs {
		if n.unit != a {
			a.need(n.unit, n.throughMemory)
		}
	}
	for _, u := range b.users {
		u = u.current()
		if at := u.needing(b); at >= 0 {
			throughMemory := u.needs[at].throughMemory
			u.needs = slices.Delete(u.needs, at, at+1)
			if u != a {
				u.need(a, throughMemory)
			}
		}
	}
}

// need notes that p is to run before u.
func (u *unit) need(p *unit, throughMemory bool) {
	if at := u.needing(p); at >= 0 {
		u.needs[at].throughMemory = u.needs[at].throughMemory || throughMemory
		return
	}
	u.needs = append(u.needs, need{p, throughMemory})
	p.users = append(p.users, u)
	u.rise(p.level + 1)
}

// rise brings a unit to a level at least, and what needs it above it.
func (u *unit) rise(level int) {
	if u.level >= level {
		return
	}
	u.level = level
	for _, v := range u.users {
		if v = v.current(); v != u {
			v.rise(level + 1)
		}
	}
}

// random tells whether u draws numbers. It does so in a loop of its own, which has no row structure and so never works on single lanes, as a loop over
// a matrix of two columns may have to.
func (u *unit) random() bool { return u.nodes[0].Op().Kind() == graph.Random }

// interleave merges two lists of nodes in the order of their construction, in which operands come first.
func interleave(a, b []*graph.Node) []*graph.Node {
	merged := make([]*graph.Node, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		if a[0].ID() < b[0].ID() {
			merged, a = append(merged, a[0]), a[1:]
		} else {
			merged, b = append(merged, b[0]), b[1:]
		}
	}
	return append(append(merged, a...), b...)
}

// maxFused bounds the nodes of a loop: past it registers spill and the browser's compiler slows down.
const maxFused = 96

// reaches tells whether u needs goal by way of a third unit.
func (f *fuser) reaches(u, goal *unit) bool {
	f.search++
	u.seen = f.search
	for i := range u.needs {
		if p := u.needs[i].unit; p != goal && f.leads(p, goal) {
			return true
		}
	}
	return false
}

// leads tells whether v is goal or needs it, by whatever way that the present search has not tried.
func (f *fuser) leads(v, goal *unit) bool {
	if v == goal {
		return true
	}
	if v.level <= goal.level || v.seen == f.search {
		return false
	}
	v.seen = f.search
	for i := range v.needs {
		if f.leads(v.needs[i].unit, goal) {
			return true
		}
	}
	return false
}

// order lists the units so that each follows what it needs; nodes, operands first, break ties the same way every time.
func (f *fuser) order(nodes []*graph.Node) []*unit {
	var ordered []*unit
	done := map[*unit]bool{}
	var visit func(u *unit)
	visit = func(u *unit) {
		if done[u] {
			return
		}
		done[u] = true
		for _, n := range u.nodes {
			for _, a := range n.Args() {
				if p := f.unitOf[producer(a).ID()]; p != nil && p.current() != u {
					visit(p.current())
				}
			}
		}
		ordered = append(ordered, u)
	}
	for _, n := range nodes {
		if u := f.unitOf[n.ID()]; u != nil {
			visit(u.current())
		}
	}
	return ordered
}
