// Package published repeats the protocols of published tables, so that their numbers can stand beside this project's.
package published

import (
	"fmt"
	"math"

	"pushforward/core/lab"
	"pushforward/core/metric"
	"pushforward/core/ot"
)

// A Task is one row of a published table: what to train, and how it is measured.
type Task struct {
	Table     string // where it is from
	Label     string // the row's name there, or this project's own
	Config    lab.Config
	Steps     int
	Measure   func(s *lab.Session) (map[string]float64, error)
	Published map[string]Number // by the measurement's name
}

// A Number is a mean over seeds, and their standard deviation where it was published.
type Number struct {
	Mean float64 `json:"mean"`
	Std  float64 `json:"std,omitempty"`
}

// Tasks lists every row, table by table.
func Tasks() []Task {
	return append(flows(), generators()...)
}

// The flow table is table 2 of Tong et al., Simulation-free Schrödinger bridges via score and flow matching (arXiv 2307.03672): three hidden layers of 64
// that see a point and its time, batches of 512, 1000 epochs of 10,000 points, Euler with 100 steps, W₂ on 10,000 points, σ = 0.1 where a bridge has
// noise. They use SELU and AdamW at a constant rate; here it is SiLU, Adam's rate falls along a cosine, and samples are drawn with averaged parameters. Their
// I-CFM and OT-CFM have noise of σ on the way too, here there is none.
const (
	flowTable  = "arXiv 2307.03672, table 2"
	flowPoints = 10_000
	flowBatch  = 512
	flowSteps  = 1000 * flowPoints / flowBatch
)

func flows() []Task {
	targets := []struct {
		id         string
		parameters map[string]string
	}{{"8gaussians", map[string]string{"std": "1"}}, {"moons", nil}, {"scurve", nil}}
	rows := []struct {
		label, method string
		parameters    map[string]string
		w2, npe       [3]Number
	}{
		{"OT-CFM", "ot-cfm", nil, [3]Number{{.303, .043}, {.130, .016}, {.144, .028}}, [3]Number{{.031, 0}, {.083, 0}, {.027, 0}}},
		{"I-CFM", "fm", nil, [3]Number{{.373, .103}, {.178, .014}, {.242, .141}}, [3]Number{{.202, 0}, {.891, 0}, {.856, 0}}},
		{"rectified flow", "rectified", nil, [3]Number{{.421, .071}, {.283, .045}, {.345, .079}}, [3]Number{{.044, 0}, {.130, 0}, {.099, 0}}},
		{"[SF]²M exact", "sb-cfm", map[string]string{"sigma": "0.1", "pairs": "exact"}, [3]Number{{.275, .058}, {.124, .023}, {.128, .005}}, [3]Number{{.016, 0}, {.053, 0}, {.034, 0}}},
	}
	var tasks []Task
	for _, row := range rows {
		for k, t := range targets {
			tasks = append(tasks, Task{
				Table: flowTable, Label: row.label, Steps: flowSteps, Measure: measureFlow,
				Config: lab.Config{
					Method: row.method, Source: "gaussian", Target: t.id, TargetParameters: t.parameters, Natural: true, Points: flowPoints, Solver: "euler", NFE: 100,
					Parameters: with(row.parameters, map[string]string{"net": "64,64,64", "waves": "0", "octaves": "0", "lr": "0.001", "batch": fmt.Sprint(flowBatch)}),
				},
				Published: map[string]Number{"w2": row.w2[k], "npe": row.npe[k]},
			})
		}
	}
	return tasks
}

func with(maps ...map[string]string) map[string]string {
	all := map[string]string{}
	for _, m := range maps {
		for name, value := range m {
			all[name] = value
		}
	}
	return all
}

// measureFlow is W₂ between 10,000 samples and as many fresh target points, "w2"; the same between two draws of the target, "floor"; and the normalised
// path energy |E∫‖v‖² dt − W₂²| / W₂², "npe", with W₂ between 10,000 points of source and target.
func measureFlow(s *lab.Session) (map[string]float64, error) {
	const n, frames, dim = flowPoints, 101, 2
	noise, target, other := make([]float32, n*dim), make([]float32, n*dim), make([]float32, n*dim)
	s.Problem.Noise(noise, s.Stream("published noise"))
	s.Problem.Target.Sample(target, s.Stream("published target"))
	s.Problem.Target.Sample(other, s.Stream("published floor"))
	paths := metric.Trajectories{Dim: dim, Times: make([]float64, frames), States: make([]float32, frames*len(noise))}
	for k := range paths.Times {
		paths.Times[k] = float64(k) / (frames - 1)
	}
	if _, err := s.Trajectories(paths.States, noise, paths.Times); err != nil {
		return nil, err
	}
	w2, err := ot.W2(paths.States[(frames-1)*len(noise):], target, dim)
	if err != nil {
		return nil, err
	}
	floor, err := ot.W2(other, target, dim)
	if err != nil {
		return nil, err
	}
	npe, err := paths.NormalizedEnergy(target)
	return map[string]float64{"w2": w2, "floor": floor, "npe": npe}, err
}

// The generators' tables are table 1 of Srivastava et al., VEEGAN (arXiv 1705.07761) and table 1 of Lin et al., PacGAN (arXiv 1712.04086): 2500 samples; a mode is
// captured by one within three of its standard deviations, and as many are of high quality.
const (
	veegan = "arXiv 1705.07761, table 1"
	pacgan = "arXiv 1712.04086, table 1"
)

func generators() []Task {
	published := func(modes, hq, kl float64) map[string]Number {
		list := map[string]Number{"modes": {Mean: modes}, "hq": {Mean: hq}}
		if !math.IsNaN(kl) {
			list["mode-kl"] = Number{Mean: kl}
		}
		return list
	}
	rows := []struct {
		table, label, method string
		ring, grid           map[string]Number
	}{
		{veegan, "VEEGAN", "gan", published(8, .529, math.NaN()), published(24.6, .40, math.NaN())},
		{pacgan, "PacGAN4", "wgan-gp", published(7.8, .959, .07), published(24.8, .936, .04)},
		{pacgan, "PacGAN4", "mmd-gan", published(7.8, .959, .07), published(24.8, .936, .04)},
		{pacgan, "PacGAN4", "fm", published(7.8, .959, .07), published(24.8, .936, .04)},
		{pacgan, "PacGAN4", "ot-cfm", published(7.8, .959, .07), published(24.8, .936, .04)},
	}
	var tasks []Task
	for _, row := range rows {
		for _, target := range []struct {
			id      string
			numbers map[string]Number
		}{{"ring8", row.ring}, {"25gaussians", row.grid}} {
			tasks = append(tasks, Task{
				Table: row.table, Label: row.label, Measure: measureModes, Published: target.numbers,
				Config: lab.Config{Method: row.method, Source: "gaussian", Target: target.id},
			})
		}
	}
	return tasks
}

// measureModes is "modes", "hq" and "mode-kl" of 2500 samples.
func measureModes(s *lab.Session) (map[string]float64, error) {
	const n = 2500
	dim := s.Problem.Dim()
	samples := make([]float32, n*dim)
	if _, err := s.Sample(samples, s.Stream("published samples")); err != nil {
		return nil, err
	}
	modal, ok := s.Problem.Target.(interface {
		Modes() (centres [][]float64, std float64)
	})
	if !ok {
		return nil, fmt.Errorf("published: target %s has no modes", s.Config.Target)
	}
	centres, std := modal.Modes()
	m, err := metric.NewModes(samples, dim, centres, std)
	return map[string]float64{"modes": float64(m.Captured), "hq": m.HighQuality, "mode-kl": m.ReverseKL}, err
}
