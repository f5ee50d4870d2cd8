package trainer

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"pushforward/core/method"
	"pushforward/wasm/protocol"
)

// turned is a rig on which a run stands after some steps, with the rows of a dial turned to its end.
func turned(t *testing.T, run protocol.Run, own bool) (*rig, []protocol.NFERow) {
	t.Helper()
	r := set(t, run)
	if r.session.Learns() {
		do(t, r.Step(20))
	}
	r.forget()
	do(t, r.NFE(&protocol.NFE{Own: own}))
	for r.Working() {
		do(t, r.Slice())
	}
	return r, all[protocol.NFERow](r.page)
}

// sequence is the settings of rows, in order.
func sequence(rows []protocol.NFERow) []string {
	var list []string
	for _, row := range rows {
		list = append(list, fmt.Sprint(row.Solver, " ", row.NFE))
	}
	return list
}

// Each integrator takes 1, 2, 4, … 64 evaluations, as far as its steps allow; one that adapts chooses by itself.
func TestDialTurnsThroughEachIntegrator(t *testing.T) {
	_, rows := turned(t, small("fm"), false)
	var want []string
	for _, solver := range []struct {
		id     string
		stages int
	}{{"euler", 1}, {"midpoint", 2}, {"heun", 2}, {"rk4", 4}} {
		for nfe := solver.stages; nfe <= 64; nfe *= 2 {
			want = append(want, fmt.Sprint(solver.id, " ", nfe))
		}
	}
	got := sequence(rows)
	if len(got) != len(want)+1 || !slices.Equal(got[:len(want)], want) || !strings.HasPrefix(got[len(want)], "dopri5 ") {
		t.Errorf("the dial went to %q, want %q and dopri5", got, want)
	}
	for i, row := range rows {
		if row.Row != i+1 || row.Rows != len(rows) || row.Step != 20 || row.Ratio != row.Ratio || math.Abs(row.Ratio-row.W2/row.Floor) > 1e-12*row.Ratio || !(row.Error > 0) {
			t.Errorf("row %d of %d is %+v", i+1, len(rows), row)
		}
	}
}

// By the rig's clock the network takes 1 ms for a chunk.
func TestDialTellsTheTimeOfASample(t *testing.T) {
	_, rows := turned(t, small("fm"), true)
	const points = scorePoints * finalDraws
	chunks := (points + method.Chunk - 1) / method.Chunk
	for _, row := range rows {
		if want := float64(chunks*row.NFE) * 1000 / points; math.Abs(row.Micros-want) > 1e-9*want {
			t.Errorf("%d evaluations: %v µs a sample, want %v", row.NFE, row.Micros, want)
		}
	}
}

// The run's own solver, a map's single point and a simulation's.
func TestDialOfOneWay(t *testing.T) {
	run := small("fm")
	run.Solver = "heun"
	if _, rows := turned(t, run, true); !slices.Equal(sequence(rows), []string{"heun 2", "heun 4", "heun 8", "heun 16", "heun 32", "heun 64"}) {
		t.Errorf("the run's own solver: %q", sequence(rows))
	}
	if _, rows := turned(t, small("mmd"), false); !slices.Equal(sequence(rows), []string{" 1"}) {
		t.Errorf("a map: %q, want one evaluation", sequence(rows))
	}
	langevin := small("langevin")
	langevin.Parameters = nil
	if _, rows := turned(t, langevin, false); len(rows) != 1 || rows[0].Error != 0 || rows[0].NFE < 1 {
		t.Errorf("a simulation: %+v, want one row of one draw", rows)
	}
}

// The same noise and target points each time: two dials of one model are the same but for their times, and training, samples and scores go on as
// if there had been none.
func TestDialDisturbsNothing(t *testing.T) {
	r, rows := turned(t, small("fm"), true)
	do(t, r.NFE(&protocol.NFE{Own: true}))
	for r.Working() {
		do(t, r.Slice())
	}
	again := all[protocol.NFERow](r.page)[len(rows):]
	for i := range rows {
		if again[i].W2 != rows[i].W2 {
			t.Errorf("%s evaluations: W₂ %v and then %v", sequence(rows)[i], rows[i].W2, again[i].W2)
		}
	}
	do(t, r.Step(20))
	plain := set(t, small("fm"))
	do(t, plain.Step(20))
	do(t, plain.Step(20))
	if got, want := r.fingerprint(t), plain.fingerprint(t); got != want {
		t.Errorf("trained on to %s, want %s", got, want)
	}
	if got, want := last[protocol.Score](t, r.page), last[protocol.Score](t, plain.page); got.W2 != want.W2 || got.NFE != want.NFE {
		t.Errorf("scored %+v, want %+v", got, want)
	}
}

func TestDialPausesTraining(t *testing.T) {
	r := set(t, small("fm"))
	do(t, r.Train(false))
	r.slices(t, 3)
	do(t, r.NFE(&protocol.NFE{Own: true}))
	if r.Training() || last[protocol.State](t, r.page).Status != protocol.StatusPaused {
		t.Error("the run trains on")
	}
}

// What changes the model ends the dial; what does not breaks one setting off, to be measured anew.
func TestDialEndsWithItsModel(t *testing.T) {
	for name, change := range map[string]func(r *rig) error{
		"reset":       func(r *rig) error { return r.Reset() },
		"step":        func(r *rig) error { return r.Step(1) },
		"another run": func(r *rig) error { return r.Set(small("mmd")) },
	} {
		r := set(t, small("fm"))
		do(t, r.Step(20))
		do(t, r.NFE(&protocol.NFE{}))
		do(t, r.Slice())
		do(t, change(r))
		for r.Working() {
			do(t, r.Slice())
		}
		if rows := all[protocol.NFERow](r.page); len(rows) != 1 {
			t.Errorf("%s: %d rows, want the one from before", name, len(rows))
		}
	}
}

func TestDialWaitsForRequests(t *testing.T) {
	r := set(t, small("fm"))
	do(t, r.Step(20))
	r.call = 2 * SliceLength
	waits := true
	r.Interrupted = func() bool { waits = !waits; return !waits }
	before := r.now
	do(t, r.NFE(&protocol.NFE{Own: true}))
	do(t, r.Slice())
	if took := r.now - before; len(all[protocol.NFERow](r.page)) > 0 || took > time.Second {
		t.Errorf("a request waited %v for a row", took)
	}
	r.Interrupted = nil
	for r.Working() {
		do(t, r.Slice())
	}
	if rows := all[protocol.NFERow](r.page); len(rows) != 6 {
		t.Errorf("%d rows, want 6", len(rows))
	}
}

func TestDialTellsWhatFails(t *testing.T) {
	r := set(t, small("fm"))
	do(t, r.Step(20))
	r.broken = string(method.Velocity)
	r.forget()
	do(t, r.NFE(&protocol.NFE{Own: true}))
	for r.Working() {
		do(t, r.Slice())
	}
	refusal := last[*protocol.Error](t, r.page)
	if refusal.Of != protocol.TypeNFE || !strings.Contains(refusal.Message, "midpoint with 2 function evaluations: ") {
		t.Errorf("told %+v", refusal)
	}
}
