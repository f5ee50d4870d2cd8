package methodtest

import (
	"slices"
	"strings"

	"pushforward/core/graph"
	"pushforward/core/method"
	"pushforward/core/random"
)

// A slot is a variable by which an ability is asked or answers. Columns of 0 stand for the dimension of the problem, and of anyWidth for as many as there are.
type slot struct {
	name       string
	rows, cols int
}

const anyWidth = -1

// answers lists the abilities that are checked here, with the columns of their answers.
func answers() map[method.Ability]int {
	return map[method.Ability]int{
		method.Push: 0, method.Inverse: 0, method.LogDensity: 1, method.Energy: 1, method.Velocity: 0, method.Divergence: 1, method.Score: 0,
		method.Witness: 1, method.Spread: 0, method.Latent: anyWidth, method.Simulate: 0,
	}
}

// A signature is what an ability's function reads and writes.
type signature struct{ reads, writes []slot }

func signatureOf(a method.Ability, model *method.Model) signature {
	const n = method.Chunk
	name := string(a)
	s := signature{[]slot{{name + ".at", n, 0}}, []slot{{name + ".is", n, answers()[a]}}}
	switch {
	case a == method.Spread: // which may be the same everywhere
		s.reads = nil
	case a == method.Simulate: // which need not depend on time
		if model.Noise > 0 {
			s.reads = append(s.reads, slot{name + ".noise", n, model.Noise})
		}
	case a.Timed():
		s.reads = append(s.reads, slot{name + ".time", 1, 1})
	}
	return s
}

// build is the program and the model of an entry with some parameters set, from the standard normal distribution to itself.
func build(entry method.Entry, parameters map[string]string, dim int) (*graph.Graph, *method.Model, error) {
	return buildFor(entry, parameters, dim, func(*method.Problem) {})
}

// buildFor is [build] for a problem that is changed.
func buildFor(entry method.Entry, parameters map[string]string, dim int, change func(*method.Problem)) (*graph.Graph, *method.Model, error) {
	configured, err := entry.Configure(parameters)
	if err != nil {
		return nil, nil, err
	}
	g := graph.New()
	points := make([]float32, 64*dim)
	for i, r := 0, random.New(seed, "points"); i < len(points); i++ {
		points[i] = float32(r.Normal())
	}
	normal := method.Normal{Graph: g, Dim: dim}
	problem := &method.Problem{Graph: g, Dim: dim, Source: normal, Target: normal, Points: points}
	change(problem)
	model, err := configured.Build(problem)
	if err == nil {
		err = g.Err()
	}
	return g, model, err
}

// testNeeds checks that a method goes with draws alone where the entry asks for no more of its source and its target, and else not.
func testNeeds(t Reporter, entry method.Entry) {
	draws := func(p *method.Problem, role string) method.Distribution {
		return method.Pool{Rows: p.Graph.Variable(role+".pool", len(p.Points)/p.Dim, p.Dim)}
	}
	for _, c := range []struct {
		role   string
		need   method.Need
		change func(p *method.Problem)
	}{
		{"source", entry.Source, func(p *method.Problem) { p.Source = draws(p, "source") }},
		{"target", entry.Target, func(p *method.Problem) { p.Target = draws(p, "target") }},
	} {
		switch _, _, err := buildFor(entry, nil, 2, c.change); {
		case err != nil && c.need == method.Anything:
			t.Errorf("a %s that is drawn from: %v: want none, or that the entry lists what it needs", c.role, err)
		case err == nil && c.need != method.Anything:
			t.Errorf("a %s that is drawn from will do, though the entry says that it must be %s", c.role, c.need)
		}
	}
}

// testProgram checks that the functions of a method's program are those it should have, and touch only what they should.
func testProgram(t Reporter, entry method.Entry, dim int) {
	g, model, err := build(entry, nil, dim)
	if err != nil {
		t.Errorf("in %d dimensions: %v", dim, err)
		return
	}
	testInitialize(t, g, model)
	if model.Horizon == 0 && entry.Has(method.Simulate) {
		testNothingLearnt(t, g, model)
	} else {
		testStep(t, g, model)
	}
	for ability := range answers() {
		switch f := g.Lookup(string(ability)); {
		case f == nil && entry.Has(ability):
			t.Errorf("the ability %q is listed but the program has no such function", ability)
		case f != nil && !entry.Has(ability):
			t.Errorf("the program has a function %q but the ability is not listed", ability)
		case f != nil:
			testSignature(t, f, signatureOf(ability, model), dim)
		}
	}
	if (model.Pairing != nil) != entry.Has(method.Pairs) {
		t.Errorf("the ability %q is listed: %v, the model has a Pairing: %v", method.Pairs, entry.Has(method.Pairs), model.Pairing != nil)
	}
	for _, ability := range entry.Abilities {
		if _, ok := answers()[ability]; !ok && ability != method.Pairs {
			t.Errorf("the ability %q is listed but nothing here checks it", ability)
		}
	}
}

// testNothingLearnt checks that a simulation without a learned part has no parameters and no step.
func testNothingLearnt(t Reporter, g *graph.Graph, model *method.Model) {
	if g.Lookup(method.Step) != nil || model.Parameters != nil && model.Parameters.Count() > 0 {
		t.Errorf("a schedule of 0 steps, but there is something to learn")
	}
}

// testInitialize checks that "init" sets every parameter, and does not depend on what was there before.
func testInitialize(t Reporter, g *graph.Graph, model *method.Model) {
	f := g.Lookup(method.Initialize)
	if f == nil {
		t.Errorf("the program has no function %q", method.Initialize)
		return
	}
	if model.Parameters != nil {
		for _, v := range model.Parameters.Variables() {
			if !assigns(f, v.Name(), v.Rows(), v.Cols()) {
				t.Errorf("%s does not set %v", method.Initialize, v)
			}
		}
	}
	for _, n := range f.Nodes() {
		if n.Op() == graph.Variable && n != g.Seed() && n != g.Counter() {
			t.Errorf("%s depends on %v: want it to depend on the seed alone", method.Initialize, n)
		}
	}
}

// testStep checks that there is something to learn, and that "step" moves every parameter and the counter, and tells the loss.
func testStep(t Reporter, g *graph.Graph, model *method.Model) {
	if model.Parameters == nil || model.Parameters.Count() == 0 {
		t.Errorf("the model has no parameters to learn")
		return
	}
	if model.Horizon < 1 {
		t.Errorf("a schedule of %d steps: want at least 1", model.Horizon)
	}
	f := g.Lookup(method.Step)
	if f == nil {
		t.Errorf("the program has no function %q", method.Step)
		return
	}
	for _, v := range append(model.Parameters.Variables(), g.Counter()) {
		if !assigns(f, v.Name(), v.Rows(), v.Cols()) {
			t.Errorf("%s does not move %v", method.Step, v)
		}
	}
	if !assigns(f, method.Loss, 1, 1) {
		t.Errorf("%s does not tell %q [1×1]", method.Step, method.Loss)
	}
}

// testSignature checks an ability's variables, and that it changes no others: looking must not disturb training.
func testSignature(t Reporter, f *graph.Function, want signature, dim int) {
	nodes := f.Nodes()
	for _, s := range want.reads {
		if !slices.ContainsFunc(nodes, func(n *graph.Node) bool { return n.Op() == graph.Variable && s.is(n, dim) }) {
			t.Errorf("%s does not read %q [%d×%d]", f.Name, s.name, s.rows, s.columns(dim))
		}
	}
	for _, s := range want.writes {
		if !slices.ContainsFunc(f.Assignments, func(a graph.Assignment) bool { return s.is(a.Variable, dim) }) {
			t.Errorf("%s does not write %q [%d×%d]", f.Name, s.name, s.rows, s.columns(dim))
		}
	}
	for _, a := range f.Assignments {
		if !strings.HasPrefix(a.Variable.Name(), f.Name+".") {
			t.Errorf("%s changes %v: want it to change its own variables only", f.Name, a.Variable)
		}
	}
}

func (s slot) columns(dim int) int {
	if s.cols == 0 {
		return dim
	}
	return s.cols
}

func (s slot) is(n *graph.Node, dim int) bool {
	return n.Name() == s.name && n.Rows() == s.rows && (s.cols == anyWidth || n.Cols() == s.columns(dim))
}

// assigns tells whether a function stores to a variable of that name and shape.
func assigns(f *graph.Function, name string, rows, cols int) bool {
	return slices.ContainsFunc(f.Assignments, func(a graph.Assignment) bool {
		return a.Variable.Name() == name && a.Variable.Rows() == rows && a.Variable.Cols() == cols
	})
}
