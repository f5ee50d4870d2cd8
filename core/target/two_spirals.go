package target

import (
	"math"

	"pushforward/core/random"
)

// TwoSpirals builds FFJORD's two spirals of one and a half turns: ±(−n cos n + ½u, n sin n + ½v)/3 with n = 3π√w, u, v and w uniform on
// [0, 1], and Gaussian noise.
type TwoSpirals struct {
	Noise float64 `name:"noise" label:"Noise" default:"0.1" min:"0" max:"0.5" help:"Standard deviation of the Gaussian noise around the spirals."`
}

// Build makes the target.
func (t *TwoSpirals) Build(Open) (Target, error) { return &twoSpirals{t.Noise}, nil }

var _ Momented = (*twoSpirals)(nil)

const (
	spiralEnd    = 3 * math.Pi // angle, and radius, of a spiral's end
	spiralShrink = 1.0 / 3
	spiralWidth  = 0.5 // of the uniform noise
)

type twoSpirals struct{ noise float64 }

func (t *twoSpirals) Dim() int { return 2 }

func (t *twoSpirals) Sample(dst []float32, r *random.Stream) {
	for ; len(dst) >= 2; dst = dst[2:] {
		sign := float64(1 - 2*r.IntN(2))
		n := spiralEnd * math.Sqrt(r.Float64())
		sin, cos := math.Sincos(n)
		x := float64(spiralWidth*r.Float64()) - float64(n*cos)
		y := float64(spiralWidth*r.Float64()) + float64(n*sin)
		dst[0] = float32(float64(sign*spiralShrink*x) + float64(t.noise*r.Normal()))
		dst[1] = float32(float64(sign*spiralShrink*y) + float64(t.noise*r.Normal()))
	}
}

// Moments: each spiral is the other's mirror image in the origin, so the mean is 0 and the covariance that of one around it. Under the law
// 2n/L² of n on [0, L], L = 3π, integrals by parts give E n² = L²/2, E n² cos 2n = 3/2, E n² sin 2n = 3/(2L) − L, E n cos n = −4/L
// and E n sin n = 2 − 8/L².
func (t *twoSpirals) Moments() (mean, covariance []float64) {
	const (
		l, w   = spiralEnd, spiralWidth
		cosine = -4 / l
		sine   = 2 - 8/(l*l)
		shrink = spiralShrink * spiralShrink
		xx     = shrink * (w*w/3 + (l*l/2+1.5)/2 - w*cosine)
		yy     = shrink * (w*w/3 + (l*l/2-1.5)/2 + w*sine)
		xy     = shrink * (w*w/4 + w*(sine-cosine)/2 - (1.5/l-l)/2)
	)
	noise := float64(t.noise * t.noise)
	return []float64{0, 0}, []float64{xx + noise, xy, xy, yy + noise}
}
