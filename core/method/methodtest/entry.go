package methodtest

import (
	"strconv"
	"strings"

	"pushforward/core/method"
	"pushforward/core/param"
)

// testEntry checks that an entry is complete and that its parameters are well formed.
func testEntry(t Reporter, entry method.Entry) {
	for name, value := range map[string]string{
		"id": entry.ID, "name": entry.Name, "family": entry.Family, "idea": entry.Idea, "formula": entry.Formula, "citation": entry.Citation,
		"layer that explains it": entry.Explains,
	} {
		if value == "" {
			t.Errorf("the entry %q has no %s", entry.ID, name)
		}
	}
	switch direct := entry.Has(method.Push); {
	case !direct && !entry.Has(method.Velocity) && !entry.Has(method.Simulate):
		t.Errorf("abilities %v: want push, velocity or simulate, without which there are no samples", entry.Abilities)
	case direct && entry.NFE != 1:
		t.Errorf("%d function evaluations: want 1 for a direct map", entry.NFE)
	case entry.NFE < 1:
		t.Errorf("%d function evaluations: want at least 1", entry.NFE)
	}
	if err := param.Check(entry.New()); err != nil {
		t.Errorf("%v", err)
	}
	if entry.New() == entry.New() {
		t.Errorf("New gives the same method twice: its parameters would be shared")
	}
}

// testParameters checks that a program can be built at both ends of every range and for each choice, and that what lies outside is refused with
// an error that names it.
func testParameters(t Reporter, entry method.Entry) {
	for _, p := range param.Table(entry.New()) {
		allowed, refused := values(p)
		for _, value := range allowed {
			if _, _, err := build(entry, map[string]string{p.Name: value}, 2); err != nil {
				t.Errorf("%s %q: %v", p.Name, value, err)
			}
		}
		for _, value := range refused {
			_, err := entry.Configure(map[string]string{p.Name: value})
			if err == nil || !strings.Contains(err.Error(), p.Name) || !strings.Contains(err.Error(), strconv.Quote(value)) {
				t.Errorf("%s %q: error %v: want one that names the parameter and the value", p.Name, value, err)
			}
		}
	}
	if _, err := entry.Configure(map[string]string{"no such": "1"}); err == nil || !strings.Contains(err.Error(), "no such") {
		t.Errorf("an unknown parameter: error %v: want one that names it", err)
	}
}

// values to try for a parameter: some that are allowed and some that are not.
func values(p param.Parameter) (allowed, refused []string) {
	number := func(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }
	switch p.Kind {
	case param.Bool:
		return []string{"true", "false"}, []string{"maybe"}
	case param.Choice:
		return p.Choices, []string{"", strings.Join(p.Choices, "+") + "?"}
	case param.Ints:
		return []string{number(p.Min), number(p.Min) + "," + number(p.Max)}, []string{"", number(p.Min - 1), number(p.Max+1) + ",8", "8,"}
	}
	return []string{number(p.Min), number(p.Max)}, []string{number(p.Min - 1), number(p.Max + 1), "NaN", "x"}
}
