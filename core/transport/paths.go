package transport

import (
	"math"

	"pushforward/core/graph"
)

// The bounds of a path on which noise or data vanishes: 1e-3 before the data, as Song et al. sample (arXiv 2011.13456, appendix C), and
// where the data's share has fallen below 1%.
const (
	faintest = 5e-3
	cleanest = 1 - 1e-3
)

// Linear is the straight path x_t = (1−t) x0 + t x1 of flow matching and rectified flow (Lipman et al., arXiv 2210.02747; Liu et al.,
// arXiv 2209.03003).
func Linear() Path {
	return Path{
		ID: "linear", Name: "Linear", Begin: faintest, End: cleanest,
		Alpha:    func(t float64) float64 { return 1 - t },
		Beta:     func(t float64) float64 { return t },
		AlphaDot: func(float64) float64 { return -1 },
		BetaDot:  func(float64) float64 { return 1 },
		Weights: func(t *graph.Node) Weights {
			one := t.Graph().Scalar(1).Broadcast(t.Rows(), 1)
			return Weights{one.Sub(t), t, one.Neg(), one}
		},
	}
}

// Trigonometric is the quarter circle x_t = cos(πt/2) x0 + sin(πt/2) x1 (Albergo and Vanden-Eijnden, arXiv 2209.15571, eq. 6): points of
// variance 1 keep it.
func Trigonometric() Path {
	const quarter = math.Pi / 2
	return Path{
		ID: "trigonometric", Name: "Trigonometric", Begin: faintest, End: cleanest,
		Alpha:    func(t float64) float64 { return math.Cos(quarter * t) },
		Beta:     func(t float64) float64 { return math.Sin(quarter * t) },
		AlphaDot: func(t float64) float64 { return -quarter * math.Sin(quarter*t) },
		BetaDot:  func(t float64) float64 { return quarter * math.Cos(quarter*t) },
		Weights: func(t *graph.Node) Weights {
			angle := t.Scale(quarter)
			alpha, beta := angle.Cos(), angle.Sin()
			return Weights{alpha, beta, beta.Scale(-quarter), alpha.Scale(quarter)}
		},
	}
}

// A variance schedule is the rate b(s) = low + (high−low)s at which a diffusion forgets the data, s = 1−t, and its integral I(s) (Song et al.,
// arXiv 2011.13456, eq. 32).
type schedule struct{ low, high float64 }

func (b schedule) rate(t float64) float64 { return b.low + float64((b.high-b.low)*(1-t)) }

func (b schedule) integral(t float64) float64 {
	s := 1 - t
	return s * (b.low + float64((b.high-b.low)/2*s))
}

// within are rate and integral within a program.
func (b schedule) within(t *graph.Node) (rate, integral *graph.Node) {
	s := t.Graph().Scalar(1).Sub(t)
	return s.Scale(b.high - b.low).AddScalar(b.low), s.Mul(s.Scale((b.high - b.low) / 2).AddScalar(b.low))
}

// oneLessExp is 1 − e^(−x) for x ≥ 0, exact where x is small: with h = tanh(x/2) it is 2h/(1+h).
func oneLessExp(x *graph.Node) *graph.Node {
	h := x.Scale(0.5).Tanh()
	return h.Scale(2).Div(h.AddScalar(1))
}

// VP is the variance-preserving diffusion: β = exp(−I/2), α = √(1 − β²), I′(s) = low + (high−low)s with s = 1−t (Song et al., arXiv 2011.13456,
// eq. 33, with 0.1 and 20; the limit of DDPM's chain, Ho et al., arXiv 2006.11239).
func VP(low, high float64) Path {
	b := schedule{low, high}
	alpha := func(t float64) float64 { return math.Sqrt(-math.Expm1(-b.integral(t))) }
	beta := func(t float64) float64 { return math.Exp(-b.integral(t) / 2) }
	return Path{
		ID: "vp", Name: "Variance preserving", Begin: 0, End: cleanest,
		Alpha: alpha, Beta: beta,
		AlphaDot: func(t float64) float64 { return -b.rate(t) / 2 * math.Exp(-b.integral(t)) / alpha(t) },
		BetaDot:  func(t float64) float64 { return b.rate(t) / 2 * beta(t) },
		Weights: func(t *graph.Node) Weights {
			rate, integral := b.within(t)
			half := rate.Scale(0.5)
			alpha, beta := oneLessExp(integral).Sqrt(), integral.Scale(-0.5).Exp()
			return Weights{alpha, beta, half.Mul(beta.Square()).Div(alpha).Neg(), half.Mul(beta)}
		},
	}
}

// SubVP is the diffusion whose variance stays below that of [VP]: β = exp(−I/2), α = 1 − β² (Song et al., arXiv 2011.13456, eq. 29).
func SubVP(low, high float64) Path {
	b := schedule{low, high}
	beta := func(t float64) float64 { return math.Exp(-b.integral(t) / 2) }
	return Path{
		ID: "sub-vp", Name: "Sub-VP", Begin: 0, End: cleanest,
		Alpha:    func(t float64) float64 { return -math.Expm1(-b.integral(t)) },
		Beta:     beta,
		AlphaDot: func(t float64) float64 { return -b.rate(t) * math.Exp(-b.integral(t)) },
		BetaDot:  func(t float64) float64 { return b.rate(t) / 2 * beta(t) },
		Weights: func(t *graph.Node) Weights {
			rate, integral := b.within(t)
			beta := integral.Scale(-0.5).Exp()
			return Weights{oneLessExp(integral), beta, rate.Mul(beta.Square()).Neg(), rate.Scale(0.5).Mul(beta)}
		},
	}
}

// Cosine keeps the variance with β = cos θ(s)/cos θ(0), θ(s) = π/2 · (s + 0.008)/1.008, s = 1−t (Nichol and Dhariwal, arXiv 2102.09672, eq. 17).
func Cosine() Path {
	const offset, turn = 0.008, math.Pi / 2 / 1.008
	const start = turn * offset
	norm := math.Cos(start)
	angle := func(t float64) float64 { return turn * (1 - t + offset) }
	alpha := func(t float64) float64 { // sin²θ − sin²θ₀ = sin(θ−θ₀) sin(θ+θ₀)
		return math.Sqrt(math.Sin(turn*(1-t))*math.Sin(angle(t)+start)) / norm
	}
	beta := func(t float64) float64 { return math.Cos(angle(t)) / norm }
	betaDot := func(t float64) float64 { return turn * math.Sin(angle(t)) / norm }
	return Path{
		ID: "cosine", Name: "Cosine", Begin: faintest, End: cleanest,
		Alpha: alpha, Beta: beta, BetaDot: betaDot,
		AlphaDot: func(t float64) float64 { return -beta(t) * betaDot(t) / alpha(t) },
		Weights: func(t *graph.Node) Weights {
			s := t.Graph().Scalar(1).Sub(t)
			angle := s.AddScalar(offset).Scale(turn)
			alpha := s.Scale(turn).Sin().Mul(angle.AddScalar(start).Sin()).Sqrt().Scale(1 / norm)
			beta, betaDot := angle.Cos().Scale(1/norm), angle.Sin().Scale(turn/norm)
			return Weights{alpha, beta, beta.Mul(betaDot).Div(alpha).Neg(), betaDot}
		},
	}
}

// VE is the variance-exploding diffusion: β = 1, and α falls from sigmaMax to sigmaMin as a geometric sequence does (Song et al.,
// arXiv 2011.13456, eq. 31).
func VE(sigmaMin, sigmaMax float64) Path {
	fall := math.Log(sigmaMin / sigmaMax)
	alpha := func(t float64) float64 { return sigmaMax * math.Exp(fall*t) }
	return Path{
		ID: "ve", Name: "Variance exploding", Begin: 0, End: 1,
		Alpha:    alpha,
		Beta:     func(float64) float64 { return 1 },
		AlphaDot: func(t float64) float64 { return fall * alpha(t) },
		BetaDot:  func(float64) float64 { return 0 },
		Weights: func(t *graph.Node) Weights {
			alpha := t.Scale(fall).Exp().Scale(sigmaMax)
			one := t.Graph().Scalar(1).Broadcast(t.Rows(), 1)
			return Weights{alpha, one, alpha.Scale(fall), one.Scale(0)}
		},
	}
}

// EDM is the noise schedule of Karras et al. (arXiv 2206.00364, eq. 5) as a path: β = 1, and the ρ-th root of α falls evenly from that of sigmaMax
// to that of sigmaMin, so that equal steps in t are theirs. ρ = 7 makes them short near the data.
func EDM(sigmaMin, sigmaMax, rho float64) Path {
	from, to := math.Pow(sigmaMax, 1/rho), math.Pow(sigmaMin, 1/rho)
	root := func(t float64) float64 { return from + float64((to-from)*t) }
	return Path{
		ID: "edm", Name: "Karras", Begin: 0, End: 1,
		Alpha:    func(t float64) float64 { return math.Pow(root(t), rho) },
		Beta:     func(float64) float64 { return 1 },
		AlphaDot: func(t float64) float64 { return rho * (to - from) * math.Pow(root(t), rho-1) },
		BetaDot:  func(float64) float64 { return 0 },
		Weights: func(t *graph.Node) Weights {
			root := t.Scale(to - from).AddScalar(from)
			alpha := root.Log().Scale(rho).Exp()
			one := t.Graph().Scalar(1).Broadcast(t.Rows(), 1)
			return Weights{alpha, one, alpha.Div(root).Scale(rho * (to - from)), one.Scale(0)}
		},
	}
}
