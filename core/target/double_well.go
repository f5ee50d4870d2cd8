package target

import "pushforward/core/graph"

// DoubleWell builds the energy ¼x⁴ − ½bx² + cx + ½y² of two wells with a barrier between them.
type DoubleWell struct {
	Barrier float64 `name:"barrier" label:"Barrier" default:"6" min:"0" max:"10" help:"The b of the energy: without tilt the wells lie at ±√b, and the barrier is b²/4 high."`
	Tilt    float64 `name:"tilt" label:"Tilt" default:"0.25" min:"-3" max:"3" help:"The c of the energy: how much deeper the left well is; 1 in the paper, which leaves one part in a hundred on the right."`
}

// Build makes the target.
func (w *DoubleWell) Build(Open) (Target, error) {
	return newLandscape(energy{doubleWell[dual](*w), doubleWell[*graph.Node](*w)}, [4]float64{-6, -9, 6, 9}), nil
}

func doubleWell[T number[T]](w DoubleWell) func(x, y T) T {
	return func(x, y T) T {
		square := x.Square()
		return square.Square().Scale(0.25).Sub(square.Scale(w.Barrier / 2)).Add(x.Scale(w.Tilt)).Add(y.Square().Scale(0.5))
	}
}
