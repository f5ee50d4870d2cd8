package compile

import (
	"slices"

	"pushforward/core/graph"
)

// rematerialize lets loops compute again what they would otherwise read from memory. A node of one loop is added to another that reads it
// if a few instructions make it of what that loop has or reads already, and at most one more matrix that is in memory in any case (none if the
// node itself is). What then is of use to no one is dropped from the first loop.
//
// So the forward loop of a layer z·sigmoid(z) with z = xw+b stores the sigmoid s and the result; the backward loop makes z and the
// derivative s(1−s) anew, from the product xw and from s.
func rematerialize(held nodeSet, units []*unit) []*unit {
	r := &rematerializer{stored: escaping(held, units)}
	r.pinned = escaping(held, slices.DeleteFunc(slices.Clone(units), func(u *unit) bool { return u.looping }))
	for _, u := range units {
		for u.looping && r.extend(u) {
		}
	}
	stored := escaping(held, units)
	for _, u := range units {
		u.dropUnused(stored)
	}
	return slices.DeleteFunc(units, func(u *unit) bool { return len(u.nodes) == 0 })
}

type rematerializer struct {
	stored nodeSet // what passes through memory to begin with
	pinned nodeSet // what does because others than loops read it
}

// maxRecomputed bounds the instructions by which a node is computed again: about as many as run while a number is loaded.
const maxRecomputed = 4

// extend adds a node to u that is cheaper computed again than read, with what it is made of, and tells whether there was one. Nodes that u uses
// last come first, because others that it reads may come with them.
func (r *rematerializer) extend(u *unit) bool {
	read := u.matricesRead()
	for _, n := range read {
		recipe := recipe{unit: u, read: read, stored: r.stored, spare: 1}
		if r.pinned.has(n) {
			recipe.spare = 0
		}
		if recipe.compute(n) && len(recipe.nodes) <= maxRecomputed && len(u.nodes)+len(recipe.nodes) <= maxFused {
			u.nodes = interleave(u.nodes, recipe.nodes)
			return true
		}
	}
	return false
}

// matricesRead are the nodes of the size of u's domain that u reads from memory.
func (u *unit) matricesRead() []*graph.Node {
	var nodes []*graph.Node
	for _, n := range slices.Backward(u.nodes) {
		for _, a := range n.Args() {
			if shapeOf(a) == u.domain && a.Op() != graph.Broadcast && !u.has(a) && !slices.Contains(nodes, a) {
				nodes = append(nodes, a)
			}
		}
	}
	return nodes
}

// recipe are nodes that compute something in a unit, in the order of their construction.
type recipe struct {
	unit   *unit
	read   []*graph.Node // matrices that the unit reads
	stored nodeSet
	spare  int // more matrices that it may read
	nodes  []*graph.Node
}

// compute adds n and what it is made of to the recipe, and tells whether that is possible.
func (r *recipe) compute(n *graph.Node) bool {
	if !cheap(n.Op()) || shapeOf(n) != r.unit.domain {
		return false
	}
	for _, a := range n.Args() {
		if !r.has(a) && !r.compute(a) {
			return false
		}
	}
	if !slices.Contains(r.nodes, n) {
		r.nodes = interleave(r.nodes, []*graph.Node{n})
	}
	return true
}

// has tells whether the unit has the number n, or may read it.
func (r *recipe) has(n *graph.Node) bool {
	switch source := producer(n); {
	case r.unit.has(n), slices.Contains(r.nodes, n), slices.Contains(r.read, n):
		return true
	case source.Op().Kind() == graph.Leaf && shapeOf(source) != r.unit.domain:
		return n == source || n.Op() == graph.Broadcast && n.Args()[0] == source
	case r.stored.has(n) && isKernel(n) && shapeOf(n) == r.unit.domain && r.spare > 0:
		r.spare--
		r.read = append(slices.Clone(r.read), n)
		return true
	default:
		return false
	}
}

// cheap tells whether an operation is one instruction that takes a few cycles.
func cheap(op graph.Op) bool {
	switch op {
	case graph.Neg, graph.Abs, graph.Add, graph.Sub, graph.Mul:
		return true
	}
	return false
}

// place is where n is among u's nodes, which are in the order of their construction; -1 if u does not compute it.
func (u *unit) place(n *graph.Node) int {
	from, to := 0, len(u.nodes)
	for from < to {
		if middle := (from + to) / 2; u.nodes[middle].ID() < n.ID() {
			from = middle + 1
		} else {
			to = middle
		}
	}
	if from < len(u.nodes) && u.nodes[from] == n {
		return from
	}
	return -1
}

// has tells whether u computes n.
func (u *unit) has(n *graph.Node) bool { return u.place(n) >= 0 }

// dropUnused takes out of a loop what neither it nor, through memory, anything else uses.
func (u *unit) dropUnused(stored nodeSet) {
	if !u.looping {
		return
	}
	used := make([]bool, len(u.nodes))
	for i, n := range slices.Backward(u.nodes) {
		if used[i] = used[i] || stored.has(n); !used[i] {
			continue
		}
		for _, a := range n.Args() {
			if at := u.place(a); at >= 0 {
				used[at] = true
			}
		}
	}
	kept := u.nodes[:0]
	for i, n := range u.nodes {
		if used[i] {
			kept = append(kept, n)
		}
	}
	u.nodes = kept
}

// nodeSet is a set of nodes of one graph, by their IDs.
type nodeSet []bool

func (s nodeSet) has(n *graph.Node) bool { return s[n.ID()] }
func (s nodeSet) add(n *graph.Node)      { s[n.ID()] = true }

// sizeOf is how many nodes the graph of some results has.
func sizeOf(results []result) int {
	if len(results) == 0 {
		return 0
	}
	return results[0].value.Graph().Size()
}

// held are the nodes that pass through memory whatever the units are: results, and what is read in another shape.
func held(results []result) nodeSet {
	set := make(nodeSet, sizeOf(results))
	roots := make([]*graph.Node, len(results))
	for i, r := range results {
		roots[i] = r.value
		set.add(r.value)
	}
	for _, n := range graph.Reachable(roots...) {
		if !isKernel(n) {
			for _, a := range n.Args() {
				set.add(a)
			}
		}
	}
	return set
}

// escaping are the nodes that pass through memory: beside those that are [held], reductions, what units other than loops compute, and what a unit reads
// that does not compute it.
func escaping(held nodeSet, units []*unit) nodeSet {
	escapes := slices.Clone(held)
	for _, u := range units {
		for _, n := range u.nodes {
			if n.Op().Kind() == graph.Reduction || !u.looping {
				escapes.add(n)
			}
			for _, a := range n.Args() {
				if !escapes.has(a) && !u.has(a) {
					escapes.add(a)
				}
			}
		}
	}
	return escapes
}
