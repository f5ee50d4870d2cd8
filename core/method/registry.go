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
	Limits    string    // what it is measured to miss on the toys, in sentences; "" if nothing
	Abilities []Ability // functions of the built program; the conformance suite holds it to exactly these
	Source    Need      // of the source; likewise
	Target    Need      // of the target; likewise
	NFE       int       // function evaluations of a sample, by default: 1 for a direct map
	Solver    string    // by default, of what has no direct map; "" is the lab's own
	Explains  string    // the stage's layer that explains the method, drawn by default
	New       func() Method
}

// A Need is what a distribution must be for a method to go with it.
type Need string

// The needs.
const (
	Anything Need = ""          // draws will do
	Known    Need = "potential" // its density is known up to a constant, within a program
	Standard Need = "normal"    // it is the standard normal distribution
)

// Families lists the families in menu order.
func Families() []Family {
	return []Family{
		{"statistics", "Statistics matching", "Learn the map itself, so that test functions cannot tell its samples from the data."},
		{"densities", "Densities", "Learn an invertible map or a model with a density, and make the data likely under it."},
		{"flows", "Probability flows", "Learn a velocity field or a score, and integrate it to carry noise to data."},
		{"simulations", "Simulations", "Learn no map: move every sample by many small steps of a simulation. What the maps are to replace."},
	}
}

// Registry lists the methods in menu order, family by family.
func Registry() []Entry {
	return slices.Concat(statisticsMatching(), densities(), probabilityFlows(), simulations())
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
