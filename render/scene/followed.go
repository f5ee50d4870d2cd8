package scene

// How many particles whose paths are rough are followed, and how near the pointer must be to them, in CSS pixels.
const (
	followedFirst = 8 // until the reader points at others
	followedNear  = 3 // nearest to the pointer
	followedReach = 36
)

// Rough reports whether the paths are of steps of chance, as a simulation and a stochastic solver take them.
func (s *Scene) Rough() bool { return s.Tail < 1 }

// Followed returns the particles of which all the way is drawn, where paths are rough: those that the reader points at, and else the first.
func (s *Scene) Followed() []int {
	if !s.Rough() {
		return nil
	}
	return s.followed
}

// Point follows the particles that are now nearest to a device pixel, for as long as the pointer stays; if none is near, the first.
func (s *Scene) Point(px, py float64) {
	var near [followedNear]int
	list := near[:0]
	if s.Rough() {
		list = s.nearest(list, px, py)
	}
	s.follow(list)
}

// PointAway follows the first particles again: the pointer has left.
func (s *Scene) PointAway() { s.follow(nil) }

// follow follows the particles of a list, and the first ones if it is empty.
func (s *Scene) follow(list []int) {
	n := len(list)
	if n == 0 {
		n = min(followedFirst, s.Paths.Shown().N)
	}
	same := len(s.followed) == n
	for len(s.followed) < n {
		s.followed = append(s.followed, 0)
	}
	s.followed = s.followed[:n]
	for i := range s.followed {
		particle := i
		if len(list) > 0 {
			particle = list[i]
		}
		same = same && s.followed[i] == particle
		s.followed[i] = particle
	}
	s.changed = s.changed || !same
}

// nearest appends the particles nearest to a pixel to list, nearest first, as many as it has room for and as are in reach.
func (s *Scene) nearest(list []int, px, py float64) []int {
	view, reach := s.Camera.Affine(), float32(followedReach*s.Pixel)
	var squares [followedNear]float32
	for i := range len(s.Positions) / 2 {
		x, y := view.Apply(s.Positions[2*i], s.Positions[2*i+1])
		dx, dy := x-float32(px), y-float32(py)
		square := dx*dx + dy*dy
		if !(square <= reach*reach) {
			continue
		}
		k := len(list)
		if k < cap(list) {
			list = list[:k+1]
		} else if k--; square >= squares[k] {
			continue
		}
		for ; k > 0 && squares[k-1] > square; k-- {
			list[k], squares[k] = list[k-1], squares[k-1]
		}
		list[k], squares[k] = i, square
	}
	return list
}
