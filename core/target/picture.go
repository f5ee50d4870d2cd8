package target

import (
	"errors"
	"math"
	"sort"

	"pushforward/core/codec"
	"pushforward/core/random"
)

// Picture builds the target whose density is how dark a picture is: a [codec.Grid] of the user's, centred on the origin.
type Picture struct {
	Grid string  `name:"grid" label:"Picture" default:"" max:"3000" made:"true" help:"A drawing or an image. Without one, a heart."`
	Size float64 `name:"size" label:"Size" default:"8" min:"0.1" max:"1000" scale:"log" help:"Length of the longer side."`
}

// Build reads the grid.
func (p *Picture) Build(open Open) (built Target, err error) {
	if p.Grid == "" {
		return newPicture(heart(), p.Size)
	}
	file, err := openOwn(open, p.Grid)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	grid, err := codec.ReadGrid(file)
	if err != nil {
		return nil, err
	}
	return newPicture(grid, p.Size)
}

// heart is the set (x² + y² − 1)³ < x²y³, inked.
func heart() codec.Grid {
	const side = 48
	g := codec.Grid{Columns: side, Rows: side, Weights: make([]byte, side*side)}
	for k := range g.Weights {
		x, y := 2.5*((float64(k%side)+0.5)/side-0.5), 2.5*(0.54-(float64(k/side)+0.5)/side)
		if bulk := float64(x*x) + float64(y*y) - 1; bulk*bulk*bulk < float64(x*x*y)*y*y {
			g.Weights[k] = 255
		}
	}
	return g
}

var (
	_ Densitied = (*picture)(nil)
	_ Momented  = (*picture)(nil)
)

// A picture is a density that is constant on the cells of a grid.
type picture struct {
	codec.Grid
	cell        float64   // length of a side
	left, upper float64   // the corner where the rows begin
	cumulative  []float64 // sums of the weights, up to and with each cell's
}

func newPicture(g codec.Grid, size float64) (*picture, error) {
	p := &picture{Grid: g, cell: size / float64(max(g.Columns, g.Rows)), cumulative: make([]float64, len(g.Weights))}
	p.left, p.upper = -p.cell*float64(g.Columns)/2, p.cell*float64(g.Rows)/2
	sum := 0.0
	for k, w := range g.Weights {
		sum += float64(w)
		p.cumulative[k] = sum
	}
	if sum == 0 {
		return nil, errors.New("an empty picture: want at least one cell that is not blank")
	}
	return p, nil
}

func (p *picture) Dim() int { return 2 }

// total is the sum of the weights.
func (p *picture) total() float64 { return p.cumulative[len(p.cumulative)-1] }

func (p *picture) Sample(dst []float32, r *random.Stream) {
	for ; len(dst) >= 2; dst = dst[2:] {
		k := min(sort.SearchFloat64s(p.cumulative, p.total()*r.Float64()), len(p.cumulative)-1)
		dst[0] = float32(p.left + float64(p.cell*(float64(k%p.Columns)+r.Float64())))
		dst[1] = float32(p.upper - float64(p.cell*(float64(k/p.Columns)+r.Float64())))
	}
}

func (p *picture) LogDensity(x []float64) float64 {
	column, row := math.Floor((x[0]-p.left)/p.cell), math.Floor((p.upper-x[1])/p.cell)
	if !(column >= 0 && row >= 0 && column < float64(p.Columns) && row < float64(p.Rows)) {
		return math.Inf(-1)
	}
	return math.Log(float64(p.Weights[int(row)*p.Columns+int(column)]) / (p.total() * p.cell * p.cell))
}

// Moments are those of the cells' middles, and of the uniform law within a cell.
func (p *picture) Moments() (mean, covariance []float64) {
	var first [2]float64
	var xx, xy, yy float64
	for k, w := range p.Weights {
		x, y := float64(k%p.Columns)+0.5, float64(k/p.Columns)+0.5
		first[0] += float64(float64(w) * x)
		first[1] += float64(float64(w) * y)
		xx += float64(float64(w) * x * x)
		xy += float64(float64(w) * x * y)
		yy += float64(float64(w) * y * y)
	}
	n, square := p.total(), p.cell*p.cell
	mx, my := first[0]/n, first[1]/n
	within := square / 12
	return []float64{p.left + float64(p.cell*mx), p.upper - float64(p.cell*my)},
		[]float64{
			float64(square*(xx/n-float64(mx*mx))) + within, -float64(square * (xy/n - float64(mx*my))),
			-float64(square * (xy/n - float64(mx*my))), float64(square*(yy/n-float64(my*my))) + within,
		}
}
