// Package field holds a function on a grid that changes with t: a velocity, or a witness.
//
// Shapes: F frames, NY rows from ymin upwards, NX columns from xmin, C values a node. The first and last rows and
// columns lie on the bounds.
package field

import (
	"fmt"
	"math"
	"slices"

	"pushforward/render/camera"
	"pushforward/render/path"
)

// maxNodes is the most grid values a field may have.
const maxNodes = 1 << 24

// Field is a function R² → R^C at F times. The zero value is empty.
type Field struct {
	Bounds camera.Bounds
	NX, NY int
	C      int
	Times  []float32 // [F]
	Values []float32 // [F×NY×NX×C]
	Units  []float32 // [C], how much one of each component counts where sizes are compared; nil for 1 each
}

// Empty reports whether there is nothing to see.
func (f *Field) Empty() bool { return len(f.Values) == 0 }

// Check returns an error that says which part of f does not fit.
func (f *Field) Check() error {
	if !f.Bounds.Valid() {
		return fmt.Errorf("field: bounds %v: want finite xmin < xmax and ymin < ymax", f.Bounds)
	}
	if err := path.CheckTimes(f.Times); err != nil {
		return fmt.Errorf("field: %w", err)
	}
	if f.NX < 2 || f.NY < 2 || f.NX > maxNodes/f.NY/f.C/len(f.Times) {
		return fmt.Errorf("field: grid %d×%d at %d times: want 2×2 up to %d values", f.NX, f.NY, len(f.Times), maxNodes)
	}
	if want := len(f.Times) * f.frame(); len(f.Values) != want {
		return fmt.Errorf("field: %d numbers in values: want frames %d × ny %d × nx %d × %d = %d",
			len(f.Values), len(f.Times), f.NY, f.NX, f.C, want)
	}
	return nil
}

// frame is how many values one time has.
func (f *Field) frame() int { return f.NX * f.NY * f.C }

// At writes the grid at time t to dst, [NY×NX×C], linear between the times.
func (f *Field) At(dst []float32, t float32) {
	s := path.At(f.Times, t, path.Linear)
	n := f.frame()
	dst = dst[:n]
	clear(dst)
	for k := range s.Count {
		w := s.Weight[k]
		for i, v := range f.Values[s.Frame[k]*n : (s.Frame[k]+1)*n] {
			dst[i] += w * v
		}
	}
}

// Sample interpolates grid, written by At, bilinearly at the world point (x, y) into dst, [C]. It reports false outside
// the bounds.
func (f *Field) Sample(dst, grid []float32, x, y float64) bool {
	u := (x - f.Bounds[0]) / (f.Bounds[2] - f.Bounds[0]) * float64(f.NX-1)
	v := (y - f.Bounds[1]) / (f.Bounds[3] - f.Bounds[1]) * float64(f.NY-1)
	if !(u >= 0 && v >= 0 && u <= float64(f.NX-1) && v <= float64(f.NY-1)) {
		return false
	}
	i, j := min(int(u), f.NX-2), min(int(v), f.NY-2)
	a, b := float32(u-float64(i)), float32(v-float64(j))
	for c := range dst[:f.C] {
		low, high := (j*f.NX+i)*f.C+c, ((j+1)*f.NX+i)*f.C+c
		dst[c] = (1-b)*((1-a)*grid[low]+a*grid[low+f.C]) + b*((1-a)*grid[high]+a*grid[high+f.C])
	}
	return true
}

// Gradient writes the gradient of a field of one component to dst, by central differences, one-sided at the bounds. It keeps dst's memory.
func (f *Field) Gradient(dst *Field) {
	n := len(f.Values)
	dst.Bounds, dst.NX, dst.NY, dst.C, dst.Times = f.Bounds, f.NX, f.NY, 2, f.Times
	if cap(dst.Values) < 2*n {
		dst.Values = make([]float32, 2*n)
	}
	dst.Values = dst.Values[:2*n]
	dx := (f.Bounds[2] - f.Bounds[0]) / float64(f.NX-1)
	dy := (f.Bounds[3] - f.Bounds[1]) / float64(f.NY-1)
	for k := range n {
		i, j := k%f.NX, k/f.NX%f.NY
		left, right := min(i, 1), min(f.NX-1-i, 1)
		below, above := min(j, 1), min(f.NY-1-j, 1)
		dst.Values[2*k] = (f.Values[k+right] - f.Values[k-left]) / float32(float64(left+right)*dx)
		dst.Values[2*k+1] = (f.Values[k+above*f.NX] - f.Values[k-below*f.NX]) / float32(float64(below+above)*dy)
	}
}

// Scale returns the Euclidean size of a node's value below which the share q of all finite ones lies, over all times:
// a yardstick that one wild node does not set. It is 1 when every value is 0 or not finite.
func (f *Field) Scale(q float64) float32 {
	sizes := make([]float32, 0, len(f.Values)/f.C)
	for i := 0; i < len(f.Values); i += f.C {
		sum := 0.0
		for c, v := range f.Values[i : i+f.C] {
			u := float64(v)
			if f.Units != nil {
				u *= float64(f.Units[c])
			}
			sum += u * u
		}
		if size := math.Sqrt(sum); !math.IsNaN(size) && !math.IsInf(size, 0) {
			sizes = append(sizes, float32(size))
		}
	}
	if len(sizes) == 0 {
		return 1
	}
	slices.Sort(sizes)
	if size := sizes[int(q*float64(len(sizes)-1))]; size > 0 {
		return size
	}
	if largest := sizes[len(sizes)-1]; largest > 0 {
		return largest
	}
	return 1
}
