package graph

import (
	"fmt"
	"strings"
)

// String is the text form of the program: its variables, then each function as a list of nodes and assignments, numbered from 0 in
// each function, so that the text depends on what is computed and not on how the graph was built up.
func (g *Graph) String() string {
	var b strings.Builder
	for _, v := range g.variables {
		fmt.Fprintf(&b, "variable %v\n", v)
	}
	for _, f := range g.functions {
		b.WriteByte('\n')
		b.WriteString(f.String())
	}
	return b.String()
}

// String is the text form of one function.
func (f *Function) String() string {
	var b strings.Builder
	names, computed := map[*Node]string{}, 0
	fmt.Fprintf(&b, "function %s\n", f.Name)
	for _, n := range f.Nodes() {
		if n.op == Variable {
			names[n] = fmt.Sprintf("%q", n.name)
			continue
		}
		names[n] = fmt.Sprintf("%%%d", computed)
		computed++
		fmt.Fprintf(&b, "\t%s = %s [%d×%d]\n", names[n], n.expression(names), n.rows, n.cols)
	}
	for _, a := range f.Assignments {
		fmt.Fprintf(&b, "\t%q ← %s\n", a.Variable.name, names[a.Value])
	}
	return b.String()
}

func (n *Node) expression(names map[*Node]string) string {
	words := []string{n.op.String()}
	for _, a := range n.args {
		words = append(words, names[a])
	}
	switch n.op {
	case Constant:
		words = append(words, strings.Trim(fmt.Sprint(n.values), "[]"))
	case Uniform, Normal:
		words = []string{n.op.String(), fmt.Sprintf("%q", n.name)}
	case SliceRows, SliceCols:
		words = append(words, fmt.Sprintf("%d:%d", n.from, n.to))
	case MatMul:
		words[1] += mark(n.ta)
		words[2] += mark(n.tb)
	}
	return strings.Join(words, " ")
}
