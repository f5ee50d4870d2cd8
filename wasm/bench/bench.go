// Package bench times this project's engine beside the libraries one would otherwise take to train or sample in a page:
// TensorFlow.js, jax-js and ONNX Runtime Web. All do the same work on the same numbers, in workers of the same headless Chromium, in turn,
// several rounds; a loop that touches no memory tells what one core could do at most at that time.
//
// The page and the contestants' scripts are in the folder page, this project's program in ours. The benchmark of this package runs it all:
//
//	go test -run '^$' -bench Peers -benchtime 1x -timeout 30m ./wasm/bench
package bench

import "pushforward/core/compile/encode/registers"

// A Workload is one piece of work, as the page is told of it.
type Workload struct {
	Name   string `json:"name"`
	Kind   Kind   `json:"kind"`
	Widths []int  `json:"widths"` // features of each layer, inputs and outputs included; of a product, its inner and outer width
	Rows   int    `json:"rows"`   // of the batch or of the product; particles
	Steps  int    `json:"steps"`  // Euler steps from time 0 to 1
}

// A Kind is what is done.
type Kind string

// The kinds of work.
const (
	Train     Kind = "train"     // a step of Adam down the mean squared error of a SiLU network, its value read
	Sample    Kind = "sample"    // all Euler steps of all particles along a SiLU network's field
	Product   Kind = "product"   // a matrix product
	Registers Kind = "registers" // the ceiling: multiplications and additions that touch no memory
)

// Workloads are all that is timed, in the order of the table.
func Workloads() []Workload {
	return []Workload{
		{Name: "W1", Kind: Train, Widths: []int{3, 64, 64, 64, 2}, Rows: 256},
		{Name: "W2", Kind: Train, Widths: []int{3, 128, 128, 128, 2}, Rows: 1024},
		{Name: "W3", Kind: Train, Widths: []int{3, 256, 256, 256, 256, 2}, Rows: 1024},
		{Name: "S1", Kind: Sample, Widths: []int{3, 128, 128, 128, 2}, Rows: 10_000, Steps: 100},
		{Name: "gemm", Kind: Product, Widths: []int{128, 128}, Rows: 1024},
		{Name: "ceiling", Kind: Registers, Widths: []int{}},
	}
}

// Operations counts the multiplications and additions of the matrix products of a piece of work: forward and, when training, backward to
// the weights and, but for the first layer, to the inputs. Of registers, it counts all.
func (w Workload) Operations() int {
	count := 0
	for i := range len(w.Widths) - 1 {
		count += 2 * w.Rows * w.Widths[i] * w.Widths[i+1]
	}
	switch w.Kind {
	case Train:
		return 3*count - 2*w.Rows*w.Widths[0]*w.Widths[1]
	case Sample:
		return count * w.Steps
	case Registers:
		return registers.Operations
	default:
		return count
	}
}

// A Contestant is one library in one configuration.
type Contestant struct {
	Name     string // in the table and in bench.json
	Script   string // of its worker
	Isolated bool   // in a page that is cross-origin isolated, where peers run two threads
	Does     []Kind
}

// ours is the name of this project's contestant.
const ours = "ours"

// Contestants are all that compete, this project first.
func Contestants() []Contestant {
	all := []Kind{Train, Sample, Product}
	return []Contestant{
		{ours, "ours.js", false, append(all, Registers)},
		{"jaxjs", "jaxjs.js", false, all},
		{"tfjs", "tfjs.js", false, all},
		{"ort", "ort.js", false, []Kind{Sample}},
		{"jaxjs2", "jaxjs.js", true, all},
		{"tfjs2", "tfjs.js", true, all},
		{"ort2", "ort.js", true, []Kind{Sample}},
	}
}
