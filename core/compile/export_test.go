package compile

import (
	"strings"

	"pushforward/core/graph"
)

// Explain is the text of a program's only function before the first pass and after each; of the kernels, with the addresses that they are given
// in the end.
func Explain(program *graph.Graph) (string, error) {
	if err := program.Err(); err != nil {
		return "", err
	}
	f := program.Functions()[0]
	t := &translation{function: f, memory: newMemory(program.Variables())}
	text := f.String()
	for _, p := range passes() {
		p.run(t)
		if t.plan != nil {
			if _, err := t.memory.place([]*plan{t.plan}); err != nil {
				return "", err
			}
		}
		text += "\n" + p.name + "\n" + t.text()
	}
	return text, nil
}

// text is the latest form of a function.
func (t *translation) text() string {
	switch {
	case t.plan != nil:
		return (&Module{plans: []*plan{t.plan}}).Plan(t.plan.name)
	case t.units != nil:
		return strings.ReplaceAll(unitsText(t.units), "] [", "]\n[") + "\n"
	default:
		return resultsText(t.function.Name, t.results)
	}
}

// resultsText is the simplified function as a graph's function.
func resultsText(name string, results []result) string {
	g := results[0].value.Graph()
	variables := map[string]*graph.Node{}
	for _, v := range g.Variables() {
		variables[v.Name()] = v
	}
	f := g.Function(name)
	for _, r := range results {
		if variables[r.variable] == nil {
			variables[r.variable] = g.Variable(r.variable, r.value.Rows(), r.value.Cols())
		}
		f.Assign(variables[r.variable], r.value)
	}
	return strings.SplitAfterN(f.String(), "\n", 2)[1]
}
