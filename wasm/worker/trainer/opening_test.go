package trainer

import (
	"slices"
	"testing"

	"pushforward/assets"
	"pushforward/core/engine"
	"pushforward/wasm/protocol"
)

// An opening is what a trainer shows of the same run.
func TestOpeningIsWhatTheStageIsShown(t *testing.T) {
	run := protocol.Run{Method: "mmd", Source: "gaussian", Target: "8gaussians"}
	scene, paths, err := Opening(run, engine.WebAssembly{}, assets.Open)
	do(t, err)
	r := newRig()
	r.Open = assets.Open
	do(t, r.SetTrained(run))
	shown, carried := last[protocol.Scene](t, r.stage), last[protocol.Paths](t, r.stage)
	if scene.Bounds != shown.Bounds || scene.Aspect != shown.Aspect || !slices.Equal(scene.Target, shown.Target) {
		t.Errorf("a scene of %d points in %v: want %d in %v", len(scene.Target)/2, scene.Bounds, len(shown.Target)/2, shown.Bounds)
	}
	if paths.N != carried.N || !slices.Equal(paths.Times, carried.Times) || !slices.Equal(paths.Points, carried.Points) {
		t.Errorf("%d particles at times %v, or other places: want %d at %v", paths.N, paths.Times, carried.N, carried.Times)
	}
}

func TestOpeningRefusesARunThatDoesNotComeTrained(t *testing.T) {
	for _, run := range []protocol.Run{
		{Method: "mmd", Source: "gaussian", Target: "pinwheel"},
		{Method: "nobody", Source: "gaussian", Target: "moons"},
	} {
		if _, _, err := Opening(run, engine.WebAssembly{}, assets.Open); err == nil {
			t.Errorf("%s on %s: want an error", run.Method, run.Target)
		}
	}
}
