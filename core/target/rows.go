package target

import (
	"errors"
	"fmt"

	"pushforward/core/codec"
	"pushforward/core/random"
)

var (
	_ Momented = (*rows)(nil)
	_ Finite   = (*rows)(nil)
)

// A rows target draws rows of a table, uniformly and with replacement, and adds Gaussian jitter.
type rows struct {
	points     []float32 // [n×dim]
	dim        int
	jitter     float64 // standard deviation in every coordinate
	mean       []float64
	covariance []float64 // of the rows, without jitter
}

// FromRows is the target that draws the rows of points [n×dim], n ≥ 1, with replacement, and adds Gaussian noise of standard
// deviation jitter ≥ 0 to each coordinate. It keeps points.
func FromRows(points []float32, dim int, jitter float64) (Target, error) {
	switch {
	case dim < 1 || len(points) == 0 || len(points)%dim != 0:
		return nil, fmt.Errorf("target: %d numbers in rows of %d: want at least one row, all of them whole", len(points), dim)
	case !(jitter >= 0):
		return nil, fmt.Errorf("target: jitter %v: want ≥ 0", jitter)
	}
	mean, covariance := sampleMoments(points, dim)
	return &rows{points, dim, jitter, mean, covariance}, nil
}

// readRows is FromRows of the named columns of a CSV file.
func readRows(open Open, file string, columns []string, jitter float64) (built Target, err error) {
	reader, err := open(file)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, reader.Close()) }()
	points, err := codec.ReadCSV(reader, columns, codec.Limits{})
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return FromRows(points, len(columns), jitter)
}

func (t *rows) Dim() int { return t.dim }

func (t *rows) Rows() []float32 {
	if t.jitter > 0 {
		return nil
	}
	return t.points
}

func (t *rows) Sample(dst []float32, r *random.Stream) {
	for n := len(t.points) / t.dim; len(dst) >= t.dim; dst = dst[t.dim:] {
		row := r.IntN(n) * t.dim
		copy(dst[:t.dim], t.points[row:])
		if t.jitter > 0 {
			for j := range t.dim {
				dst[j] += float32(t.jitter * r.Normal())
			}
		}
	}
}

func (t *rows) Moments() (mean, covariance []float64) {
	mean = append([]float64(nil), t.mean...)
	covariance = append([]float64(nil), t.covariance...)
	for j := range t.dim {
		covariance[j*t.dim+j] += t.jitter * t.jitter
	}
	return mean, covariance
}

// sampleMoments is the mean [dim] and the covariance [dim×dim] of points [n×dim], divided by n.
func sampleMoments(points []float32, dim int) (mean, covariance []float64) {
	mean, covariance = make([]float64, dim), make([]float64, dim*dim)
	share := float64(dim) / float64(len(points))
	for i, x := range points {
		mean[i%dim] += float64(x)
	}
	for j := range mean {
		mean[j] *= share
	}
	for ; len(points) > 0; points = points[dim:] {
		for i := range dim {
			for j := range i + 1 {
				covariance[i*dim+j] += (float64(points[i]) - mean[i]) * (float64(points[j]) - mean[j])
			}
		}
	}
	for i := range dim {
		for j := range i + 1 {
			covariance[i*dim+j] *= share
			covariance[j*dim+i] = covariance[i*dim+j]
		}
	}
	return mean, covariance
}
