package browser_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"pushforward/wasm/browser"
	"pushforward/wasm/protocol"
)

// manyScript shows n particles of few frames, made in the page: sent as text they would take longer than all the rest.
const manyScript = `(n, type, pieces) => {
	const frames = 5, each = n / pieces;
	for (let piece = 0; piece < pieces; piece++) {
		const points = [];
		for (let t = 0; t < frames; t++) for (let i = 0; i < each; i++) {
			const angle = i * 2.399963 + t * 0.4, radius = 2.5 * Math.sqrt((i + 0.5) / each);
			points.push(radius * Math.cos(angle), radius * Math.sin(angle));
		}
		rig.worker(type, {generation: 1, n: each, frames, of: n, first: piece * each, times: [0, 0.25, 0.5, 0.75, 1], points});
	}
}`

// playMany plays n particles, which move in such a way, on a stage of 600 pixels, as sprites with trails or as a cloud, with more layers.
func playMany(t testing.TB, motion string, n int, more ...string) rig {
	t.Helper()
	r := openRig(t, 600, 600, browser.View{})
	shown := sceneOf(1)
	shown.Motion = motion
	r.worker(protocol.TypeScene, shown)
	layers := []string{protocol.LayerTarget, protocol.LayerParticles, protocol.LayerTrails, protocol.LayerAxes}
	if n > 20_000 {
		r.worker(protocol.TypePaths, pathsOf(1, 2000))
		browser.Eval[any](r.Page, "void ("+manyScript+")("+itoa(n)+", 'crowd', 40)")
		r.WaitFor("rig.state().crowd === "+itoa(n), patience)
	} else {
		browser.Eval[any](r.Page, "void ("+manyScript+")("+itoa(n)+", 'paths', 1)")
		r.WaitFor("rig.state().particles === "+itoa(n), patience)
	}
	r.page(protocol.TypeLayers, protocol.Layers{On: append(layers, more...)})
	r.page(protocol.TypePlay, protocol.Play{Speed: 1})
	return r
}

// A frame allocates nothing, whether particles are sprites of a simulation or a cloud, and with every layer on.
func TestFramesAllocateNothing(t *testing.T) {
	for n, motion := range map[int]string{5_000: protocol.MotionSimulation, 50_000: protocol.MotionTrajectory} {
		r := playMany(t, motion, n)
		for _, message := range messages()[2:] {
			r.worker(kindOf(message), message)
		}
		r.page(protocol.TypeLayers, protocol.Layers{On: []string{
			"density", "witness", "divergence", "contours", "warp", "velocity", "pull", "trails", "chords", "pairs", "target", "particles", "latent", "probe", "axes", "origin",
		}})
		r.WaitFor("rig.state().layers.length === 16 && rig.state().fields.latent", patience)
		time.Sleep(4 * time.Second) // a round of the clock: what has to grow has grown
		if count := browser.Eval[int](r.Page, "frames[0].pushforwardStage.allocations(60)"); count > 0 {
			t.Errorf("%d particles: a frame allocates %d times, want never", n, count)
		}
	}
}

// BenchmarkStage measures what a frame costs the stage's program, without what Ebitengine and the graphics card do with it: the median and the 95th percentile, and
// the tenth, which is what a frame costs while nobody else takes the core.
func BenchmarkStage(b *testing.B) {
	for _, test := range []struct {
		n    int
		more []string
	}{{2_000, nil}, {20_000, nil}, {1_000_000, nil}, {1_000_000, []string{protocol.LayerOrigin}}} {
		b.Run(strings.Join(append([]string{itoa(test.n)}, test.more...), "-"), func(b *testing.B) {
			for range b.N {
				r := playMany(b, protocol.MotionTrajectory, test.n, test.more...)
				time.Sleep(5 * time.Second)
				costs := browser.Eval[[]float64](r.Page, "frames[0].pushforwardStage.costs()")
				costs = costs[len(costs)/2:] // all has come by then
				slices.Sort(costs)
				b.ReportMetric(costs[len(costs)/10], "ms/p10")
				b.ReportMetric(costs[len(costs)/2], "ms/median")
				b.ReportMetric(costs[len(costs)*95/100], "ms/p95")
				b.ReportMetric(0, "ns/op")
			}
		})
	}
}
