package table_test

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"

	"pushforward/core/lab/table"
	"pushforward/core/method"
)

// line is what the methods of a group are to reach with every seed.
type line struct {
	methods string
	ratio   float64            // at most, of W₂ to its floor
	nats    float64            // at most, from the target's density; 0 where that is not asked
	modes   map[string]float64 // at least, by target
	within  float64            // at least, the share within 3σ of a mode of 25gaussians
}

func lines() []line {
	return []line{
		{methods: "mmd energy swd wasserstein sinkhorn", ratio: 1.5},
		{methods: "planar radial realnvp spline maf iaf cnf reverse-kl", ratio: 1.6, nats: 0.1},
		{methods: "vae gan wgan-gp mmd-gan", ratio: 2.5, modes: map[string]float64{"8gaussians": 8, "25gaussians": 23}},
		{methods: "fm ot-cfm rectified interpolant sb-cfm score ddpm edm sliced-score", ratio: 1.3, modes: map[string]float64{"8gaussians": 8, "25gaussians": 25}, within: 0.95},
	}
}

// misses tells what a summary's worst seed is short of: the metrics, and the numbers as a method's limits give them.
func (l line) misses(s table.Summary) map[string]string {
	short := map[string]string{}
	miss := func(metric string, missed func(worst float64) bool, number func(worst float64) string) {
		if worst, known := s.Worst[metric]; known && missed(worst) {
			short[metric] = number(worst)
		}
	}
	miss("ratio", func(w float64) bool { return w > l.ratio }, tenths)
	miss("kl", func(w float64) bool { return l.nats > 0 && w > l.nats }, tenths)
	miss("modes", func(w float64) bool { return w < l.modes[s.Target] }, func(w float64) string { return fmt.Sprintf("%v of", w) })
	miss("hq", func(w float64) bool { return s.Target == "25gaussians" && w < l.within }, func(w float64) string { return fmt.Sprintf("%.0f%%", 100*w) })
	return short
}

// tenths is a number below 10 to one digit, others to none.
func tenths(v float64) string {
	if v < 10 {
		return fmt.Sprintf("%.1f", v)
	}
	return fmt.Sprintf("%.0f", v)
}

// Where a method's worst seed in the table that the project keeps is short of its line, its limits name the target and the number.
func TestEveryShortfallIsExplained(t *testing.T) {
	text, err := os.ReadFile("../../../assets/lab/table.json")
	if err != nil {
		t.Fatal(err)
	}
	var kept []table.Summary
	if err := json.Unmarshal(text, &kept); err != nil {
		t.Fatal(err)
	}
	checked := 0
	for _, l := range lines() {
		for _, id := range strings.Fields(l.methods) {
			entry, err := method.Find(id)
			if err != nil {
				t.Fatal(err)
			}
			for _, s := range kept {
				if s.Method != id || s.Refused != "" {
					continue
				}
				checked++
				for metric, number := range l.misses(s) {
					if !strings.Contains(entry.Limits, s.Target) || !strings.Contains(entry.Limits, number) {
						t.Errorf("%s on %s is short of its line: %s, of the worst of %d seeds, is %v; want limits that name the target and %s, not %q", id, s.Target, metric, s.Seeds, s.Worst[metric], number, entry.Limits)
					}
				}
			}
		}
	}
	if checked < 100 {
		t.Errorf("%d summaries checked, want those of all methods with a line", checked)
	}
}
