package trainer

import (
	"math"
	"strings"
	"testing"

	"pushforward/wasm/protocol"
)

// A sketch is of the target asked for, whatever the run, which goes on as it was; what cannot be drawn from is refused.
func TestSketch(t *testing.T) {
	r := set(t, small("fm"))
	before := r.fingerprint(t)
	r.forget()
	do(t, r.Sketch(&protocol.Sketch{Target: "formula", Parameters: map[string]string{"formula": "r < 1"}}))
	points := last[protocol.Sketch](t, r.page).Points
	if len(points) != 2*sketched || len(r.page) != 1 || len(r.stage) != 0 || r.fingerprint(t) != before {
		t.Errorf("%d numbers, told the page %v and the stage %v: want a sketch and no more", len(points), kinds(r.page), kinds(r.stage))
	}
	for i := 0; i < len(points); i += 2 {
		if math.Hypot(float64(points[i]), float64(points[i+1])) > 1.001 {
			t.Fatalf("drew (%v, %v), beyond the disc", points[i], points[i+1])
		}
	}
	do(t, newRig().Sketch(&protocol.Sketch{Target: "gaussian", Parameters: map[string]string{"dim": "1"}}))
	if err := r.Sketch(&protocol.Sketch{Target: "formula", Parameters: map[string]string{"formula": "r <"}}); err == nil || !strings.Contains(err.Error(), "at 4") {
		t.Errorf("half a formula: error %v, want its place", err)
	}
}
