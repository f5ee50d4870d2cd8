package compile_test

import (
	"fmt"

	"pushforward/core/compile"
	"pushforward/core/graph"
)

// A step of gradient descent on ‖xw − y‖²: the product, then the residual (stored, and summed along each row for the loss), then the gradient's
// product, and an update in place. The loss is a column sum, which is turned into a row to be summed four at a time.
func Example() {
	g := graph.New()
	x, y, w := g.Variable("x", 64, 8), g.Variable("y", 64, 2), g.Variable("w", 8, 2)
	loss := x.MatMul(w).Sub(y).Square().Sum()
	step := g.Function("step")
	step.Output("loss", loss)
	step.Assign(w, w.Sub(graph.Gradient(loss, w)[0].Scale(0.001)))

	module, err := compile.Compile(g)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("w:", module.Variables["w"])
	fmt.Print(module.Plan("step"))
	// Output:
	// w: {2752 8 2}
	//   0 product 64×8×2: [@192[64×8] @2752[8×2]] → [@2880[64×2]]
	//   1 loop 64×2 sub mul sum_cols add: [@2880[64×2] @2240[64×2]] → [@3904[64×1] @3392[64×2]]
	//   2 loop 1×64 sum_cols: [@3904[1×64]] → [@2816[1×1]]
	//   3 product 8×64×2: [@192[8×64]/1,8 @3392[64×2]] → [@2880[8×2]]
	//   4 loop 8×2 mul sub: [@2880[8×2] @2752[8×2]] → [@2752[8×2]]
}

// The passes, on a gradient step of Σ z·sigmoid(z) for z = xw through a second layer v: simplification drops the factors 1 that differentiation leaves;
// fusion makes a loop for either direction; the loop back computes again what is cheaper made of z and its sigmoid than read; addresses come last.
func Example_passes() {
	g := graph.New()
	x, w, v := g.Variable("x", 64, 8), g.Variable("w", 8, 4), g.Variable("v", 4, 2)
	z := x.MatMul(w)
	loss := z.Mul(z.Sigmoid()).MatMul(v).Square().Sum()
	step := g.Function("step")
	step.Assign(w, w.Sub(graph.Gradient(loss, w)[0].Scale(0.1)))
	text, err := compile.Explain(g)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Print(text)
	// Output:
	// function step
	// 	%0 = constant 1 [1×1]
	// 	%1 = broadcast %0 [64×1]
	// 	%2 = broadcast %1 [64×2]
	// 	%3 = matmul "x" "w" [64×4]
	// 	%4 = sigmoid %3 [64×4]
	// 	%5 = mul %3 %4 [64×4]
	// 	%6 = matmul %5 "v" [64×2]
	// 	%7 = mul %2 %6 [64×2]
	// 	%8 = mul %2 %6 [64×2]
	// 	%9 = add %7 %8 [64×2]
	// 	%10 = matmul %9 "v"ᵀ [64×4]
	// 	%11 = mul %10 %4 [64×4]
	// 	%12 = mul %10 %3 [64×4]
	// 	%13 = constant 1 [1×1]
	// 	%14 = sub %13 %4 [64×4]
	// 	%15 = mul %4 %14 [64×4]
	// 	%16 = mul %12 %15 [64×4]
	// 	%17 = add %11 %16 [64×4]
	// 	%18 = matmul "x"ᵀ %17 [8×4]
	// 	%19 = constant 0.1 [1×1]
	// 	%20 = mul %18 %19 [8×4]
	// 	%21 = sub "w" %20 [8×4]
	// 	"w" ← %21
	//
	// simplify
	// 	%0 = matmul "x" "w" [64×4]
	// 	%1 = sigmoid %0 [64×4]
	// 	%2 = mul %0 %1 [64×4]
	// 	%3 = matmul %2 "v" [64×2]
	// 	%4 = add %3 %3 [64×2]
	// 	%5 = matmul %4 "v"ᵀ [64×4]
	// 	%6 = mul %5 %1 [64×4]
	// 	%7 = mul %5 %0 [64×4]
	// 	%8 = constant 1 [1×1]
	// 	%9 = sub %8 %1 [64×4]
	// 	%10 = mul %1 %9 [64×4]
	// 	%11 = mul %7 %10 [64×4]
	// 	%12 = add %6 %11 [64×4]
	// 	%13 = matmul "x"ᵀ %12 [8×4]
	// 	%14 = constant 0.1 [1×1]
	// 	%15 = mul %13 %14 [8×4]
	// 	%16 = sub "w" %15 [8×4]
	// 	"w" ← %16
	//
	// fuse
	// [matmul]
	// [sigmoid mul sub mul]
	// [matmul]
	// [add]
	// [matmul]
	// [mul mul mul add]
	// [matmul]
	// [mul sub]
	//
	// rematerialize
	// [matmul]
	// [sigmoid mul]
	// [matmul]
	// [add]
	// [matmul]
	// [mul mul sub mul mul add]
	// [matmul]
	// [mul sub]
	//
	// lower
	//   0 product 64×8×4: [@192[64×8] @2240[8×4]] → [@2432[64×4]]
	//   1 loop 64×4 sigmoid mul: [@2432[64×4]] → [@3456[64×4] @4480[64×4]]
	//   2 product 64×4×2: [@4480[64×4] @2368[4×2]] → [@5504[64×2]]
	//   3 loop 64×2 add: [@5504[64×2]] → [@6016[64×2]]
	//   4 copy @2368[2×4]/1,2 → @5504[2×4]
	//   5 product 64×2×4: [@6016[64×2] @5504[2×4]] → [@4480[64×4]]
	//   6 loop 64×4 mul mul sub mul mul add: [@4480[64×4] @3456[64×4] @2432[64×4]] → [@5504[64×4]]
	//   7 product 8×64×4: [@192[8×64]/1,8 @5504[64×4]] → [@2432[8×4]]
	//   8 loop 8×4 mul sub: [@2432[8×4] @2240[8×4]] → [@2240[8×4]]
}
