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
		if got.Name != e.Name || got.Idea != e.Idea || got.DefaultNFE != e.NFE || len(got.Abilities) != len(e.Abilities) {
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
			checkParameters(t, e.ID, got.Parameters, e.New(), func() any { return e.New() })
		}
	}
	if len(s.Methods) != len(method.Registry()) || len(s.Targets) != len(target.Registry()) || len(s.Families) != len(method.Families()) {
		t.Errorf("%d methods, %d targets, %d families: want the registries' %d, %d, %d", len(s.Methods), len(s.Targets), len(s.Families),
			len(method.Registry()), len(target.Registry()), len(method.Families()))
	}
	if len(s.Solvers) != len(transport.Tableaus()) || len(s.Metrics) != len(metric.Metrics()) {
		t.Errorf("%d solvers and %d metrics: want %d and %d", len(s.Solvers), len(s.Metrics), len(transport.Tableaus()), len(metric.Metrics()))
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
		if l.Needs != "" && !slices.ContainsFunc(method.Registry(), func(e method.Entry) bool { return e.Has(method.Ability(l.Needs)) }) {
			t.Errorf("layer %q needs %q, which no method has", l.ID, l.Needs)
		}
	}
	d := s.Default
	entry(t, s.Methods, d.Method)
	entry(t, s.Sources, d.Source)
	entry(t, s.Targets, d.Target)
	if !slices.ContainsFunc(s.Solvers, func(x protocol.Solver) bool { return x.ID == d.Solver }) {
		t.Errorf("the default's solver %q is not in the schema", d.Solver)
	}
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
