package lab_test

import (
	"context"
	"fmt"
	"log"
	"time"

	"pushforward/core/engine"
	"pushforward/core/lab"
)

// Train flow matching on two moons for 300 steps, draw 500 samples and measure them.
func Example() {
	run, err := lab.New(lab.Config{Method: "fm", Source: "gaussian", Target: "moons", Seed: 1}, engine.WebAssembly{}, nil)
	if err != nil {
		log.Fatal(err)
	}
	defer run.Close()
	start := time.Now()
	clock := func() time.Duration { return time.Since(start) }
	if _, err := run.Train(context.Background(), lab.Budget{Steps: 300}, clock, nil); err != nil {
		log.Fatal(err)
	}
	samples, result, err := run.Measure(500, clock)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(len(samples)/2, "samples by", result.NFE, "evaluations of the velocity each, after", result.Steps, "steps")
	fmt.Println("W₂ below 3 times its floor:", result.Ratio < 3)
	// Output:
	// 500 samples by 50 evaluations of the velocity each, after 300 steps
	// W₂ below 3 times its floor: true
}
