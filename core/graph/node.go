package graph

import "fmt"

// A Node is one value of a graph: a matrix that an operation makes of its operands. Nodes are immutable; their
// methods add further nodes to the same graph.
type Node struct {
	graph      *Graph
	id         int
	op         Op
	args       []*Node
	rows, cols int

	name     string    // of a variable or a random stream
	values   []float32 // of a constant
	from, to int       // of a slice
	ta, tb   bool      // of a product: which operands are transposed
}

// Op is the operation that makes the node.
func (n *Node) Op() Op { return n.op }

// ID numbers the nodes of a graph in the order of their construction.
func (n *Node) ID() int { return n.id }

// Args are the operands; the caller must not change them.
func (n *Node) Args() []*Node { return n.args }

// Rows is the number of rows.
func (n *Node) Rows() int { return n.rows }

// Cols is the number of columns.
func (n *Node) Cols() int { return n.cols }

// Size is rows × columns.
func (n *Node) Size() int { return n.rows * n.cols }

// Name is a variable's name or a random node's stream.
func (n *Node) Name() string { return n.name }

// Values are a constant's numbers, row by row; the caller must not change them.
func (n *Node) Values() []float32 { return n.values }

// Bounds are the half-open range of a slice.
func (n *Node) Bounds() (from, to int) { return n.from, n.to }

// Transposed tells which operands of a product are transposed.
func (n *Node) Transposed() (a, b bool) { return n.ta, n.tb }

// Graph is the graph the node belongs to.
func (n *Node) Graph() *Graph { return n.graph }

// String names the node and its shape, as errors do: %12 [256×2], or "w" [2×64] for a variable.
func (n *Node) String() string {
	switch n.op {
	case Invalid:
		return "invalid"
	case Variable:
		return fmt.Sprintf("%q [%d×%d]", n.name, n.rows, n.cols)
	default:
		return fmt.Sprintf("%%%d [%d×%d]", n.id, n.rows, n.cols)
	}
}

// With makes a node of n's operation and attributes on other operands, in the graph of those operands; a leaf is copied into g. It is how a
// compiler's pass rebuilds a graph.
func (n *Node) With(g *Graph, args []*Node) *Node {
	if n.op == Variable {
		if v := g.named[n.name]; v != nil {
			return v
		}
		return g.Variable(n.name, n.rows, n.cols)
	}
	for _, a := range args {
		if a.op == Invalid {
			return a
		}
	}
	if len(g.room) == 0 {
		g.room = make([]Node, nodesAtOnce)
	}
	c := &g.room[0]
	g.room = g.room[1:]
	*c = *n
	c.args = args
	return g.add(c)
}

// nodesAtOnce are allocated together.
const nodesAtOnce = 64
