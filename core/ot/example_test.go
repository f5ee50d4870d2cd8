package ot_test

import (
	"fmt"

	"pushforward/core/ot"
)

func ExampleExact() {
	x := []float32{0, 0, 10, 0, 0, 10}
	y := []float32{1, 10, 1, 0, 11, 0}
	match := make([]int, 3)
	var exact ot.Exact
	squared, err := exact.Couple(match, x, y, 2)
	fmt.Println(match, squared, err)
	// Output: [1 2 0] 1 <nil>
}
