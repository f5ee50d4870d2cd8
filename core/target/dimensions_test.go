package target_test

import (
	"fmt"
	"testing"

	"pushforward/core/target/targettest"
)

// Away from the defaults, which the conformance suite builds, moments, scores and potentials must hold as well.
func TestOtherParameters(t *testing.T) {
	for _, test := range []struct {
		id     string
		params map[string]string
	}{
		{"gaussian", map[string]string{"dim": "1", "mean-x": "3", "std-x": "0.2"}},
		{"gaussian", map[string]string{"dim": "5", "mean-y": "-4", "std-y": "3", "correlation": "0.8"}},
		{"student-t", map[string]string{"dim": "4", "freedom": "12"}},
		{"student-t", map[string]string{"dim": "1", "freedom": "5"}},
		{"mixture", map[string]string{"dim": "8", "modes": "40", "radius": "3"}},
		{"mixture", map[string]string{"dim": "1", "modes": "3", "layout": "line"}},
		{"mixture", map[string]string{"dim": "3", "modes": "6", "layout": "ring"}},
		{"mixture", map[string]string{"dim": "1", "modes": "1", "layout": "line", "std": "1"}},
		{"ring", map[string]string{"noise": "1", "radius": "0.5"}},
		{"banana", map[string]string{"std": "1", "bend": "0.1"}},
		{"funnel", map[string]string{"dim": "5", "std": "1"}},
		{"double-well", map[string]string{"barrier": "10", "tilt": "-1"}},
		{"muller-brown", map[string]string{"temperature": "40"}},
	} {
		t.Run(fmt.Sprint(test.id, test.params), func(t *testing.T) {
			targettest.TestDerivatives(t, mustBuild(t, test.id, test.params))
		})
	}
}
