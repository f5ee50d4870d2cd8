package ot

import "math"

const (
	room      = 72 // columns that a list has room for: of 72 and 96 the faster on clouds of 512 points in the browser's Go
	lookEvery = 8  // column, for the scale of a row's reduced costs: some 5·lookEvery columns make a list
)

// candidates are, for each row, columns of low reduced cost (cost − price) when its list was made, in no order, and a lower bound on the
// reduced cost of all others. Prices only ever fall while a problem is solved, so reduced costs only rise and the bound stays true: as long
// as a search stays below it, the list stands for the whole row, and when it does not, the list is made anew.
type candidates struct {
	list   []candidate // [n×k]
	size   []int32     // [n] of the lists
	bound  []float64   // [n]
	k      int         // min(room, n): room for each list
	values []float64   // [k] scratch
}

type candidate struct {
	column int32
	cost   float32
}

func (c *candidates) reset(n int) {
	c.k = min(room, n)
	c.list, c.size, c.bound, c.values = resize(c.list, n*c.k), resize(c.size, n), resize(c.bound, n), resize(c.values, c.k)
	clear(c.size)
	for i := range c.bound {
		c.bound[i] = math.Inf(-1)
	}
}

func (c *candidates) of(i int) []candidate { return c.list[i*c.k:][:c.size[i]] }

// refresh makes the list of row i, whose costs are row, at the present prices: all columns below a threshold that a part of them suggests. Whenever there are more
// than the list has room for, the lower half stays and the threshold falls to what bounds it.
func (c *candidates) refresh(i int, row []float32, price []float64) {
	list, size := c.list[i*c.k:][:c.k], 0
	price = price[:len(row)]
	threshold := math.Inf(1)
	if len(row) > c.k {
		threshold = suggest(row, price)
	}
	for j, cost := range row {
		reduced := float64(cost) - price[j]
		if reduced >= threshold {
			continue
		}
		if size == len(list) {
			size, threshold = c.halve(list, price)
			if reduced >= threshold {
				continue
			}
		}
		list[size] = candidate{int32(j), cost}
		size++
	}
	c.size[i], c.bound[i] = int32(size), threshold
}

// suggest is the fifth least reduced cost of the columns looked at: about 5·lookEvery columns are no more.
func suggest(row []float32, price []float64) float64 {
	a, b, c, d, e := math.Inf(1), math.Inf(1), math.Inf(1), math.Inf(1), math.Inf(1)
	for j := 0; j < len(row); j += lookEvery {
		v := float64(row[j]) - price[j]
		if v >= e {
			continue
		}
		e = max(d, v)
		if v < d {
			d = max(c, v)
			if v < c {
				c = max(b, v)
				if v < b {
					b = max(a, v)
					a = min(a, v)
				}
			}
		}
	}
	return math.Nextafter(e, math.Inf(1))
}

// halve keeps the lower half of a full list, and returns its size and a bound on what is dropped.
func (c *candidates) halve(list []candidate, price []float64) (size int, threshold float64) {
	values := c.values[:len(list)]
	for k, e := range list {
		values[k] = float64(e.cost) - price[e.column]
	}
	half := len(list) / 2
	threshold = selectRank(values, half)
	ties := half // to be kept of those equal to the threshold
	for _, v := range values[:half] {
		if v < threshold {
			ties--
		}
	}
	for _, e := range list {
		v := float64(e.cost) - price[e.column]
		if v == threshold {
			ties--
		}
		if v < threshold || v == threshold && ties >= 0 {
			list[size] = e
			size++
		}
	}
	return size, threshold
}

// selectRank is the value that has k others before it in ascending order; it changes the order (Hoare's quickselect).
func selectRank(values []float64, k int) float64 {
	for low, high := 0, len(values)-1; low < high; {
		pivot, i, j := values[(low+high)/2], low, high
		for i <= j {
			for values[i] < pivot {
				i++
			}
			for values[j] > pivot {
				j--
			}
			if i <= j {
				values[i], values[j] = values[j], values[i]
				i++
				j--
			}
		}
		switch {
		case k <= j:
			high = j
		case k >= i:
			low = i
		default:
			return values[k]
		}
	}
	return values[k]
}
