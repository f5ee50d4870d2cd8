package transport_test

import (
	"fmt"

	"pushforward/core/transport"
)

// Two points of the plane turn by a quarter of a circle.
func ExampleIntegrator() {
	turn := func(dst, x []float32, _ float64) error {
		for p := 0; p < len(x); p += 2 {
			dst[p], dst[p+1] = -1.5707964*x[p+1], 1.5707964*x[p]
		}
		return nil
	}
	points := []float32{1, 0, 0, 2}
	r := transport.Integrator[float32]{Method: transport.RK4()}
	if err := r.Integrate(turn, points, 0, 1, 10, nil); err != nil {
		fmt.Println(err)
	}
	fmt.Printf("%.2f after %d evaluations\n", points, r.Evaluations)
	// Output: [0.00 1.00 -2.00 0.00] after 40 evaluations
}
