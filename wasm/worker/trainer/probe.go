package trainer

import (
	"math"
	"slices"

	"pushforward/core/lab"
	"pushforward/core/method"
	"pushforward/core/ot"
	"pushforward/wasm/protocol"
)

// probe is a point that is followed while the map changes, by its noise.
type probe struct {
	noise []float32 // [dim] in the target's frame; nil where nothing is followed
	time  float64   // where the reader looks at it
	found bool      // its way leads through the point that was asked for
	plan  plan
}

// probeRadius is that of the circle around the noise whose image is drawn, in standard deviations of the target.
const probeRadius = 0.25

// Follow follows the point at (X, Y) of the picture at time T from its noise to data, or stops to.
func (t *Trainer) Follow(f *protocol.Follow) error {
	if err := t.needRun(); err != nil {
		return err
	}
	p := &t.probe
	if f.Off {
		p.noise = nil
		t.Stage(protocol.TypeProbe, protocol.Probe{Generation: t.generation})
		return nil
	}
	p.time = min(max(f.T, 0), 1)
	switch {
	case f.Same && p.noise == nil:
		p.noise, p.found = slices.Clone(t.view.noise[:t.session.Problem.Dim()]), false
	case !f.Same:
		if err := t.find(float32(f.X), float32(f.Y)); err != nil {
			return err
		}
	}
	return t.showProbe()
}

// find sets the probe's noise to that of a point of the picture.
func (t *Trainer) find(x, y float32) error {
	p, dim := &t.probe, t.session.Problem.Dim()
	near := t.nearest(x, y)
	guess := t.view.noise[near*dim:][:dim]
	p.noise, p.found = slices.Clone(guess), false
	if dim > 2 || !t.session.Certain() || t.session.Embedding() != "" && dim > t.session.Problem.Source.Dim() {
		return nil // the particle that is nearest stands for it
	}
	followed, found, err := t.session.Through([]float32{x, y}[:dim], p.time, guess, []float64{0, 1})
	if err != nil {
		return err
	}
	p.noise, p.found = followed.Noise, found
	return nil
}

// nearest is the particle that the picture shows nearest to a point at the probe's time.
func (t *Trainer) nearest(x, y float32) int {
	dim, frames := t.session.Problem.Dim(), len(t.view.times)
	frame := min(int(math.Round(t.probe.time*float64(frames-1))), frames-1)
	points := t.view.shown
	if len(points) == 0 {
		return 0
	}
	row := points[frame*len(t.view.noise):][:len(t.view.noise)]
	best, least := 0, float32(math.Inf(1))
	for i := 0; i < len(row); i += dim {
		far := (row[i] - x) * (row[i] - x)
		if dim > 1 {
			far += (row[i+1] - y) * (row[i+1] - y)
		}
		if far < least {
			best, least = i/dim, far
		}
	}
	return best
}

// showProbe tells the stage the way of the point that is followed, and the page what is to be said of it.
func (t *Trainer) showProbe() error {
	p, dim := &t.probe, t.session.Problem.Dim()
	if p.noise == nil {
		return nil
	}
	times := t.view.times
	k, isFrame := slices.BinarySearch(times, p.time)
	if !isFrame {
		times = slices.Insert(slices.Clone(times), k, p.time)
	}
	followed, err := t.follow(times)
	if err != nil {
		return err
	}
	message := protocol.Probe{Generation: t.generation, Times: floats(times), Points: plane(followed.Way, dim)}
	r := reading{session: t.session, followed: followed, here: followed.Way[k*dim:][:dim], time: p.time, found: p.found}
	if dim == 2 {
		message.Jacobians, message.Radius = followed.Jacobians, probeRadius*float64(t.session.Problem.Frame.Scale[0])
		if r.partner, err = p.plan.partner(t, followed.Way[:2]); err != nil {
			return err
		}
		message.Partner = r.partner
	}
	t.Stage(protocol.TypeProbe, message)
	rows, err := r.rows()
	if err != nil {
		return err
	}
	here := plane(r.here, dim)
	t.Page(protocol.TypeFindings, protocol.Findings{X: float64(here[0]), Y: float64(here[1]), T: p.time, Rows: rows})
	return nil
}

// follow is the way of the probe's noise. Where chance has a part in it, that is the way of the particle which is shown.
func (t *Trainer) follow(times []float64) (lab.Probe, error) {
	dim := t.session.Problem.Dim()
	if t.session.Certain() {
		return t.session.Follow(t.probe.noise, times)
	}
	at := 0
	for i := 0; i < len(t.view.noise); i += dim {
		if slices.Equal(t.view.noise[i:i+dim], t.probe.noise) {
			at = i
		}
	}
	p := lab.Probe{Noise: t.probe.noise}
	last := len(t.view.times) - 1
	for _, time := range times {
		position := time * float64(last)
		before := min(int(position), last-1)
		share := float32(position - float64(before))
		for j := range dim {
			a := t.view.shown[before*len(t.view.noise)+at+j]
			b := t.view.shown[(before+1)*len(t.view.noise)+at+j]
			p.Way = append(p.Way, a+share*(b-a))
		}
	}
	return p, nil
}

// reading is what is to be said of a point that is followed, by what the model can tell.
type reading struct {
	session  *lab.Session
	followed lab.Probe
	here     []float32 // [dim] where it is at time
	time     float64
	found    bool
	partner  []float32 // [2], or none
}

func (r *reading) rows() ([]protocol.Finding, error) {
	s, dim := r.session, len(r.here)
	data := r.followed.Way[len(r.followed.Way)-dim:]
	noiseHelp := "The noise that the map carries here, found back along the flow."
	switch {
	case !r.found:
		noiseHelp = "The noise of the nearest particle."
	case !s.HasInverse():
		noiseHelp = "A noise that the map carries here, found by Newton's method from the nearest particle: there may be others."
	}
	rows := []protocol.Finding{
		{Label: "Noise it comes from", Values: doubles(r.followed.Way[:dim]), Help: noiseHelp},
		{Label: "Data it becomes", Values: doubles(data), Help: "Where the sampler takes that noise at t = 1."},
	}
	if j := r.followed.Jacobians; dim == 2 && len(j) >= 4 {
		large, small, determinant := singular(j[len(j)-4:])
		rows = append(rows,
			protocol.Finding{Label: "Stretched by", Values: []float64{large, small}, Help: "Half axes of the image of a small circle of radius 1 around the noise, by central differences of the sampler."},
			protocol.Finding{Label: "Area times", Values: []float64{determinant}, Help: "Determinant of the map's Jacobian there; below 0 the map turns the plane over."})
	}
	answers := []struct {
		ability method.Ability
		label   string
		help    string
		columns int
		of      func(dst []float32) error
	}{
		{method.Velocity, "Velocity at t", "Of the flow where the point is now, in the target's units per unit of t.", dim, func(dst []float32) error {
			return velocityInPicture(s, dst, r.here, r.time)
		}},
		{method.Witness, "Wants samples", "The test function where the point ends: above 0 it wants more samples, below fewer.", 1, func(dst []float32) error {
			return s.On(method.Witness, dst, data, 0)
		}},
		{method.Energy, "Log-density, up to a constant", "Minus the learned energy where the point ends, in nats.", 1, func(dst []float32) error {
			return s.On(method.Energy, dst, data, 0)
		}},
	}
	for _, a := range answers {
		if !s.Entry.Has(a.ability) {
			continue
		}
		values := make([]float32, a.columns)
		if err := a.of(values); err != nil {
			return nil, err
		}
		rows = append(rows, protocol.Finding{Label: a.label, Values: doubles(values), Help: a.help})
	}
	if s.HasLogDensity() {
		var density [1]float32
		if err := s.LogDensityOn(density[:], data); err != nil {
			return nil, err
		}
		rows = append(rows, protocol.Finding{Label: "Log-density", Values: doubles(density[:]), Help: "Of the learned distribution where the point ends, in nats."})
	}
	if r.partner != nil {
		rows = append(rows, protocol.Finding{Label: "Optimal partner", Values: doubles(r.partner), Help: "Where an optimal plan between noise and target would send this noise: the dashed line."})
	}
	return rows, nil
}

// doubles are numbers as messages carry them; those that are not finite are left out.
func doubles(x []float32) []float64 {
	list := make([]float64, 0, len(x))
	for _, v := range x {
		if d := float64(v); !math.IsNaN(d) && !math.IsInf(d, 0) {
			list = append(list, d)
		}
	}
	return list
}

// singular are the singular values of a 2×2 matrix by rows, and its determinant.
func singular(j []float32) (large, small, determinant float64) {
	a, b, c, d := float64(j[0]), float64(j[1]), float64(j[2]), float64(j[3])
	sum, difference := math.Hypot(a+d, b-c), math.Hypot(a-d, b+c)
	return (sum + difference) / 2, math.Abs(sum-difference) / 2, a*d - b*c
}

// plan is an optimal plan between a run's noise and its target, known by the prices of target points.
type plan struct {
	points []float32 // [n×2] of the target
	prices []float64 // [n]
}

// planned is how many points a side the plan is between.
const planned = 512

// partner is the target point that the plan sends noise [2], in natural units, to: the one that is cheapest at the plan's prices.
func (p *plan) partner(t *Trainer, noise []float32) ([]float32, error) {
	if p.prices == nil {
		if err := p.solve(t); err != nil {
			return nil, err
		}
	}
	best, least := 0, math.Inf(1)
	for j, price := range p.prices {
		dx, dy := float64(noise[0]-p.points[2*j]), float64(noise[1]-p.points[2*j+1])
		if cost := dx*dx + dy*dy - price; cost < least {
			best, least = j, cost
		}
	}
	return slices.Clone(p.points[2*best : 2*best+2]), nil
}

func (p *plan) solve(t *Trainer) error {
	problem := t.session.Problem
	from := make([]float32, 2*planned)
	problem.Noise(from, t.session.Stream("plan noise"))
	problem.Frame.Inverse(from, from)
	p.points = make([]float32, 2*planned)
	problem.Target.Sample(p.points, t.session.Stream("plan target"))
	cost := make([]float32, planned*planned)
	if err := ot.CostMatrix(cost, from, p.points, 2); err != nil {
		return err
	}
	var assignment ot.Assignment
	if _, err := assignment.Solve(make([]int, planned), cost, planned); err != nil {
		return err
	}
	p.prices = make([]float64, planned)
	assignment.Prices(p.prices)
	return nil
}
