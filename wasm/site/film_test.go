package main

import (
	"encoding/base64"
	"math"
	"testing"

	"pushforward/assets"
	"pushforward/wasm/protocol"
)

// unfilmed reads points of a film back, as shares of the bounds.
func unfilmed(t *testing.T, f film, text string) []float64 {
	t.Helper()
	list, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		t.Fatal(err)
	}
	points := make([]float64, len(list))
	for i, v := range list {
		points[i] = f.Box[i%2] + float64(v)/255*(f.Box[i%2+2]-f.Box[i%2])
	}
	return points
}

// A film shows the corners of the bounds where they are, y downwards, and what lies outside too.
func TestFilmKeepsPlaces(t *testing.T) {
	scene := protocol.Scene{Bounds: [4]float64{-2, 0, 2, 1}, Aspect: 2, Target: protocol.Floats{-2, 1, 2, 0}}
	paths := protocol.Paths{N: 2, Frames: 5, Points: make(protocol.Floats, 5*2*2)}
	copy(paths.Points[4*4:], protocol.Floats{0, 0.5, 4, -1}) // the fifth frame; the others lie at the origin
	f := developed(scene, paths)
	if f.Shape != 2 || len(f.Frames) != 2 {
		t.Errorf("a film of %d frames, %g times as wide as high: want 2, and 2", len(f.Frames), f.Shape)
	}
	for text, want := range map[string][]float64{f.Target: {0, 0, 1, 1}, f.Frames[0]: {0.5, 1, 0.5, 1}, f.Frames[1]: {0.5, 0.5, 1.5, 2}} {
		for i, got := range unfilmed(t, f, text) {
			if math.Abs(got-want[i]) > 2.0/255/2+1e-9 { // half a step of a box that is two bounds high
				t.Errorf("coordinate %d of %v is %g", i, want, got)
			}
		}
	}
}

// The film of the page's own run begins as noise and ends at the target.
func TestFilmOfTheOpening(t *testing.T) {
	f, err := shoot(assets.Open)
	if err != nil {
		t.Fatal(err)
	}
	goal, first, last := unfilmed(t, f, f.Target), unfilmed(t, f, f.Frames[0]), unfilmed(t, f, f.Frames[len(f.Frames)-1])
	if len(goal) != 2*filmTargets || len(first) != 2*filmParticles || len(last) != len(first) || len(f.Frames) != 6 {
		t.Fatalf("%d frames of %d and %d particles, %d target points", len(f.Frames), len(first)/2, len(last)/2, len(goal)/2)
	}
	before, after := missed(first, goal), missed(last, goal)
	if after > 0.02 || before < 2*after {
		t.Errorf("particles are %.3f of the picture away from the target at the start, %.3f at the end", before, after)
	}
}

// missed is the mean distance from points to the nearest of others.
func missed(points, others []float64) float64 {
	sum := 0.0
	for i := 0; i < len(points); i += 2 {
		nearest := math.Inf(1)
		for j := 0; j < len(others); j += 2 {
			nearest = min(nearest, math.Hypot(points[i]-others[j], points[i+1]-others[j+1]))
		}
		sum += nearest
	}
	return sum / float64(len(points)/2)
}
