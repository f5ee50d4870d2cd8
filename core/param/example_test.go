package param_test

import (
	"fmt"

	"pushforward/core/param"
)

func Example() {
	type noise struct {
		Std float64 `name:"std" label:"Spread" default:"0.562" min:"0.001" max:"5" scale:"log" help:"Standard deviation of each mode."`
	}
	var n noise
	param.SetDefaults(&n)
	fmt.Println(n.Std, param.NonDefault(&n))
	fmt.Println(param.Set(&n, "std", "-1"))
	fmt.Println(param.Set(&n, "std", "1"), n.Std, param.NonDefault(&n))
	// Output:
	// 0.562 map[]
	// param: std "-1": want a number in [0.001, 5]
	// <nil> 1 map[std:1]
}
