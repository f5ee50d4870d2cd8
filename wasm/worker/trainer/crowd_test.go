package trainer

import (
	"slices"
	"testing"

	"pushforward/wasm/protocol"
)

// gathered is the crowd that a run shows: its pieces follow on one another, in slices between which requests are heard.
func gathered(t *testing.T, id string, count int) (r *rig, ends []float32) {
	t.Helper()
	r = set(t, small(id))
	r.forget()
	do(t, r.Layers(&protocol.Layers{Particles: count}))
	for range 2000 {
		if !r.Working() {
			break
		}
		do(t, r.Slice())
	}
	sent := 0
	for _, m := range all[protocol.Crowd](r.stage) {
		if m.First != sent || m.Of != count || len(m.Points) != 2*m.N*len(m.Times) || m.N > largestPiece {
			t.Fatalf("%s: a piece of %d from %d of %d at %d times, after %d", id, m.N, m.First, m.Of, len(m.Times), sent)
		}
		sent += m.N
		ends = append(ends, m.Points[len(m.Points)-2*m.N:]...)
	}
	if sent != count {
		t.Fatalf("%s: %d particles came, want %d", id, sent, count)
	}
	return r, ends
}

// A crowd is where the map carries fresh noise, and the same whatever pieces it comes in.
func TestCrowdIsCarried(t *testing.T) {
	const count = 30_000
	r, ends := gathered(t, "mmd", count)
	want := make([]float32, 2*count)
	r.session.Problem.Noise(want, r.session.Stream("crowd"))
	_, err := r.session.Carry(want)
	do(t, err)
	if !slices.Equal(ends, want) {
		t.Error("the crowd is not where the map carries noise")
	}
	if n := last[protocol.Paths](t, r.stage).N; n != particles {
		t.Errorf("%d particles are followed beside a crowd, want %d", n, particles)
	}
}

// Fewer are followed one by one, the first of them the usual ones; too many are refused.
func TestFollowedParticles(t *testing.T) {
	r := set(t, small("mmd"))
	usual := last[protocol.Paths](t, r.stage)
	r.forget()
	do(t, r.Layers(&protocol.Layers{Particles: 5000}))
	more := last[protocol.Paths](t, r.stage)
	if more.N != 5000 || !slices.Equal(more.Points[:2*particles], usual.Points[:2*particles]) || r.Working() {
		t.Errorf("%d are followed, working: %v; want 5000, the first of which are the usual ones", more.N, r.Working())
	}
	if err := r.Layers(&protocol.Layers{Particles: maxCrowd + 1}); err == nil {
		t.Error("too many particles were not refused")
	}
	do(t, r.Layers(&protocol.Layers{}))
	if n := last[protocol.Paths](t, r.stage).N; n != particles {
		t.Errorf("%d are followed when the choice is given up, want %d", n, particles)
	}
}
