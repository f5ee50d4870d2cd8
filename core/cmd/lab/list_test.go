package main

import (
	"slices"
	"strings"
	"testing"
)

// listed is what scripts read of lab list -json.
type listed struct {
	Methods []struct {
		ID, Family string
		Parameters []struct {
			Name, Default string
			Min, Max      *float64
		}
	}
	Targets []struct {
		ID  string
		Dim int
	}
	Metrics []struct{ ID string }
}

func TestListAsJSON(t *testing.T) {
	output := succeed(t, "list", "-json")
	got := decodeLast[listed](t, output)
	var methods, targets, metrics []string
	for _, m := range got.Methods {
		methods = append(methods, m.ID+" "+m.Family)
		if len(m.Parameters) == 0 {
			t.Errorf("method %s has no parameters", m.ID)
		}
		for _, p := range m.Parameters {
			if p.Name == "lr" && (p.Min == nil || p.Max == nil || p.Default == "") {
				t.Errorf("method %s: learning rate without a range or default", m.ID)
			}
		}
	}
	for _, e := range got.Targets {
		targets = append(targets, e.ID)
		if e.Dim != 2 {
			t.Errorf("target %s has %d dimensions, want 2", e.ID, e.Dim)
		}
	}
	for _, m := range got.Metrics {
		metrics = append(metrics, m.ID)
	}
	for _, test := range []struct{ got, want []string }{
		{methods, []string{"mmd statistics", "wasserstein statistics", "fm flows"}},
		{targets, []string{"gaussian", "uniform", "8gaussians", "moons", "checkerboard", "us-zipcodes", "penguins"}},
		{metrics, []string{"ratio", "w2", "floor", "swd", "mmd2"}},
	} {
		for _, id := range test.want {
			if !slices.Contains(test.got, id) {
				t.Errorf("%q lacks %q", test.got, id)
			}
		}
	}
	if strings.Count(output, "\n") != 1 {
		t.Errorf("%d lines, want 1", strings.Count(output, "\n"))
	}
}

// What one reads in the table, one can set.
func TestListAsTable(t *testing.T) {
	output := succeed(t, "list")
	for _, want := range []string{"METHOD", "TARGET", "METRIC", "SOLVER", "us-zipcodes", "kernel=", "midpoint"} {
		if !strings.Contains(output, want) {
			t.Errorf("the table lacks %q", want)
		}
	}
}
