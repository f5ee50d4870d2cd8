package lab_test

import (
	"context"
	"math"
	"strings"
	"testing"

	"pushforward/core/engine"
	"pushforward/core/lab"
)

// shared is a run whose steps are cut in two, and enough of them for a difference in any bit to spread to all.
func shared() lab.Config {
	return lab.Config{
		Method: "fm", Source: "gaussian", Target: "8gaussians", Seed: 7,
		Parameters: map[string]string{"net": "96,96", "batch": "1250", "steps": "40"},
	}
}

const sharedSteps = 20

// Two sessions that exchange their halves have the bits of one alone, as has one that goes on alone from the middle of a step.
func TestSharedStepsHaveTheBitsOfSteps(t *testing.T) {
	alone, first, second := newRun(t, shared()), newRun(t, shared()), newRun(t, shared())
	if _, err := alone.Train(context.Background(), lab.Budget{Steps: sharedSteps}, still, nil); err != nil {
		t.Fatal(err)
	}
	sessions := [2]*lab.Session{first, second}
	results := [2][]float32{make([]float32, first.ShardSize()), make([]float32, first.ShardSize())}
	for _, s := range sessions {
		if err := s.SetHorizon(sharedSteps); err != nil {
			t.Fatal(err)
		}
	}
	for range sharedSteps / 2 {
		for i, s := range sessions {
			try(t, s.Shard(i, results[i]))
		}
		for i, s := range sessions {
			try(t, s.Receive(1-i, results[1-i]))
			try(t, s.Finish())
		}
	}
	if a, b := fingerprint(t, first), fingerprint(t, second); a != b {
		t.Errorf("halfway one is %s, the other %s", a, b)
	}
	try(t, first.Shard(0, results[0]))
	try(t, first.Shard(1, nil))
	try(t, first.Finish())
	for range sharedSteps/2 - 1 {
		try(t, first.Step())
	}
	if a, b := fingerprint(t, alone), fingerprint(t, first); a != b || first.Steps() != sharedSteps {
		t.Errorf("alone %s, shared and then alone %s after %d steps", a, b, first.Steps())
	}
}

// The rule knows the settings alone: the arithmetic of a step, and the rows of its batch.
func TestOnlyLargeStepsAreCut(t *testing.T) {
	for _, test := range []struct {
		net, batch string
		shards     int
	}{
		{"64,64,64", "256", 1}, {"128,128,128", "1024", 2}, {"256,256,256,256", "1024", 2}, {"512,512,512", "128", 1}, {"16", "8192", 1},
	} {
		config := shared()
		config.Parameters = map[string]string{"net": test.net, "batch": test.batch}
		run := newRun(t, config)
		if run.Shards() != test.shards || (run.ShardSize() > 0) != (test.shards > 1) {
			t.Errorf("net %s, batch %s: %d shards of %d numbers, want %d", test.net, test.batch, run.Shards(), run.ShardSize(), test.shards)
		}
		if run.ShardSize() > 0 && run.ShardSize() != run.Parameters()+1 {
			t.Errorf("net %s: %d numbers in a shard: want the loss and %d", test.net, run.ShardSize(), run.Parameters())
		}
	}
}

// The first loss of halves is that of the whole batch in float64.
func TestSharedLossIsTheReferences(t *testing.T) {
	config := shared()
	run := newRun(t, config)
	exact, err := lab.New(config, engine.Reference{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { try(t, exact.Close()) })
	var losses [2]float64
	for i, s := range []*lab.Session{run, exact} {
		try(t, s.Step())
		if losses[i], err = s.Loss(); err != nil {
			t.Fatal(err)
		}
	}
	if !(math.Abs(losses[0]-losses[1]) <= 1e-5*losses[1]) {
		t.Errorf("loss %v, by the reference %v", losses[0], losses[1])
	}
}

func TestShardsAreRefusedByName(t *testing.T) {
	run := newRun(t, shared())
	whole := newRun(t, flow())
	right := make([]float32, run.ShardSize())
	for _, test := range []struct {
		err  error
		want string
	}{
		{run.Shard(2, nil), "shard 2 of a step cut into 2"},
		{run.Shard(0, right[1:]), "numbers for a shard"},
		{run.Receive(-1, right), "shard -1"},
		{run.Receive(0, nil), "0 numbers"},
		{whole.Shard(0, nil), "shard 0 of a step cut into 0"},
		{run.Restore(&lab.Snapshot{}), "0 numbers"},
	} {
		if test.err == nil || !strings.Contains(test.err.Error(), test.want) {
			t.Errorf("error %v, want one with %q", test.err, test.want)
		}
	}
}

// Points that are carried in parts which begin at a multiple of a chunk end up where they do together.
func TestPartsOfSamplesAreThoseOfTheWhole(t *testing.T) {
	for _, config := range []lab.Config{
		shared(),
		{Method: "mmd", Source: "uniform", Target: "moons", Parameters: small()},
		{Method: "fm", Source: "gaussian", Target: "moons", Solver: "dopri5", Parameters: small()},
	} {
		run := newRun(t, config)
		for range 3 {
			try(t, run.Step())
		}
		whole, parts := make([]float32, 2*3000), make([]float32, 2*3000)
		if _, err := run.Sample(whole, run.Stream("draw")); err != nil {
			t.Fatal(err)
		}
		run.Problem.Noise(parts, run.Stream("draw"))
		for _, part := range [][]float32{parts[2*2048:], parts[:2*2048]} {
			if _, err := run.Carry(part); err != nil {
				t.Fatal(err)
			}
		}
		for i := range whole {
			if whole[i] != parts[i] {
				t.Fatalf("%s: number %d is %v together and %v in parts", config.Method, i, whole[i], parts[i])
			}
		}
	}
}

func try(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
