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
	newest unit    // of the node that is being added, until it is merged with another or kept
}

// add merges a node with the units of its operands, or gives it a unit of its own. Most are merged, and leave nothing to collect.
func (f *fuser) add(n *graph.Node) {
	u := &f.newest
	*u = unit{nodes: append(u.nodes[:0], n), needs: u.needs[:0], domain: shapeOf(n)}
	switch n.Op().Kind() {
	case graph.Elementwise, graph.Random:
		u.looping = true
	case graph.Reduction:
		u.looping, u.domain = true, shapeOf(n.Args()[0])
	}
	for _, a := range n.Args() {
		p := f.unitOf[producer(a).ID()]
		if p == nil {
			continue
		}
		p = p.current()
		direct := isKernel(a) && a.Op().Kind() != graph.Reduction && shapeOf(a) == u.domain && p.looping && u.looping
		u.note(p, !direct)
	}
	for _, a := range n.Args() {
		if p := f.unitOf[a.ID()]; p != nil {
			if p = p.current(); f.tryMerge(p, u) {
				u = p
			}
		}
	}
	if u == &f.newest {
		u = f.keep()
	}
	f.unitOf[n.ID()] = u
}

// keep makes a unit of the newest that lasts.
func (f *fuser) keep() *unit {
	u := f.newest
	u.nodes, u.needs = slices.Clone(u.nodes), slices.Clone(u.needs)
	for _, n := range u.needs {
		n.unit.users = append(n.unit.users, &u)
	}
	return &u
}

// tryMerge moves the nodes of b, the unit of the newest node, into a, the unit of one of its operands, if one loop can compute both, and tells
// whether it can. a does not need b: whatever was merged with the newest node before would have had a in between.
func (f *fuser) tryMerge(a, b *unit) bool {
	if a == b || !a.looping || !b.looping || a.random() || b.random() || a.domain != b.domain || len(a.nodes)+len(b.nodes) > maxFused {
		return false
	}
	if at := b.needing(a); at >= 0 && b.needs[at].throughMemory || f.reaches(b, a) {
		return false
	}
	a.nodes = interleave(a.nodes, b.nodes)
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
	return true
}

// need notes in both units that p is to run before u.
func (u *unit) need(p *unit, throughMemory bool) {
	if u.note(p, throughMemory) {
		p.users = append(p.users, u)
	}
}

// note notes in u alone that p is to run before it, and tells whether that is news.
func (u *unit) note(p *unit, throughMemory bool) bool {
	if at := u.needing(p); at >= 0 {
		u.needs[at].throughMemory = u.needs[at].throughMemory || throughMemory
		return false
	}
	u.needs = append(u.needs, need{p, throughMemory})
	u.rise(p.level + 1)
	return true
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

// interleave merges the nodes b into a in the order of their construction, in which operands come first.
func interleave(a, b []*graph.Node) []*graph.Node {
	left, right := len(a)-1, len(b)-1
	a = append(a, b...)
	for at := len(a) - 1; right >= 0; at-- { // from the end, where there is room
		if left >= 0 && a[left].ID() > b[right].ID() {
			a[at] = a[left]
			left--
		} else {
			a[at] = b[right]
			right--
		}
	}
	return a
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
	f.search++
	var visit func(u *unit)
	visit = func(u *unit) {
		if u.seen == f.search {
			return
		}
		u.seen = f.search
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
