package graph_test

import (
	"errors"
	"fmt"

	"pushforward/core/engine"
	"pushforward/core/graph"
)

// One step of gradient descent for the line through four points.
func Example() {
	g := graph.New()
	x, y := g.Variable("x", 4, 1), g.Variable("y", 4, 1)
	w := g.Variable("w", 1, 1)

	loss := x.MatMul(w).Sub(y).Square().Mean()
	train := g.Function("train")
	train.Output("loss", loss)
	train.Assign(w, w.Sub(graph.Gradient(loss, w)[0].Scale(0.125)))
	fmt.Print(g)

	program, err := engine.Reference{}.Instantiate(g)
	if err != nil {
		fmt.Println(err)
		return
	}
	defer program.Close()
	err = errors.Join(program.Write("x", []float32{-1, 0, 1, 2}), program.Write("y", []float32{-3, 0, 3, 6}))
	slope, squares := make([]float32, 1), make([]float32, 1)
	for range 3 {
		err = errors.Join(err, program.Call("train"), program.Read(squares, "train.loss"), program.Read(slope, "w"))
		fmt.Printf("loss %.4f, then w = %.4f\n", squares[0], slope[0])
	}
	if err != nil {
		fmt.Println(err)
	}

	// Output:
	// variable "seed" [1×4]
	// variable "counter" [1×1]
	// variable "x" [4×1]
	// variable "y" [4×1]
	// variable "w" [1×1]
	// variable "train.loss" [1×1]
	//
	// function train
	//	%0 = matmul "x" "w" [4×1]
	//	%1 = sub %0 "y" [4×1]
	//	%2 = mul %1 %1 [4×1]
	//	%3 = sum_cols %2 [4×1]
	//	%4 = sum_rows %3 [1×1]
	//	%5 = constant 0.25 [1×1]
	//	%6 = mul %4 %5 [1×1]
	//	%7 = constant 1 [1×1]
	//	%8 = mul %7 %5 [1×1]
	//	%9 = broadcast %8 [4×1]
	//	%10 = mul %9 %1 [4×1]
	//	%11 = mul %9 %1 [4×1]
	//	%12 = add %10 %11 [4×1]
	//	%13 = constant 1 [1×1]
	//	%14 = mul %12 %13 [4×1]
	//	%15 = matmul "x"ᵀ %14 [1×1]
	//	%16 = constant 0.125 [1×1]
	//	%17 = mul %15 %16 [1×1]
	//	%18 = sub "w" %17 [1×1]
	//	"train.loss" ← %6
	//	"w" ← %18
	// loss 13.5000, then w = 1.1250
	// loss 5.2734, then w = 1.8281
	// loss 2.0599, then w = 2.2676
}
