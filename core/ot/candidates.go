package ot

import "math"

// width is how many columns each row keeps at hand: the fastest of 16, 24, 32 and 48 on clouds of 512 to 2000 points.
const width = 24

// candidates are, for each row, the columns of least reduced cost (cost − price) when its list was made, and a lower bound on the
// reduced cost of all others. Prices only ever fall while a problem is solved, so reduced costs only rise and the bound stays true: as long
// as a search stays below it, the list stands for the whole row, and when it does not, the list is made anew.
type candidates struct {
	list  []candidate // [n×k]
	bound []float64   // [n]
	k     int         // min(width, n)
	best  []float64   // [k+1] scratch
}

type candidate struct {
	column int32
	cost   float32
}

func (c *candidates) reset(n int) {
	c.k = min(width, n)
	c.list, c.bound, c.best = resize(c.list, n*c.k), resize(c.bound, n), resize(c.best, c.k)
	for i := range c.bound {
		c.bound[i] = math.Inf(-1)
	}
}

func (c *candidates) of(i int) []candidate { return c.list[i*c.k : (i+1)*c.k] }

// refresh makes the list of row i, whose costs are row, at the present prices: the k least reduced costs by insertion.
func (c *candidates) refresh(i int, row []float32, price []float64) {
	list, best, size := c.of(i), c.best, 0
	worst := c.enough(i, price)
	price = price[:len(row)]
	for j, cost := range row {
		reduced := float64(cost) - price[j]
		if reduced >= worst {
			continue
		}
		if size < len(best) {
			size++
		}
		k := size - 1
		for ; k > 0 && best[k-1] > reduced; k-- {
			best[k], list[k] = best[k-1], list[k-1]
		}
		best[k], list[k] = reduced, candidate{int32(j), cost}
		if size == len(best) {
			worst = best[size-1]
		}
	}
	c.bound[i] = worst
	if c.k == len(row) {
		c.bound[i] = math.Inf(1)
	}
}

// enough is a value above at least k reduced costs of row i: those of its old list. Where there is none yet it is +∞.
func (c *candidates) enough(i int, price []float64) float64 {
	if math.IsInf(c.bound[i], -1) {
		return math.Inf(1)
	}
	most := math.Inf(-1)
	for _, old := range c.of(i) {
		most = max(most, float64(old.cost)-price[old.column])
	}
	return math.Nextafter(most, math.Inf(1))
}
