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
func rematerialize(results []result, units []*unit) []*unit {
	r := &rematerializer{stored: escaping(results, units)}
	r.pinned = escaping(results, slices.DeleteFunc(slices.Clone(units), func(u *unit) bool { return u.looping }))
	for _, u := range units {
		for u.looping && r.extend(u) {
		}
	}
	stored := escaping(results, units)
	for _, u := range units {
		u.dropUnused(stored)
	}
	return slices.DeleteFunc(units, func(u *unit) bool { return len(u.nodes) == 0 })
}

type rematerializer struct {
	stored map[*graph.Node]bool // what passes through memory to begin with
	pinned map[*graph.Node]bool // what does because others than loops read it
}

// maxRecomputed bounds the instructions by which a node is computed again: about as many as run while a number is loaded.
const maxRecomputed = 4

// extend adds a node to u that is cheaper computed again than read, with what it is made of, and tells whether there was one. Nodes that u uses
// last come first, because others that it reads may come with them.
func (r *rematerializer) extend(u *unit) bool {
	read := u.matricesRead()
	for _, n := range read {
		recipe := recipe{unit: u, read: read, stored: r.stored, spare: 1}
		if r.pinned[n] {
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
	stored map[*graph.Node]bool
	spare  int // more matrices that it may read
	nodes  []*graph.Node
}

// compute adds n and what it is made of to the recipe, and tells whether that is possible.
func (r *recipe) compute(n *graph.Node) bool {
	if !cheap[n.Op()] || shapeOf(n) != r.unit.domain {
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
	case r.stored[n] && isKernel(n) && shapeOf(n) == r.unit.domain && r.spare > 0:
		r.spare--
		r.read = append(slices.Clone(r.read), n)
		return true
	default:
		return false
	}
}

// cheap are the operations of one instruction that takes a few cycles.
var cheap = map[graph.Op]bool{
	graph.Neg: true, graph.Abs: true, graph.Add: true, graph.Sub: true, graph.Mul: true,
}

// has tells whether u computes n.
func (u *unit) has(n *graph.Node) bool { return slices.Contains(u.nodes, n) }

// dropUnused takes out of a loop what neither it nor, through memory, anything else uses.
func (u *unit) dropUnused(stored map[*graph.Node]bool) {
	if !u.looping {
		return
	}
	used := map[*graph.Node]bool{}
	for _, n := range slices.Backward(u.nodes) {
		if stored[n] || used[n] {
			used[n] = true
			for _, a := range n.Args() {
				used[a] = true
			}
		}
	}
	u.nodes = slices.DeleteFunc(u.nodes, func(n *graph.Node) bool { return !used[n] })
}

// escaping are the nodes that pass through memory: results, reductions, what units other than loops compute, and what a unit reads that does not
// compute it, or reads in another shape.
func escaping(results []result, units []*unit) map[*graph.Node]bool {
	escapes := map[*graph.Node]bool{}
	roots := make([]*graph.Node, len(results))
	for i, r := range results {
		roots[i] = r.value
		escapes[r.value] = true
	}
	for _, n := range graph.Reachable(roots...) {
		if !isKernel(n) {
			for _, a := range n.Args() {
				escapes[a] = true
			}
		}
	}
	for _, u := range units {
		for _, n := range u.nodes {
			escapes[n] = escapes[n] || n.Op().Kind() == graph.Reduction || !u.looping
			for _, a := range n.Args() {
				if !u.has(a) {
					escapes[a] = true
				}
			}
		}
	}
	return escapes
}
