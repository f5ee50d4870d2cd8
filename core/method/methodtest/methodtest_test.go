package methodtest_test

import (
	"fmt"
	"strings"
	"testing"

	"pushforward/core/graph"
	"pushforward/core/method"
	"pushforward/core/method/methodtest"
	"pushforward/core/nn"
)

// A method made to be broken: its Build calls the function given to it, after a well-formed one.
type broken struct {
	Width int `name:"width" label:"Width" default:"4" min:"2" max:"64" help:"Of the layer."`

	spoil   func(p *method.Problem, x *graph.Node)
	leave   string // function that is left out
	endless bool   // has no schedule
}

func (b *broken) Build(p *method.Problem) (*method.Model, error) {
	g, parameters := p.Graph, &nn.Parameters{}
	net := nn.NewMLP(g, parameters, "generator", p.Dim, []int{b.Width}, p.Dim, nn.SiLU)
	if b.leave != method.Initialize {
		parameters.Initialize(g.Function(method.Initialize))
	}
	if b.leave != method.Step {
		step := g.Function(method.Step)
		loss := net.Apply(p.Source.Draw("source", 8)).Sub(p.Target.Draw("target", 8)).Square().Mean()
		nn.Adam{}.Minimize(step, parameters, loss, g.Scalar(0.01))
		step.Output("loss", loss)
		step.Assign(g.Counter(), g.Counter().AddScalar(1))
	}
	if b.leave != string(method.Push) {
		f := g.Function(string(method.Push))
		f.Output("is", net.Apply(g.Variable("push.at", method.Chunk, p.Dim)))
		if b.spoil != nil {
			b.spoil(p, parameters.Variables()[0])
		}
	}
	if b.endless {
		return &method.Model{Parameters: parameters}, nil
	}
	return &method.Model{Parameters: parameters, Horizon: 100}, nil
}

func entry(b broken) method.Entry {
	return method.Entry{
		ID: "broken", Name: "Broken", Family: "statistics", Idea: "To be found out.", Formula: "x", Citation: "none", Explains: "trails",
		Abilities: []method.Ability{method.Push}, NFE: 1,
		New: func() method.Method { c := b; return &c },
	}
}

// faults notes what the suite finds.
type faults struct{ list []string }

func (*faults) Helper() {}
func (f *faults) Errorf(format string, args ...any) {
	f.list = append(f.list, fmt.Sprintf(format, args...))
}

func TestSoundEntryPasses(t *testing.T) {
	var f faults
	if methodtest.TestEntry(&f, entry(broken{})); len(f.list) > 0 {
		t.Errorf("faults %q, want none", f.list)
	}
}

func TestFaultsAreFound(t *testing.T) {
	for _, test := range []struct {
		name   string
		broken broken
		change func(e *method.Entry)
		want   string
	}{
		{"no method", broken{}, func(e *method.Entry) { e.New = nil }, "no method"},
		{"no citation", broken{}, func(e *method.Entry) { e.Citation = "" }, "no citation"},
		{"no way to sample", broken{}, func(e *method.Entry) { e.Abilities = nil }, "without which there are no samples"},
		{"direct map of many evaluations", broken{}, func(e *method.Entry) { e.NFE = 50 }, "want 1 for a direct map"},
		{"shared method", broken{}, func(e *method.Entry) { m := e.New(); e.New = func() method.Method { return m } }, "the same method twice"},
		{"ability missing", broken{leave: "push"}, nil, "no such function"},
		{"ability not listed", broken{}, func(e *method.Entry) { e.Abilities = []method.Ability{method.Velocity} }, `function "push" but the ability is not listed`},
		{"ability without a check", broken{}, func(e *method.Entry) { e.Abilities = append(e.Abilities, "taste") }, "nothing here checks it"},
		{"no schedule", broken{endless: true}, nil, "a schedule of 0 steps"},
		{"no init", broken{leave: method.Initialize}, nil, `no function "init"`},
		{"no step", broken{leave: method.Step}, nil, `no function "step"`},
		{"looking disturbs", broken{spoil: func(p *method.Problem, x *graph.Node) {
			p.Graph.Lookup("push").Assign(x, x.Scale(2))
		}}, nil, "its own variables only"},
		{"init depends on the past", broken{spoil: func(p *method.Problem, x *graph.Node) {
			p.Graph.Lookup(method.Initialize).Assign(p.Graph.Variable("memory", 1, 1), x.Sum())
		}}, nil, "on the seed alone"},
		{"impossible program", broken{spoil: func(p *method.Problem, x *graph.Node) { x.MatMul(x.Transpose()).MatMul(x.Transpose()) }}, nil, "dimensions"},
	} {
		t.Run(test.name, func(t *testing.T) {
			e := entry(test.broken)
			if test.change != nil {
				test.change(&e)
			}
			var f faults
			if methodtest.TestEntry(&f, e); !strings.Contains(strings.Join(f.list, "\n"), test.want) {
				t.Errorf("faults %q: want one with %q", f.list, test.want)
			}
		})
	}
}
