package method

import (
	"fmt"
	"slices"
	"strings"

	"pushforward/core/param"
)

// Family groups methods by what they learn the map from.
type Family struct{ ID, Name, Idea string }

// Entry is what menus, reports and tests know of a method before it is built.
type Entry struct {
	ID, Name  string
	Family    string // a Family's ID
	Idea      string // one sentence
	Formula   string // TeX
	Citation  string
	Abilities []Ability // functions of the built program; the conformance suite holds it to exactly these
	NFE       int       // function evaluations of a sample, by default: 1 for a direct map
	Explains  string    // the stage's layer that explains the method, drawn by default
	New       func() Method
}

// Families lists the families in menu order.
func Families() []Family {
	return []Family{
		{"statistics", "Statistics matching", "Learn the map itself, so that test functions cannot tell its samples from the data."},
		{"flows", "Probability flows", "Learn a velocity field, and integrate it to carry noise to data."},
	}
}

// Registry lists the methods in menu order.
func Registry() []Entry {
	return []Entry{
		{
			ID: "mmd", Name: "Maximum mean discrepancy", Family: "statistics",
			Idea:      "Match the means of every test function of a kernel at once.",
			Formula:   `\mathbb{E}\,k(x,x')+\mathbb{E}\,k(y,y')-2\,\mathbb{E}\,k(x,y),\quad x=\psi(x_0),\ y\sim\mu_1`,
			Citation:  "Gretton et al., A kernel two-sample test, JMLR 13, 2012; Li, Swersky & Zemel, arXiv 1502.02761",
			Abilities: []Ability{Push, Witness}, NFE: 1, Explains: "witness",
			New: func() Method { return &MMD{} },
		},
		{
			ID: "wasserstein", Name: "Wasserstein", Family: "statistics",
			Idea:      "Pair each batch of generated points with data at the least total squared distance, and pull the pairs together.",
			Formula:   `\min_\pi \frac1n\sum_i\|\psi(x_{0,i})-x_{1,\pi(i)}\|^2`,
			Citation:  "Peyré & Cuturi, Computational optimal transport, arXiv 1803.00567, §3 and §9",
			Abilities: []Ability{Push}, NFE: 1, Explains: "trails",
			New: func() Method { return &Wasserstein{} },
		},
		{
			ID: "fm", Name: "Flow matching", Family: "flows",
			Idea:      "Regress the velocity of straight lines from noise to data; their mean is a flow.",
			Formula:   `\mathbb{E}\,\|v(t,(1-t)x_0+t\,x_1)-(x_1-x_0)\|^2`,
			Citation:  "Lipman et al., Flow matching for generative modeling, arXiv 2210.02747",
			Abilities: []Ability{Velocity}, NFE: 50, Explains: "velocity",
			New: func() Method { return &FlowMatching{} },
		},
	}
}

// Find is the entry of an id; an unknown id is an error that names the known ones.
func Find(id string) (Entry, error) {
	var known []string
	for _, e := range Registry() {
		if e.ID == id {
			return e, nil
		}
		known = append(known, e.ID)
	}
	return Entry{}, fmt.Errorf("method %q: want one of %s", id, strings.Join(known, ", "))
}

// Has tells whether the method's models have an ability.
func (e Entry) Has(a Ability) bool { return slices.Contains(e.Abilities, a) }

// Configure is a fresh method with the given parameters, by name, and defaults for the others.
func (e Entry) Configure(values map[string]string) (Method, error) {
	m := e.New()
	if err := param.SetAll(m, values); err != nil {
		return nil, fmt.Errorf("method %s: %w", e.ID, err)
	}
	return m, nil
}
