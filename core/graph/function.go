package graph

// A Function is a named entry point: assignments that happen together.
type Function struct {
	Name        string
	Assignments []Assignment
	graph       *Graph
}

// An Assignment stores Value to Variable once every right-hand side of its function is known.
type Assignment struct{ Variable, Value *Node }

// Function declares an entry point under a name of its own.
func (g *Graph) Function(name string) *Function {
	f := &Function{Name: name, graph: g}
	if g.Lookup(name) != nil {
		g.fail("function %q is declared twice", name)
	}
	g.functions = append(g.functions, f)
	return f
}

// Assign stores value to variable at the end of the call; their shapes must agree.
func (f *Function) Assign(variable, value *Node) {
	if variable.op == Invalid || value.op == Invalid {
		return
	}
	g := f.graph
	switch {
	case variable.graph != g || value.graph != g:
		g.fail("%s: assignment of %v to %v: one belongs to another graph", f.Name, value, variable)
	case variable.op != Variable:
		g.fail("%s: assignment to %v, which is no variable", f.Name, variable)
	case variable.rows != value.rows || variable.cols != value.cols:
		g.fail("%s: assignment of %v to %v: shapes differ", f.Name, value, variable)
	default:
		for _, a := range f.Assignments {
			if a.Variable == variable {
				g.fail("%s: two assignments to %v", f.Name, variable)
				return
			}
		}
		f.Assignments = append(f.Assignments, Assignment{variable, value})
	}
}

// Output declares the variable "function.name" of value's shape and assigns value to it: a result for the host to read.
func (f *Function) Output(name string, value *Node) *Node {
	v := f.graph.Variable(f.Name+"."+name, value.rows, value.cols)
	f.Assign(v, value)
	return v
}

// Nodes are the nodes that the function's assignments need, operands before results.
func (f *Function) Nodes() []*Node {
	roots := make([]*Node, 0, 2*len(f.Assignments))
	for _, a := range f.Assignments {
		roots = append(roots, a.Value)
	}
	return Reachable(roots...)
}

// Reachable are the nodes that roots depend on and the roots themselves, operands before results.
func Reachable(roots ...*Node) []*Node {
	if len(roots) == 0 {
		return nil
	}
	seen := make([]bool, len(roots[0].graph.nodes)-invalidID) // by ID, after the one place of all invalid nodes
	var order []*Node
	type visit struct {
		node *Node
		args int // that have been visited
	}
	var path []visit // a stack of its own: chains are as long as programs
	enter := func(n *Node) {
		if at := n.id - invalidID; !seen[at] {
			seen[at] = true
			path = append(path, visit{node: n})
		}
	}
	for _, r := range roots {
		enter(r)
		for len(path) > 0 {
			switch last := &path[len(path)-1]; {
			case last.args < len(last.node.args):
				last.args++
				enter(last.node.args[last.args-1])
			default:
				order = append(order, last.node)
				path = path[:len(path)-1]
			}
		}
	}
	return order
}
