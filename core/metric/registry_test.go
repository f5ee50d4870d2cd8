package metric

import (
	"math"
	"slices"
	"testing"

	"pushforward/core/random"
)

// knowing is all there is to know of a sampler that draws from N(0, 0.8² I) for the target N(0, I), by a straight flow from N((3,0), I).
func knowing() *Inputs {
	target, model := normals{[]float64{0, 0}, 1}, normals{[]float64{0, 0}, 0.8}
	p := flow(20, 1500, func(t, x, y float64) (float64, float64) { return 3*(1-t) + x*(1-0.2*t), y * (1 - 0.2*t) })
	return &Inputs{
		Target: target, Generated: draws(model, 3000, random.New(1, "samples")), Fresh: draws(target, 2000, random.New(1, "evaluation")),
		Score:      &Score{W2: 0.3, Floor: 0.1, Ratio: 3, SWD: 0.2, MMD2: 0.01, Energy: 0.02},
		LogDensity: model.at, Trajectories: &p, Evaluations: 20, Seconds: 0.5,
	}
}

// Every metric, through the registry, against closed forms for these Gaussians.
func TestRegistryMeasures(t *testing.T) {
	want := map[string]struct{ value, tolerance float64 }{
		"ratio": {3, 0}, "w2": {0.3, 0}, "floor": {0.1, 0}, "swd": {0.2, 0}, "mmd2": {0.01, 0}, "energy": {0.02, 0},
		"sinkhorn":     {2 * 0.2 * 0.2, 0.03}, // W₂² less what ε smooths
		"precision":    {0.995, 0.01},         // the narrow one lies inside
		"recall":       {0.97, 0.04},
		"density":      {1, 0.1},
		"coverage":     {0.95, 0.05},
		"modes":        {1, 0},
		"hq":           {1 - math.Exp(-4.5/0.64), 0.003},
		"mode-kl":      {0, 0},
		"nll":          {math.Log(2*math.Pi*0.64) + 1/0.64, 0.12},
		"kl":           {1/0.64 - 1 + math.Log(0.64), 0.01},
		"ess":          {(2 - 1/0.64) / 0.64, 0.03}, // 1/E w², with w the ratio of the densities
		"ksd":          {0, 0.1},
		"path-energy":  {9 + 2*0.2*0.2, 0.15},
		"straightness": {0, 1e-4},
		"npe":          {0.08 / 9, 0.02},
		"nfe":          {20, 0},
		"seconds":      {0.5, 0},
	}
	values := Measure(knowing())
	if len(values) != len(Registry()) || len(values) != len(want) {
		t.Fatalf("%d values of %d metrics, %d known here: want as many", len(values), len(Registry()), len(want))
	}
	for _, v := range values {
		w, known := want[v.Metric.ID]
		if !known || v.Err != nil || !(math.Abs(v.Value-w.value) <= w.tolerance) {
			t.Errorf("%s: %v, %v; want %v ± %v (known: %v)", v.Metric.ID, v.Value, v.Err, w.value, w.tolerance, known)
		}
	}
}

func TestMetricsSayWhatTheyNeed(t *testing.T) {
	var ids []string
	for _, m := range Registry() {
		if m.ID == "" || m.Name == "" || m.Help == "" || len(m.Needs) == 0 || slices.Contains(ids, m.ID) {
			t.Errorf("metric %+v: want an id of its own, a name, a help and a need", m)
		}
		ids = append(ids, m.ID)
		for _, need := range m.Needs {
			if in := without(need); in.Has(need) || m.Available(in) {
				t.Errorf("%s is available without %s", m.ID, need)
			}
		}
	}
	if values := Measure(&Inputs{}); len(values) != 0 {
		t.Errorf("nothing known, yet measured: %v", values)
	}
}

// bare is a target that can do nothing but be drawn from, in three dimensions.
type bare struct{ Sampler }

func (bare) Dim() int { return 3 }

// without is all there is to know but what meets one need.
func without(n Need) *Inputs {
	in := knowing()
	switch n {
	case NeedScore:
		in.Score = nil
	case NeedSamples:
		in.Generated = nil
	case NeedModes, NeedTargetLaw, NeedTargetScore, NeedGrid:
		in.Target = bare{in.Target}
	case NeedModelLaw:
		in.LogDensity = nil
	case NeedTrajectories:
		in.Trajectories = nil
	case NeedCost:
		in.Seconds = 0
	}
	return in
}

// The score's one pass gives the same as the two distances by themselves.
func TestScoreSharesThePairs(t *testing.T) {
	r := random.New(3, "data")
	x, y := draws(eightGaussians(1), 90, r), draws(moons{}, 70, r)
	mmd2, energy, err := kernelDistances(x, y, 2, 1.5)
	if err != nil {
		t.Fatal(err)
	}
	wantMMD2, _ := MMD2(x, y, 2, 1.5)
	wantEnergy, _ := Energy(x, y, 2)
	if mmd2 != wantMMD2 || math.Abs(energy-wantEnergy) > 1e-12 {
		t.Errorf("%v and %v, want %v and %v", mmd2, energy, wantMMD2, wantEnergy)
	}
}
