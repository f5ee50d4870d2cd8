package lab_test

import (
	"testing"

	"pushforward/core/lab"
)

// Whatever changes what a run comes to changes its identity, and nothing else does.
func TestIdentity(t *testing.T) {
	identity := func(change func(c *lab.Config)) string {
		t.Helper()
		c := lab.Config{Method: "fm", Source: "gaussian", Target: "moons", Points: 100, Parameters: map[string]string{"steps": "50"}}
		change(&c)
		text, err := lab.Identity(c, nil)
		try(t, err)
		return text
	}
	plain := identity(func(*lab.Config) {})
	if again := identity(func(c *lab.Config) { c.Parameters["batch"], c.Solver = "256", lab.DefaultSolver }); again != plain {
		t.Errorf("with a default said aloud: %s, want %s", again, plain)
	}
	seen := map[string]string{plain: "nothing"}
	for name, change := range map[string]func(c *lab.Config){
		"the method":             func(c *lab.Config) { c.Method = "rectified" },
		"the schedule":           func(c *lab.Config) { c.Parameters["steps"] = "51" },
		"the learning rate":      func(c *lab.Config) { c.Parameters["lr"] = "0.0021" },
		"the target":             func(c *lab.Config) { c.Target = "scurve" },
		"the target's parameter": func(c *lab.Config) { c.TargetParameters = map[string]string{"noise": "0.06"} },
		"the source":             func(c *lab.Config) { c.Source = "uniform" },
		"the draws":              func(c *lab.Config) { c.Points = 101 },
		"the solver":             func(c *lab.Config) { c.Solver = "heun" },
		"the evaluations":        func(c *lab.Config) { c.NFE = 52 },
	} {
		text := identity(change)
		if other, ok := seen[text]; ok {
			t.Errorf("changing %s gives the same as changing %s", name, other)
		}
		seen[text] = name
	}
	if _, err := lab.Identity(lab.Config{Method: "fn", Target: "moons"}, nil); err == nil {
		t.Error("method fn: want an error")
	}
}
