package target

import (
	"errors"
	"fmt"
	"math"

	"pushforward/core/codec"
	"pushforward/core/random"
)

// maxColumns is how many dimensions the user's points may have.
const maxColumns = 64

// maxRows and maxNumbers are how many a table of the user's may hold. With four times as many numbers, a million rows of 64 columns, the worker that reads them takes 1.1 GB in
// place of 0.3, and setting them takes five times as long, beside which each worker that trains holds a copy. No run would gain: training uses 65,536 draws, a score a thousand.
const (
	maxRows    = 1_000_000
	maxNumbers = 16_000_000
)

// Columns selects columns of a table for a target of points, by their places: of more rows than it holds, the same by chance each time.
func Columns(places []int, skip bool) codec.Selection {
	keep := min(maxRows, maxNumbers/max(1, len(places)))
	return codec.Selection{Columns: places, Skip: skip, Keep: keep, Draw: random.New(0, "table").IntN}
}

// Points builds the target that draws rows of the user's table, an NPY file.
type Points struct {
	Data   string  `name:"data" label:"Points" default:"" max:"3000" made:"true" help:"A table of numbers, a row a point. Without one, a spiral of 200."`
	Unit   bool    `name:"unit" label:"Unit variance" default:"false" help:"Whether each column is centred and divided by its standard deviation."`
	Jitter float64 `name:"jitter" label:"Jitter" default:"0" min:"0" max:"10" help:"Standard deviation of noise added to each draw, to smooth what are single points."`
}

// Build reads the table.
func (p *Points) Build(open Open) (Target, error) {
	points, dim, err := p.read(open)
	if err != nil {
		return nil, err
	}
	if dim < 2 || dim > maxColumns {
		return nil, fmt.Errorf("points of %d columns: want 2 to %d", dim, maxColumns)
	}
	if p.Unit {
		mean, covariance := sampleMoments(points, dim)
		scale := make([]float64, dim)
		for j := range scale {
			if scale[j] = math.Sqrt(covariance[j*dim+j]); scale[j] == 0 {
				scale[j] = 1
			}
		}
		NewStandard(mean, scale).Forward(points, points)
	}
	return FromRows(points, dim, p.Jitter)
}

func (p *Points) read(open Open) (points []float32, dim int, err error) {
	if p.Data == "" {
		return spiral(), 2, nil
	}
	file, err := openOwn(open, p.Data)
	if err != nil {
		return nil, 0, err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	points, _, dim, err = codec.ReadNPY(file, codec.Limits{Bytes: 4 * maxNumbers})
	return points, dim, err
}

// spiral is 200 points on two turns of a spiral, evenly spread over its disc.
func spiral() []float32 {
	const n = 200
	points := make([]float32, 0, 2*n)
	for i := range n {
		s := math.Sqrt((float64(i) + 0.5) / n)
		sin, cos := math.Sincos(4 * math.Pi * s)
		points = append(points, float32(3*s*cos), float32(3*s*sin))
	}
	return points
}
