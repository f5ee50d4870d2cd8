// Package bench times this project's engine beside the libraries one would otherwise take to train or sample in a page:
// TensorFlow.js, jax-js and ONNX Runtime Web. All do the same work on the same numbers, in workers of the same headless Chromium, in turn,
// several rounds; a loop that touches no memory tells what one core could do at most at that time. It also times how this project's own
// work grows with its size, how long its programs take to compile, and whether their memory is what their plans say.
//
// The page and the contestants' scripts are in the folder page, this project's programs in ours and growth. The peers are npm packages,
// which the folder's own package.json lists. The benchmarks of this package run it all (make bench-peers, make bench-growth):
//
//	go test -run '^$' -bench Peers -benchtime 1x -timeout 30m ./wasm/bench
//	go test -run '^$' -bench Growth -benchtime 1x -timeout 30m ./wasm/bench
package bench

import "pushforward/core/compile/encode/registers"

// A Workload is one piece of work, as the page is told of it.
type Workload struct {
	Name   string `json:"name"`
	Kind   Kind   `json:"kind"`
	Widths []int  `json:"widths"` // features of each layer, inputs and outputs included; of a product, its inner and outer width
	Rows   int    `json:"rows"`   // of the batch or of the product; particles
	Steps  int    `json:"steps"`  // Euler steps from time 0 to 1

	Relaxed bool `json:"relaxed"` // products may round once where the processor multiplies and adds in one; of this project only
}

// A Kind is what is done.
type Kind string

// The kinds of work.
const (
	Train     Kind = "train"     // a step of Adam down the mean squared error of a SiLU network, its value read
	Sample    Kind = "sample"    // all Euler steps of all particles along a SiLU network's field
	Product   Kind = "product"   // a matrix product
	Registers Kind = "registers" // the ceiling: multiplications and additions that touch no memory
	Default   Kind = "default"   // a step of the method of the workload's name, as shipped; of a simulation, the way of 1024 particles
)

// The names of workloads that tables treat apart.
const (
	firstName   = "W1" // tells how long a start takes
	ceilingName = "ceiling"
)

// Workloads are all that is timed beside peers, in the order of the table.
func Workloads() []Workload {
	return []Workload{
		{Name: firstName, Kind: Train, Widths: []int{3, 64, 64, 64, 2}, Rows: 256},
		{Name: "W2", Kind: Train, Widths: []int{3, 128, 128, 128, 2}, Rows: 1024},
		{Name: "W3", Kind: Train, Widths: []int{3, 256, 256, 256, 256, 2}, Rows: 1024},
		{Name: "S1", Kind: Sample, Widths: []int{3, 128, 128, 128, 2}, Rows: 10_000, Steps: 100},
		{Name: "gemm", Kind: Product, Widths: []int{128, 128}, Rows: 1024},
		{Name: ceilingName, Kind: Registers, Widths: []int{}},
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
	Library  string // for people; a library's contestants share a column of the Markdown table
	Script   string // of its worker, with what it is told in its address
	Two      bool   // two threads or workers
	Isolated bool   // in a page that is cross-origin isolated, where threads and workers share memory
	Relaxed  bool   // see [Workload]
	Does     []Kind
}

// The names of this project's contestants: on one worker and on two, in strict arithmetic and with relaxed products.
const (
	ours    = "ours"
	oursTwo = "ours2"
	fast    = "fast"
	fastTwo = "fast2"
)

// project is the library of this project's contestants.
const project = "Pushforward"

// peer tells whether the contestant is another library.
func (c Contestant) peer() bool { return c.Library != project }

// Contestants are all that compete, this project first.
func Contestants() []Contestant {
	all := []Kind{Train, Sample, Product}
	sampling := []Kind{Sample}
	const jax, tf, tuned, ort = "jax-js", "TensorFlow.js", "TensorFlow.js, tuned", "ONNX Runtime Web"
	return []Contestant{
		{Name: ours, Library: project, Script: "ours.js", Does: append(all, Registers)},
		{Name: fast, Library: project, Script: "ours.js", Relaxed: true, Does: append(all, Registers)},
		{Name: oursTwo, Library: project, Script: "ours.js?workers=2", Two: true, Isolated: true, Does: []Kind{Train, Sample}},
		{Name: fastTwo, Library: project, Script: "ours.js?workers=2", Two: true, Isolated: true, Relaxed: true, Does: []Kind{Train, Sample}},
		{Name: "jaxjs", Library: jax, Script: "jaxjs.js", Does: all},
		{Name: "tfjs", Library: tf, Script: "tfjs.js", Does: all},
		{Name: "tfjstuned", Library: tuned, Script: "tfjstuned.js", Does: []Kind{Train, Sample}},
		{Name: "ort", Library: ort, Script: "ort.js", Does: sampling},
		{Name: "jaxjs2", Library: jax, Script: "jaxjs.js", Two: true, Isolated: true, Does: all},
		{Name: "tfjs2", Library: tf, Script: "tfjs.js", Two: true, Isolated: true, Does: all},
		{Name: "tfjstuned2", Library: tuned, Script: "tfjstuned.js", Two: true, Isolated: true, Does: []Kind{Train, Sample}},
		{Name: "ort2", Library: ort, Script: "ort.js", Two: true, Isolated: true, Does: sampling},
	}
}
