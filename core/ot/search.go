package ot

import "math"

// search is the state of one shortest path search (Dijkstra in reduced costs) from a free row to the nearest unowned column.
type search struct {
	distance    []float64 // [n] of each column: +∞ if not reached, −∞ once scanned
	predecessor []int     // [n] the row before each column on its shortest path
	touched     []int     // columns reached
	queue       []arrival // binary heap
	limit       float64   // least distance of an unowned column so far: nothing farther matters
	scanned     []arrival // owned columns in order of distance
	pending     []pending // rows relaxed over their candidates only
	next        int       // the pending row of least threshold
	threshold   float64   // its threshold; +∞ without one
}

// arrival is a column with a distance at which it was reached.
type arrival struct {
	distance float64
	column   int
	owned    bool
}

// before orders the queue; among ties an unowned column comes first, as it ends the search.
func (a arrival) before(b arrival) bool {
	return a.distance < b.distance || a.distance == b.distance && !a.owned && b.owned
}

// pending is a row whose columns beyond its candidates are at least threshold away.
type pending struct {
	row               int
	offset, threshold float64
}

func (s *search) reset(n int) {
	s.distance, s.predecessor = resize(s.distance, n), resize(s.predecessor, n)
	for j := range s.distance {
		s.distance[j] = math.Inf(1)
	}
	s.touched, s.queue = resize(s.touched, n)[:0], resize(s.queue, n)[:0]
	s.scanned, s.pending = resize(s.scanned, n)[:0], resize(s.pending, n)[:0]
	s.limit, s.threshold = math.Inf(1), math.Inf(1)
}

// clear makes ready for the next search in time proportional to what this one reached.
func (s *search) clear() {
	for _, j := range s.touched {
		s.distance[j] = math.Inf(1)
	}
	s.touched, s.queue, s.scanned, s.pending = s.touched[:0], s.queue[:0], s.scanned[:0], s.pending[:0]
	s.limit, s.threshold = math.Inf(1), math.Inf(1)
}

// reach records a way to column j of a length below its distance, by way of row i.
func (s *search) reach(j, i int, length float64, owned bool) {
	if length > s.limit {
		return
	}
	if math.IsInf(s.distance[j], 1) {
		s.touched = append(s.touched, j)
	}
	s.distance[j], s.predecessor[j] = length, i
	if !owned {
		s.limit = length
	}
	s.push(arrival{length, j, owned})
}

// postpone notes that row i has more columns, at least threshold away.
func (s *search) postpone(i int, offset, threshold float64) {
	if threshold < s.threshold {
		s.next, s.threshold = len(s.pending), threshold
	}
	s.pending = append(s.pending, pending{i, offset, threshold})
}

// resume takes the pending row of least threshold.
func (s *search) resume() pending {
	p := s.pending[s.next]
	last := len(s.pending) - 1
	s.pending[s.next] = s.pending[last]
	s.pending = s.pending[:last]
	s.threshold = math.Inf(1)
	for k := range s.pending {
		if t := s.pending[k].threshold; t < s.threshold {
			s.next, s.threshold = k, t
		}
	}
	return p
}

// nearest takes the nearest column not yet scanned, if it is certain to be: no pending row could have a nearer one.
func (s *search) nearest() (nearest arrival, certain bool) {
	for len(s.queue) > 0 {
		top := s.queue[0]
		if top.distance > s.distance[top.column] { // reached again nearer, or scanned
			s.pop()
			continue
		}
		if top.distance > s.threshold {
			break
		}
		s.pop()
		s.distance[top.column] = math.Inf(-1)
		return top, true
	}
	return arrival{}, false
}

func (s *search) push(a arrival) {
	s.queue = append(s.queue, a)
	queue, k := s.queue, len(s.queue)-1
	for k > 0 {
		parent := (k - 1) / 2
		if !a.before(queue[parent]) {
			break
		}
		queue[k], k = queue[parent], parent
	}
	queue[k] = a
}

func (s *search) pop() {
	last := len(s.queue) - 1
	a := s.queue[last]
	s.queue = s.queue[:last]
	if last == 0 {
		return
	}
	queue, k := s.queue, 0
	for {
		child := 2*k + 1
		if child >= last {
			break
		}
		if child+1 < last && queue[child+1].before(queue[child]) {
			child++
		}
		if !queue[child].before(a) {
			break
		}
		queue[k], k = queue[child], child
	}
	queue[k] = a
}
