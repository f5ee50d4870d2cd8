package lab_test

import (
	"testing"

	"pushforward/core/engine"
	"pushforward/core/lab"
)

func TestResampleChangesOnlyTheWayToDraw(t *testing.T) {
	s, err := lab.New(lab.Config{
		Method: "fm", Source: "gaussian", Target: "moons", NFE: 6, Parameters: map[string]string{"steps": "20", "batch": "16", "net": "8"},
	}, engine.WebAssembly{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := s.Step(); err != nil {
		t.Fatal(err)
	}
	want, err := s.Fingerprint()
	if err != nil {
		t.Fatal(err)
	}
	for _, draw := range []struct {
		solver   string
		nfe      int // asked for
		takes    int
		accepted bool
	}{
		{"rk4", 8, 8, true},
		{"leapfrog", 8, 8, false},
		{"euler", lab.MaxNFE + 1, 8, false},
		{"euler", 5, 5, true},
		{"", 4, 4, true},
	} {
		if err := s.Resample(draw.solver, nil, draw.nfe); (err == nil) != draw.accepted {
			t.Errorf("%q with %d evaluations: error %v", draw.solver, draw.nfe, err)
		}
		nfe, err := s.Sample(make([]float32, 20), s.Stream("draw"))
		if err != nil || nfe != draw.takes {
			t.Errorf("after %q with %d evaluations a sample takes %d, %v: want %d", draw.solver, draw.nfe, nfe, err, draw.takes)
		}
	}
	if got, err := s.Fingerprint(); got != want || err != nil {
		t.Errorf("the model was %s and is %s, %v", want, got, err)
	}
	if s.Config.Solver != lab.DefaultSolver || s.Config.NFE != 4 || s.Steps() != 1 {
		t.Errorf("%s with %d evaluations at step %d, want %s with 4 at 1", s.Config.Solver, s.Config.NFE, s.Steps(), lab.DefaultSolver)
	}
}
