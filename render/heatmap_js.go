package render

import (
	"math"

	"github.com/hajimehoshi/ebiten/v2"

	"pushforward/render/camera"
	"pushforward/render/field"
	"pushforward/render/scene"
	"pushforward/render/theme"
)

// Heat map: how finely it is coloured.
const (
	heatSteps = 4    // texels a grid cell: values are interpolated before they become colours
	heatMost  = 512  // texels a side
	heatFade  = 0.04 // share of the picture's width and height over which it fades at its edges
	heatTimes = 30   // pictures from t = 0 to 1: ten a second at speed 1
)

// heatmap draws a function of the plane as colours.
type heatmap struct {
	full    float64 // share of the values that the colours tell apart; larger ones look alike
	of      func(s *scene.Scene) (f *field.Field, revision int)
	shadeOf func(t theme.Theme, value float32) (c theme.Colour, opacity float32) // of values from −1 to 1

	picture *ebiten.Image
	pixels  []byte
	fresh   bool // the pixels are not yet in the picture
	grid    []float32
	shades  [511]pigment // by value from −1 to 1
	scale   float32
	made    heatPicture
	batch   batch // one quad
}

// newWitness draws a signed function: the target's colour where it is positive, the generated one's where negative, the ground where it is 0.
func newWitness() *heatmap {
	return &heatmap{
		full:    0.999,
		of:      func(s *scene.Scene) (*field.Field, int) { return &s.Witness, s.Revision.Witness },
		shadeOf: theme.Theme.Diverging,
	}
}

// newDivergence draws where mass thins, in the target's colour, and where it gathers, in the generated one's.
func newDivergence() *heatmap {
	return &heatmap{
		full:    0.97,
		of:      func(s *scene.Scene) (*field.Field, int) { return &s.Divergence, s.Revision.Divergence },
		shadeOf: theme.Theme.Diverging,
	}
}

// newDensity draws a density: the more of the generated colour, the more of it there is.
func newDensity() *heatmap {
	return &heatmap{
		full:    0.97, // ridges between modes may be thin and high
		of:      func(s *scene.Scene) (*field.Field, int) { return &s.Density, s.Revision.Density },
		shadeOf: theme.Theme.Sequential,
	}
}

// heatPicture is what the picture depends on.
type heatPicture struct {
	values, theme int // revisions
	t             float32
}

func (l *heatmap) Update(s *scene.Scene) {
	l.batch.clear()
	f, revision := l.of(s)
	if f.Empty() {
		return
	}
	wanted := heatPicture{values: revision, theme: s.Revision.Theme, t: heatTime(s, f)}
	if l.picture == nil || wanted.values != l.made.values {
		l.scale = f.Scale(l.full)
		l.grid = grow(l.grid, f.NX*f.NY)
	}
	if l.picture == nil || wanted != l.made {
		l.shade(s, f, wanted.t)
		l.made = wanted
	}
	l.place(s.Camera.Affine(), f.Bounds)
}

// heatTime is the time for which a field is coloured: the clock's, to the nearest of [heatTimes].
func heatTime(s *scene.Scene, f *field.Field) float32 {
	if len(f.Times) < 2 {
		return 0
	}
	return float32(math.Round(s.Clock.Time()*heatTimes) / heatTimes)
}

// grow returns s with length n, its contents undefined.
func grow(s []float32, n int) []float32 {
	if cap(s) < n {
		return make([]float32, n)
	}
	return s[:n]
}

// shade colours the picture for time t.
func (l *heatmap) shade(s *scene.Scene, f *field.Field, t float32) {
	f.At(l.grid, t)
	for i := range l.shades {
		l.shades[i] = paint(l.shadeOf(s.Theme, float32(i)/255-1))
	}
	width, height := min(heatSteps*(f.NX-1)+1, heatMost), min(heatSteps*(f.NY-1)+1, heatMost)
	l.size(width, height)
	b := f.Bounds
	var v [1]float32
	for row := range height {
		y := lerp(b[3], b[1], float64(row)/float64(height-1))
		for column := range width {
			x := lerp(b[0], b[2], float64(column)/float64(width-1))
			f.Sample(v[:], l.grid, x, y)
			l.texel(row*width+column, v[0], edge(row, height)*edge(column, width))
		}
	}
	l.fresh = true
}

func lerp(a, b, s float64) float64 { return min(max(a+s*(b-a), min(a, b)), max(a, b)) }

// edge is how strongly texel i of n shows: fully, but for the two ends. What is unknown beyond should not look like a wall.
func edge(i, n int) float32 {
	return min(1, float32(min(i, n-1-i))/(heatFade*float32(n)))
}

// texel colours texel i by a value, as strongly as weight says; not-a-number is left clear.
func (l *heatmap) texel(i int, value, weight float32) {
	var p pigment
	if v := float64(value / l.scale); !math.IsNaN(v) {
		p = l.shades[int(255+255*min(max(v, -1), 1)+0.5)]
	}
	w := 255 * weight
	at := l.pixels[4*i : 4*i+4]
	at[0], at[1], at[2], at[3] = byte(p.r*w+0.5), byte(p.g*w+0.5), byte(p.b*w+0.5), byte(p.a*w+0.5)
}

func (l *heatmap) size(width, height int) {
	if l.picture != nil && l.picture.Bounds().Dx() == width && l.picture.Bounds().Dy() == height {
		return
	}
	if l.picture != nil {
		l.picture.Deallocate()
	}
	l.picture = ebiten.NewImage(width, height)
	l.pixels = make([]byte, 4*width*height)
}

// place lays the picture on its bounds: the middles of its outermost texels lie on them.
func (l *heatmap) place(view camera.Affine, b camera.Bounds) {
	x0, y0 := view.Apply(float32(b[0]), float32(b[3]))
	x1, y1 := view.Apply(float32(b[2]), float32(b[1]))
	u1, v1 := float32(l.picture.Bounds().Dx())-0.5, float32(l.picture.Bounds().Dy())-0.5
	full := pigment{1, 1, 1, 1}
	l.batch.vertices = append(l.batch.vertices,
		vertex(x0, y0, 0.5, 0.5, full), vertex(x1, y0, u1, 0.5, full),
		vertex(x0, y1, 0.5, v1, full), vertex(x1, y1, u1, v1, full))
	l.batch.quad()
}

func (l *heatmap) Draw(dst *ebiten.Image) {
	if l.fresh {
		l.picture.WritePixels(l.pixels)
		l.fresh = false
	}
	if len(l.batch.indices) > 0 {
		l.batch.show(dst, l.picture)
	}
}
