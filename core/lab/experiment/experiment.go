// Package experiment asks questions of several runs that differ in one thing, and tabulates what they came to. An experiment is data; one
// [Runner] runs them all. It is apart from package lab because its oracles need linear algebra that the page does not.
package experiment

import (
	"fmt"
	"strings"

	"pushforward/core/lab"
)

// An Experiment is a question and the runs that answer it.
type Experiment struct {
	ID, Name string
	Question string
	Arms     []Arm
	Judge    Judge // measures more than the score does; nil for nothing more
}

// An Arm is one run. Arms that differ only in how they integrate, and follow one another, are trained once.
type Arm struct {
	Label  string
	Config lab.Config // without seed, which is the same for all arms
}

// A Judge measures a trained run against what is known of it by other means.
type Judge func(run *lab.Session) ([]Quantity, error)

// A Quantity is a number with the heading it has in a table.
type Quantity struct {
	ID    string  `json:"id"`
	Name  string  `json:"name"`
	Value float64 `json:"value"`
}

// Registry lists the experiments in the order of a list.
func Registry() []Experiment {
	const source = "gaussian"
	return []Experiment{
		{
			ID: "gaussian", Name: "Gaussian to Gaussian by MMD",
			Question: "Does a small network, trained on statistics alone, find the other Gaussian, and how far from the cheapest way does it take the points?",
			Arms: []Arm{{"mmd", lab.Config{
				Method: "mmd", Source: source, Target: source,
				Parameters:       map[string]string{"net": "32,32", "kernel": "gaussian", "width": "1"},
				TargetParameters: map[string]string{"mean-x": "2", "mean-y": "-1", "std-x": "1.5", "std-y": "0.5", "correlation": "0.6"},
			}}},
			Judge: judgeGaussian,
		},
		{
			ID: "mmd-vs-wasserstein", Name: "MMD against Wasserstein",
			Question: "The same map, target, seed and time: which statistic teaches it better?",
			Arms: []Arm{
				{"mmd", lab.Config{Method: "mmd", Source: source, Target: "8gaussians"}},
				{"wasserstein", lab.Config{Method: "wasserstein", Source: source, Target: "8gaussians"}},
			},
		},
		{
			ID: "integrate-or-push", Name: "Integrate a velocity field, or push at once",
			Question: "What do many evaluations of a velocity field buy over one evaluation of a map, and what does a sample cost?",
			Arms: []Arm{
				{"flow, 50 evaluations", lab.Config{Method: "fm", Source: source, Target: "8gaussians", Solver: "midpoint", NFE: 50}},
				{"flow, 10 evaluations", lab.Config{Method: "fm", Source: source, Target: "8gaussians", Solver: "midpoint", NFE: 10}},
				{"flow, 2 evaluations", lab.Config{Method: "fm", Source: source, Target: "8gaussians", Solver: "midpoint", NFE: 2}},
				{"map by MMD", lab.Config{Method: "mmd", Source: source, Target: "8gaussians"}},
				{"map by Wasserstein", lab.Config{Method: "wasserstein", Source: source, Target: "8gaussians"}},
			},
		},
	}
}

// Find is the experiment of an id; an unknown id is an error that names the known ones.
func Find(id string) (Experiment, error) {
	var known []string
	for _, e := range Registry() {
		if e.ID == id {
			return e, nil
		}
		known = append(known, e.ID)
	}
	return Experiment{}, fmt.Errorf("experiment %q: want one of %s", id, strings.Join(known, ", "))
}
