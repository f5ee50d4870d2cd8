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
