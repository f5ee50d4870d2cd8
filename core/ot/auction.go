package ot

import "math"

// Parameters of the auction: the best of a dozen settings on clouds of 512 and 2000 points.
const (
	firstStep   = 1.0   // least step of a bid in the first round, in units of the gap
	lastStep    = 0.003 // lower limit for that of the last round
	stepDivisor = 5     // from round to round
	bidsPerRow  = 20    // in each round, after which the next one or the shortest paths do better
)

// auction brings the prices near the optimum by rounds of bidding, each anew and with a smaller least step ε (Bertsekas, "The
// auction algorithm: a distributed relaxation method for the assignment problem", Annals of Operations Research 14, 1988): large steps
// settle which regions have too few columns, which shortest paths would find out one row at a time. Its assignment is dropped, as only
// that of the last bidding, without ε, is certified by the prices.
func (a *Assignment) auction() {
	gap := a.gap()
	if !(gap > 0) || math.IsInf(gap, 1) {
		return
	}
	for step := firstStep; step > lastStep; step /= stepDivisor {
		a.bid(step * gap)
		a.release()
	}
}

// gap is the mean over the rows of how far the reduced cost rises from the best candidate to beyond the last: the scale of the
// differences that decide, unlike that of the costs. It is +∞ where the candidates are all columns.
func (a *Assignment) gap() float64 {
	sum := 0.0
	for i := range a.n {
		best, _, _, _ := a.twoCheapest(i)
		sum += a.near.bound[i] - best
	}
	return sum / float64(a.n)
}

// release makes all rows and columns free.
func (a *Assignment) release() {
	a.free = a.free[:0]
	for i := range a.n {
		a.row[i], a.owner[i] = unassigned, unassigned
		a.free = append(a.free, i)
	}
}

// bid lets each free row bid for its cheapest column: the price falls by the lead over the second cheapest plus step, and the row that
// owned the column bids next. With step 0 every assigned row holds a cheapest column of its own; a row that loses one without a lead
// then stays free, and so do the bidders left when the bids are spent.
func (a *Assignment) bid(step float64) {
	bidders := a.free
	a.free = a.free[:0]
	k := 0
	for bids := bidsPerRow * a.n; k < len(bidders) && bids > 0; bids-- {
		i := bidders[k]
		best, second, j, j2 := a.twoCheapest(i)
		lead := second - best + step
		lowered := j2 != unassigned && a.price[j]-lead < a.price[j]
		if lowered {
			a.price[j] -= lead
		} else if a.owner[j] != unassigned && j2 != unassigned {
			j = j2
		}
		loser := a.owner[j]
		a.row[i], a.owner[j] = j, i
		if loser != unassigned {
			a.row[loser] = unassigned
			if lowered {
				bidders[k] = loser
				continue
			}
			a.free = append(a.free, loser) // at or before bidders[k], which is spent
		}
		k++
	}
	a.free = append(a.free, bidders[k:]...)
}

// twoCheapest are the least and second least of cost − price along row i, with their columns.
func (a *Assignment) twoCheapest(i int) (best, second float64, j, j2 int) {
	best, second, j, j2 = a.twoCandidates(i)
	if second > a.near.bound[i] {
		a.refresh(i)
		return a.twoCandidates(i)
	}
	return best, second, j, j2
}

func (a *Assignment) twoCandidates(i int) (best, second float64, j, j2 int) {
	best, second, j, j2 = math.Inf(1), math.Inf(1), unassigned, unassigned
	for _, c := range a.near.of(i) {
		reduced := float64(c.cost) - a.price[c.column]
		if reduced < best {
			best, second, j, j2 = reduced, best, int(c.column), j
		} else if reduced < second {
			second, j2 = reduced, int(c.column)
		}
	}
	return best, second, j, j2
}

// refresh makes row i's candidates anew.
func (a *Assignment) refresh(i int) {
	a.near.refresh(i, a.cost[i*a.n:(i+1)*a.n], a.price)
}
