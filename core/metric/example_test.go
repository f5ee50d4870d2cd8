package metric_test

import (
	"fmt"

	"pushforward/core/metric"
)

func ExampleMMD2Biased() {
	near, far := []float32{0.1, 1.1, 2.1}, []float32{5, 6, 7}
	target := []float32{0, 1, 2}
	for _, samples := range [][]float32{target, near, far} {
		distance, err := metric.MMD2Biased(samples, target, 1, 1)
		fmt.Printf("%.4f %v\n", distance, err)
	}
	// Output:
	// 0.0000 <nil>
	// 0.0024 <nil>
	// 1.2633 <nil>
}
