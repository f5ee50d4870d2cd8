package trainer

import (
	"encoding/json"
	"reflect"
	"slices"
	"testing"

	"pushforward/core/method"
	"pushforward/core/metric"
	"pushforward/core/param"
	"pushforward/core/target"
	"pushforward/core/transport"
	"pushforward/wasm/protocol"
)

func TestSchemaHoldsEveryRegistry(t *testing.T) {
	s := Schema()
	for _, e := range method.Registry() {
		got := entry(t, s.Methods, e.ID)
		if got.Name != e.Name || got.Idea != e.Idea || got.Limits != e.Limits || got.DefaultNFE != e.NFE || len(got.Abilities) != len(e.Abilities) {
			t.Errorf("method %s became %+v", e.ID, got)
		}
		if !slices.ContainsFunc(s.Families, func(f protocol.Family) bool { return f.ID == e.Family }) {
			t.Errorf("method %s is of family %q, which is not in the schema", e.ID, e.Family)
		}
		checkParameters(t, e.ID, got.Parameters, e.New(), func() any { return e.New() })
	}
	for _, e := range target.Registry() {
		for _, list := range [][]protocol.Entry{s.Targets, s.Sources} {
			got := entry(t, list, e.ID)
			if got.Name != e.Name || got.Dim != e.Dim || got.Attribution != e.Attribution {
				t.Errorf("target %s became %+v", e.ID, got)
			}
			if !slices.ContainsFunc(s.TargetFamilies, func(f protocol.Family) bool { return f.ID == got.Family && f.ID == e.Family }) {
				t.Errorf("target %s is of family %q, which is not in the schema", e.ID, got.Family)
			}
			checkParameters(t, e.ID, got.Parameters, e.New(), func() any { return e.New() })
		}
	}
	if len(s.Methods) != len(method.Registry()) || len(s.Targets) != len(target.Registry()) || len(s.Families) != len(method.Families()) {
		t.Errorf("%d methods, %d targets, %d families: want the registries' %d, %d, %d", len(s.Methods), len(s.Targets), len(s.Families),
			len(method.Registry()), len(target.Registry()), len(method.Families()))
	}
	for i, e := range transport.Samplers() {
		got := s.Solvers[i]
		if got.ID != e.ID || got.Name != e.Name || got.Idea != e.Idea || got.Adaptive != (e.Tableau != nil && e.Tableau.Adaptive()) {
			t.Errorf("solver %s became %+v", e.ID, got)
		}
		if e.Tableau == nil {
			checkParameters(t, e.ID, got.Parameters, e.New(), func() any { return e.New() })
		}
	}
	for _, e := range target.Embeddings() {
		checkParameters(t, e.ID, entry(t, s.Embeddings, e.ID).Parameters, e.New(), func() any { return e.New() })
	}
	if len(s.Solvers) != len(transport.Samplers()) || len(s.Metrics) != len(metric.Metrics()) || len(s.Embeddings) != len(target.Embeddings()) {
		t.Errorf("%d solvers, %d metrics and %d embeddings: want %d, %d and %d", len(s.Solvers), len(s.Metrics), len(s.Embeddings),
			len(transport.Samplers()), len(metric.Metrics()), len(target.Embeddings()))
	}
}

func entry(t *testing.T, list []protocol.Entry, id string) protocol.Entry {
	t.Helper()
	i := slices.IndexFunc(list, func(e protocol.Entry) bool { return e.ID == id })
	if i < 0 {
		t.Fatalf("%s is not in the schema", id)
	}
	return list[i]
}

// checkParameters holds a schema's parameters to the struct that has them: each is there, and its default, spelt out, is what a fresh one has.
func checkParameters(t *testing.T, id string, listed []protocol.Parameter, of any, fresh func() any) {
	t.Helper()
	if want := param.Table(of); len(listed) != len(want) {
		t.Errorf("%s: %d parameters, want %d", id, len(listed), len(want))
	}
	spelt, silent := fresh(), fresh()
	values := map[string]string{}
	for _, p := range listed {
		if p.Label == "" || p.Help == "" {
			t.Errorf("%s: parameter %s has no label or no help", id, p.Name)
		}
		values[p.Name] = p.Default
	}
	if err := param.SetAll(spelt, values); err != nil {
		t.Errorf("%s: a default is refused: %v", id, err)
	}
	do(t, param.SetAll(silent, nil))
	if !reflect.DeepEqual(spelt, silent) {
		t.Errorf("%s: with its defaults spelt out %+v, without %+v", id, spelt, silent)
	}
}

// Every metric of the schema is a number of a score, by the name it has on the wire; every layer's need is an ability of some method.
func TestSchemaNamesWhatThereIs(t *testing.T) {
	s := Schema()
	text, err := json.Marshal(protocol.Score{})
	do(t, err)
	var score map[string]any
	do(t, json.Unmarshal(text, &score))
	for _, m := range s.Metrics {
		if _, ok := score[m.ID]; !ok {
			t.Errorf("metric %q is no number of a score, which has %v", m.ID, score)
		}
	}
	for _, l := range s.Layers {
		for _, need := range l.Needs {
			if !slices.ContainsFunc(method.Registry(), func(e method.Entry) bool { return e.Has(method.Ability(need)) }) {
				t.Errorf("layer %q needs %q, which no method has", l.ID, need)
			}
		}
	}
	for _, m := range s.Methods {
		explained := slices.IndexFunc(s.Layers, func(l protocol.Layer) bool { return l.ID == m.Explains })
		if explained < 0 {
			t.Errorf("method %s is explained by layer %q, which is not in the schema", m.ID, m.Explains)
			continue
		}
		needs := s.Layers[explained].Needs
		if len(needs) > 0 && !slices.ContainsFunc(needs, func(a string) bool { return slices.Contains(m.Abilities, a) }) {
			t.Errorf("method %s has none of %q: layer %q, which is to explain it, would be empty", m.ID, needs, m.Explains)
		}
		if flows := slices.Contains(m.Abilities, string(method.Velocity)) && !slices.Contains(m.Abilities, string(method.Push)); flows != (m.Solver != "") {
			t.Errorf("method %s is integrated: %v, by solver %q", m.ID, flows, m.Solver)
		}
	}
	d := s.Default
	entry(t, s.Methods, d.Method)
	entry(t, s.Sources, d.Source)
	entry(t, s.Targets, d.Target)
}

func TestSchemaComesBackFromJSON(t *testing.T) {
	want := Schema()
	text, err := json.Marshal(want)
	do(t, err)
	got := &protocol.Schema{}
	do(t, json.Unmarshal(text, got))
	again, err := json.Marshal(got)
	do(t, err)
	if string(again) != string(text) {
		t.Errorf("came back as %s, want %s", again, text)
	}
}

// A method that needs more of its source or target than draws names those that have it; the lab takes the first of them, and refuses the default.
func TestSchemaNamesWhatMethodsGoWith(t *testing.T) {
	s := Schema()
	for id, want := range map[string]struct{ source, target string }{
		"fm": {"", ""}, "spline": {normalSource, ""}, "langevin": {"", knownTarget}, "reverse-kl": {normalSource, knownTarget},
	} {
		got := entry(t, s.Methods, id)
		if first(got.Sources) != want.source || first(got.Targets) != want.target || slices.Contains(got.Targets, s.Default.Target) {
			t.Errorf("%s goes with sources %v and targets %v: want first %q and %q", id, got.Sources, got.Targets, want.source, want.target)
		}
		for _, to := range got.Targets {
			if !slices.Contains(entry(t, s.Targets, to).Abilities, target.AbilityPotential) {
				t.Errorf("%s goes with %s, of which no density is known", id, to)
			}
		}
	}
}

func first(ids []string) string {
	if len(ids) == 0 {
		return ""
	}
	return ids[0]
}
