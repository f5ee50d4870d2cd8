package trainer

import (
	"cmp"
	"slices"

	"pushforward/core/lab"
	"pushforward/core/method"
	"pushforward/core/metric"
	"pushforward/core/param"
	"pushforward/core/target"
	"pushforward/core/transport"
	"pushforward/wasm/protocol"
)

// Schema describes everything there is to choose from, out of the registries.
func Schema() *protocol.Schema {
	s := &protocol.Schema{
		Metrics: metrics(), Layers: layers(), Presets: presets(),
		Default: protocol.Run{Method: "fm", Source: "gaussian", Target: "us-zipcodes"},
	}
	for _, f := range method.Families() {
		s.Families = append(s.Families, protocol.Family(f))
	}
	for _, f := range target.Families() {
		s.TargetFamilies = append(s.TargetFamilies, protocol.Family(f))
	}
	for _, e := range method.Registry() {
		entry := protocol.Entry{
			ID: e.ID, Name: e.Name, Family: e.Family, Idea: e.Idea, Formula: e.Formula, Citation: e.Citation, Limits: e.Limits,
			DefaultNFE: e.NFE, Explains: e.Explains, Parameters: parameters(e.New()),
			Sources: allowed(e.Source, normalSource), Targets: allowed(e.Target, knownTarget),
		}
		if e.Has(method.Velocity) && !e.Has(method.Push) {
			entry.Solver = cmp.Or(e.Solver, lab.DefaultSolver)
		}
		for _, a := range e.Abilities {
			entry.Abilities = append(entry.Abilities, string(a))
		}
		s.Methods = append(s.Methods, entry)
	}
	for _, e := range target.Registry() {
		entry := protocol.Entry{
			ID: e.ID, Name: e.Name, Family: e.Family, Idea: e.Idea, Formula: e.Formula, Citation: e.Citation, Attribution: e.Attribution,
			Dim: e.Dim, Abilities: e.Abilities, Parameters: parameters(e.New()),
		}
		s.Targets = append(s.Targets, entry)
		s.Sources = append(s.Sources, entry)
	}
	for _, e := range target.Embeddings() {
		s.Embeddings = append(s.Embeddings, protocol.Entry{ID: e.ID, Name: e.Name, Idea: e.Idea, Formula: e.Formula, Parameters: parameters(e.New())})
	}
	for _, e := range transport.Samplers() {
		solver := protocol.Solver{ID: e.ID, Name: e.Name, Idea: e.Idea}
		if e.Tableau != nil {
			solver.Adaptive = e.Tableau.Adaptive()
		} else {
			solver.Parameters = parameters(e.New())
		}
		s.Solvers = append(s.Solvers, solver)
	}
	return s
}

// The source that is the standard normal distribution, and the target that stands in where a density is needed.
const (
	normalSource = "gaussian"
	knownTarget  = "8gaussians"
)

// allowed lists the ids of the distributions that a method with that need goes with, the first of them first; nil means all.
func allowed(need method.Need, first string) []string {
	switch need {
	case method.Standard:
		return []string{normalSource}
	case method.Known:
		ids := []string{first}
		for _, e := range target.Registry() {
			if e.ID != first && slices.Contains(e.Abilities, target.AbilityPotential) {
				ids = append(ids, e.ID)
			}
		}
		return ids
	}
	return nil
}

func parameters(of any) []protocol.Parameter {
	var list []protocol.Parameter
	for _, p := range param.Table(of) {
		list = append(list, protocol.Parameter(p))
	}
	return list
}

// metrics names the numbers of protocol.Score, in the order of the page's table.
func metrics() []protocol.MetricRow {
	var rows []protocol.MetricRow
	for _, m := range metric.Metrics() {
		rows = append(rows, protocol.MetricRow{ID: m.ID, Name: m.Name, Help: m.Help, Lower: m.Lower})
	}
	return rows
}
