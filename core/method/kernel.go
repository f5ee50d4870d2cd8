package method

import (
	"fmt"
	"math"
	"slices"

	"pushforward/core/graph"
)

// A kernel is a positive definite function of the squared distance, element by element; width is its length scale.
type kernel func(squared *graph.Node, width float64) *graph.Node

// kernels by name.
var kernels = map[string]kernel{
	"gaussian": gaussianMixture,
	"laplace": func(squared *graph.Node, width float64) *graph.Node {
		return distance(squared).Scale(-1 / width).Exp()
	},
	"imq": inverseMultiquadric,
	"energy": func(squared *graph.Node, width float64) *graph.Node {
		return distance(squared).Scale(-1 / width)
	},
}

func findKernel(name string) (kernel, error) {
	if k, ok := kernels[name]; ok {
		return k, nil
	}
	return nil, fmt.Errorf("method: kernel %q: want gaussian, laplace, imq or energy", name)
}

// gaussianMixture is the mean of exp(−d²/2h²) over h = width × {¼, ½, 1, 2, 4}. Halving the width raises the kernel to the fourth power, so one
// exponential serves all five.
func gaussianMixture(squared *graph.Node, width float64) *graph.Node {
	k := squared.Scale(-1 / (2 * 16 * width * width)).Exp()
	sum := k
	for range 4 {
		k = k.Square().Square()
		sum = sum.Add(k)
	}
	return sum.Scale(1. / 5)
}

// inverseMultiquadric is 1/√(1 + d²/h²).
func inverseMultiquadric(squared *graph.Node, width float64) *graph.Node {
	return squared.Graph().Scalar(1).Div(squared.Scale(1 / (width * width)).AddScalar(1).Sqrt())
}

// distance is the root of a squared distance, smooth at 0.
func distance(squared *graph.Node) *graph.Node { return squared.AddScalar(1e-10).Sqrt() }

// squaredDistances is ‖xᵢ − yⱼ‖² [m×n] of the rows of x [m×d] and y [n×d]: exact differences column by column.
func squaredDistances(x, y *graph.Node) *graph.Node {
	columns := y.Transpose()
	var sum *graph.Node
	for k := range x.Cols() {
		term := x.SliceCols(k, k+1).Sub(columns.SliceRows(k, k+1)).Square()
		if sum == nil {
			sum = term
		} else {
			sum = sum.Add(term)
		}
	}
	return sum
}

// medianDistance is the median distance between the rows of points [n×dim], of which at most 512 are looked at: the usual width of a kernel.
func medianDistance(points []float32, dim int) float64 {
	n := min(len(points)/dim, 512)
	var squares []float64
	for i := range n {
		for j := range i {
			squared := 0.0
			for k := range dim {
				difference := float64(points[i*dim+k] - points[j*dim+k])
				squared += float64(difference * difference)
			}
			squares = append(squares, squared)
		}
	}
	slices.Sort(squares)
	return math.Sqrt(squares[len(squares)/2])
}
