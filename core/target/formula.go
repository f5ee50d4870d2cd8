package target

import (
	"fmt"
	"math"

	"pushforward/core/formula"
	"pushforward/core/graph"
)

// Formula builds the target of a density or an energy that package formula reads, within a box.
//
// It is a landscape, and shares its limits: what is narrower than a 128th of the box is missed, and where the density jumps or bends sharply within
// a cell, draws are a little flatter than it. Programs see a steep wall around the box, where the density is 0.
type Formula struct {
	Formula string  `name:"formula" label:"Formula" default:"exp(-8 (r - 2 - 0.5 cos(5θ))^2)" max:"500" help:"Of x and y, or r and θ: 2x + sin(y)^2, exp(…), r < 1, min, max, abs, sqrt, tanh."`
	Reads   string  `name:"is" label:"It is a" choices:"density,energy" default:"density" help:"A density, up to a factor, or an energy U, whose density is e to the −U."`
	X       float64 `name:"x" label:"Centre x" default:"0" min:"-1000" max:"1000" help:"Of the box: there is no density outside."`
	Y       float64 `name:"y" label:"Centre y" default:"0" min:"-1000" max:"1000" help:"Of the box."`
	Width   float64 `name:"width" label:"Width" default:"10" min:"0.1" max:"1000" scale:"log" help:"Of the box."`
	Height  float64 `name:"height" label:"Height" default:"10" min:"0.1" max:"1000" scale:"log" help:"Of the box."`
}

// Build makes the target. A density that is negative, infinite, or nowhere above 0 is refused; where it is undefined, it is 0.
func (f *Formula) Build(Open) (Target, error) {
	read, err := formula.Parse(f.Formula)
	if err != nil {
		return nil, err
	}
	w := written{box: [4]float64{f.X - f.Width/2, f.Y - f.Height/2, f.X + f.Width/2, f.Y + f.Height/2}}
	if w.log = read.Neg(); f.Reads == "density" {
		w.density, w.log = read, read.Log()
	}
	l := &landscape{energy: energy{w.number, w.node}, box: w.box}
	if err := w.check(l); err != nil {
		return nil, err
	}
	const most = 8
	for range most {
		before := l.box
		if l.shrink(2); area(l.box) > area(before)/2 {
			break
		}
	}
	l.tabulate(l.values())
	return l, nil
}

// area is that of a box.
func area(box [4]float64) float64 { return (box[2] - box[0]) * (box[3] - box[1]) }

// written is an energy that somebody wrote.
type written struct {
	density *formula.Formula // nil if an energy was written
	log     *formula.Formula // of the density
	box     [4]float64       // beyond which there is none
}

// number is the energy of numbers.
func (w *written) number(x, y dual) dual {
	const rounding = 1e-9
	dx, dy := rounding*(w.box[2]-w.box[0]), rounding*(w.box[3]-w.box[1])
	inside := w.box[0]-dx <= x.value && x.value <= w.box[2]+dx && w.box[1]-dy <= y.value && y.value <= w.box[3]+dy
	v := w.log.At(x.value, y.value)
	if !inside || math.IsNaN(v.F) {
		return dual{value: math.Inf(1)}
	}
	along := func(dx, dy float64) float64 { return -float64(v.DX*dx) - float64(v.DY*dy) }
	return dual{-v.F, along(x.dx, y.dx), along(x.dy, y.dy)}
}

// node is the energy in a program: beyond the box, that at its edge, and the wall.
func (w *written) node(x, y *graph.Node) *graph.Node {
	const steep = 50 // spreads of the wall along a side of the box
	scalar := x.Graph().Scalar
	cx := x.Max(scalar(w.box[0])).Min(scalar(w.box[2]))
	cy := y.Max(scalar(w.box[1])).Min(scalar(w.box[3]))
	wall := bell(x.Sub(cx), (w.box[2]-w.box[0])/steep).Add(bell(y.Sub(cy), (w.box[3]-w.box[1])/steep))
	return wall.Sub(w.log.Lower(cx, cy))
}

// check looks at every second node of the landscape for what can be no density.
func (w *written) check(l *landscape) error {
	const rounding = 1e-12 // of the largest value: what is negative by no more is 0
	lowest, highest := formula.Value{}, math.Inf(-1)
	var where [2]float64
	largest := 0.0
	const side = landscapeCells + 1
	for k := range side * side {
		x, y := l.place(float64(2*(k%side)), float64(2*(k/side)))
		log := w.log.At(x, y).F
		if math.IsInf(log, 1) && w.density == nil {
			return fmt.Errorf("the energy is −∞ at (%.4g, %.4g): want one that is finite or +∞", x, y)
		} else if math.IsInf(log, 1) {
			return fmt.Errorf("the density is infinite at (%.4g, %.4g): want a finite one", x, y)
		}
		if log > highest {
			highest = log
		}
		if w.density == nil {
			continue
		}
		if p := w.density.At(x, y); p.F < lowest.F {
			lowest, where = p, [2]float64{x, y}
		} else if p.F > largest {
			largest = p.F
		}
	}
	switch {
	case lowest.F < -rounding*largest:
		return fmt.Errorf("the density is %.4g at (%.4g, %.4g): want none below 0; max(0, …) cuts it off", lowest.F, where[0], where[1])
	case math.IsInf(highest, -1):
		return fmt.Errorf("no density in the box from (%.4g, %.4g) to (%.4g, %.4g): it is 0 or undefined all over, want some above 0", w.box[0], w.box[1], w.box[2], w.box[3])
	}
	return nil
}
