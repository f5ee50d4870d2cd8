//go:build js

package main

import (
	"pushforward/core/graph"
)

// product multiplies two matrices, and leaves the result where it is.
type product struct {
	program program
	result  []float32
}

func newProduct(w workload, left, right []float32) (*product, error) {
	inner, outer := w.Widths[0], w.Widths[1]
	g := graph.New()
	g.Function("multiply").Output("product", g.Variable("left", w.Rows, inner).MatMul(g.Variable("right", inner, outer)))
	instance, err := w.engine().Instantiate(g)
	if err != nil {
		return nil, err
	}
	p := &product{program: program{instance}, result: make([]float32, w.Rows*outer)}
	return p, p.program.write(map[string][]float32{"left": left, "right": right})
}

func (p *product) run() error { return p.program.Call("multiply") }

func (p *product) check() (float64, error) {
	err := p.program.Read(p.result, "multiply.product")
	return meanSquare(p.result), err
}
