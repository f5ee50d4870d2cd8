package ot

// augment gives a free row a column: Dijkstra's shortest path in reduced costs to an unowned column, along which all partners shift by one.
func (a *Assignment) augment(start int) {
	s := &a.paths
	row, offset := start, 0.0
	for {
		a.relaxCandidates(row, offset)
		nearest, certain := s.nearest()
		for !certain {
			p := s.resume()
			a.relaxRow(p.row, p.offset)
			nearest, certain = s.nearest()
		}
		j := nearest.column
		if !nearest.owned {
			a.reprice(nearest.distance)
			a.shift(start, j)
			s.clear()
			return
		}
		s.scanned = append(s.scanned, nearest)
		row = a.owner[j]
		offset = float64(a.cost[row*a.n+j]) - a.price[j] - nearest.distance
	}
}

// relaxCandidates shortens the distances of row i's candidates and postpones its other columns.
func (a *Assignment) relaxCandidates(i int, offset float64) {
	s := &a.paths
	for _, c := range a.near.of(i) {
		j := int(c.column)
		if through := float64(c.cost) - a.price[j] - offset; through < s.distance[j] {
			s.reach(j, i, through, a.owner[j] != unassigned)
		}
	}
	if threshold := a.near.bound[i] - offset; threshold < s.limit {
		s.postpone(i, offset, threshold)
	}
}

// relaxRow shortens the distances of all columns through row i, and makes its list anew, as it proved too short.
func (a *Assignment) relaxRow(i int, offset float64) {
	s := &a.paths
	row := a.cost[i*a.n : (i+1)*a.n]
	price, distance := a.price[:len(row)], s.distance[:len(row)]
	for j, c := range row {
		if through := float64(c) - price[j] - offset; through < distance[j] && through <= s.limit {
			s.reach(j, i, through, a.owner[j] != unassigned)
		}
	}
	a.refresh(i)
}

// reprice lowers the scanned columns' prices so that every edge of the shortest path tree becomes tight.
func (a *Assignment) reprice(end float64) {
	for _, c := range a.paths.scanned {
		a.price[c.column] += c.distance - end
	}
}

// shift walks from an unowned column back to the start of its path, giving each column to its predecessor.
func (a *Assignment) shift(start, j int) {
	for {
		i := a.paths.predecessor[j]
		a.owner[j] = i
		a.row[i], j = j, a.row[i]
		if i == start {
			return
		}
	}
}
