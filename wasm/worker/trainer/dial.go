package trainer

import (
	"cmp"
	"fmt"
	"math"

	"pushforward/core/lab"
	"pushforward/core/method"
	"pushforward/wasm/protocol"
)

// dialEnd is the most function evaluations that a dial turns to, by doubling.
const dialEnd = 64

// A setting is a way to draw samples, and how often it may ask the model.
type setting struct {
	solver     string
	parameters map[string]string
	nfe        int
}

// dial measures the samples of one model at one setting after another.
type dial struct {
	generation, step int // of the model
	settings         []setting
	next             int
	owed             bool // a request has broken the next one off
}

// NFE begins to measure the model as it stands at many settings; later slices do it, one at a time.
func (t *Trainer) NFE(m *protocol.NFE) error {
	if err := t.needRun(); err != nil {
		return err
	}
	if t.Training() {
		if err := t.Pause(); err != nil {
			return err
		}
	}
	t.dial = &dial{generation: t.generation, step: t.session.Steps(), settings: t.settings(m.Own)}
	return nil
}

// settings are those of the run's own solver, and, unless that is all that is wanted, of each integrator that the run can use.
func (t *Trainer) settings(own bool) []setting {
	mine := cmp.Or(t.run.Solver, t.session.Entry.Solver, lab.DefaultSolver)
	var list []setting
	for _, entry := range t.session.Solvers() {
		if entry.ID != mine && (own || entry.Tableau == nil) {
			continue
		}
		at := setting{solver: entry.ID}
		if entry.ID == mine {
			at.parameters = t.run.SolverParams
		}
		least := 1
		if entry.Tableau != nil {
			least = entry.Tableau.Stages()
		}
		for at.nfe = 1; at.nfe <= dialEnd; at.nfe *= 2 {
			if entry.Tableau != nil && entry.Tableau.Adaptive() {
				list = append(list, setting{solver: entry.ID}) // it chooses by itself
				break
			}
			if at.nfe >= least {
				list = append(list, at)
			}
		}
	}
	if len(list) == 0 {
		list = []setting{{nfe: t.run.NFE}} // a map, or a simulation
	}
	return list
}

// turn measures at the next setting and tells the page, unless a request breaks it off. A dial of another model is put away, and so is one that
// fails.
func (t *Trainer) turn() {
	d := t.dial
	if d.generation != t.generation || d.step != t.session.Steps() {
		t.dial = nil
		return
	}
	at := d.settings[d.next]
	err := t.attend(&d.owed, func() error {
		row, err := t.gauge(at)
		if err != nil {
			return err
		}
		d.next++
		row.Step, row.Row, row.Rows = d.step, d.next, len(d.settings)
		t.Page(protocol.TypeNFE, row)
		return nil
	})
	if err != nil {
		t.Page(protocol.TypeError, &protocol.Error{Message: fmt.Sprintf("%s with %d function evaluations: %v", cmp.Or(at.solver, t.run.Method), at.nfe, err), Of: protocol.TypeNFE})
	}
	if err != nil || d.next == len(d.settings) {
		t.dial = nil
	}
}

// gauge measures the samples drawn at a setting; how the run's own are drawn stays as it is. Noise and target points are the same each time, of
// streams that nothing else draws from.
func (t *Trainer) gauge(at setting) (row protocol.NFERow, err error) {
	s, scorer := t.session, &t.scoring.scorer
	if _, err := scorer.Floor(s.Stream("floor")); err != nil {
		return row, err
	}
	if err := s.Resample(at.solver, at.parameters, at.nfe); err != nil {
		return row, err
	}
	defer func() {
		if back := s.Resample(t.run.Solver, t.run.SolverParams, t.run.NFE); err == nil {
			err = back
		}
	}()
	draws := finalDraws
	if s.Entry.Has(method.Simulate) {
		draws = 1 // its samples are dear
	}
	size := scorePoints * s.Problem.Dim()
	samples := t.scoring.samples[:draws*size]
	s.Problem.Noise(samples, s.Stream("nfe noise"))
	start := t.Clock()
	if row.NFE, err = s.Carry(samples); err != nil {
		return row, err
	}
	row.Solver, row.Micros = at.solver, 1000*milliseconds(t.Clock()-start)/float64(draws*scorePoints)

	stream, squares := s.Stream("nfe target"), 0.0
	scorer.Draws = 1
	for k := range draws {
		score, err := scorer.Score(samples[k*size:(k+1)*size], stream)
		if err != nil {
			return row, err
		}
		row.Floor = score.Floor
		row.W2 += score.W2 / float64(draws)
		row.Ratio += score.Ratio / float64(draws)
		squares += score.Ratio * score.Ratio / float64(draws)
	}
	if draws > 1 {
		row.Error = math.Sqrt(max(squares-row.Ratio*row.Ratio, 0) / float64(draws-1))
	}
	return row, nil
}
