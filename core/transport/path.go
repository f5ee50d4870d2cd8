package transport

// A Path joins noise to data: x_t = α(t) x0 + β(t) x1, with t from 0 (noise) to 1 (data). The velocity along it, which flow matching
// regresses on, is α′(t) x0 + β′(t) x1.
type Path struct {
	ID, Name          string
	Alpha, Beta       func(t float64) float64 // weights of noise and data
	AlphaDot, BetaDot func(t float64) float64 // their derivatives in t
}

// At writes the points of the path at time t between x0 and x1 to dst; all three have the same length.
func (p Path) At(dst, x0, x1 []float32, t float64) {
	alpha, beta := p.Alpha(t), p.Beta(t)
	for e := range dst {
		dst[e] = float32(float64(alpha*float64(x0[e])) + float64(beta*float64(x1[e])))
	}
}

// Paths lists every path in menu order.
func Paths() []Path { return []Path{Linear()} }

// Linear is the straight path x_t = (1−t) x0 + t x1 of flow matching and rectified flow (Lipman et al., arXiv 2210.02747; Liu et al.,
// arXiv 2209.03003).
func Linear() Path {
	return Path{
		ID: "linear", Name: "Linear",
		Alpha:    func(t float64) float64 { return 1 - t },
		Beta:     func(t float64) float64 { return t },
		AlphaDot: func(float64) float64 { return -1 },
		BetaDot:  func(float64) float64 { return 1 },
	}
}
