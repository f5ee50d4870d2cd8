package render

import (
	_ "embed"
	"math"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"pushforward/render/camera"
	"pushforward/render/cloud"
	"pushforward/render/path"
	"pushforward/render/scene"
	"pushforward/wasm/protocol"
)

// Clouds.
const (
	cloudCell   = 2.0 // CSS pixels a side
	cloudBudget = 2 * time.Millisecond
	cloudOpaque = 0.92
)

//go:embed cloud.kage
var cloudShader []byte

// clouds draws a crowd as a density: particles are counted on a grid, and a shader turns counts into tones. In one frame no more are counted than take
// [cloudBudget]: while the picture moves, those stand for all, always the same ones; when it rests, the others follow. Coloured by origin, a cell has the mean
// colour of its particles.
type clouds struct {
	count    cloud.Cloud
	shader   *ebiten.Shader
	image    *ebiten.Image
	colours  *ebiten.Image // of the cells, as long as particles are coloured by origin
	mixed    []byte
	next     int // piece to be counted
	made     cloudPicture
	ink      []float32 // the uniforms' memory
	much     []float32
	tinted   []float32
	vertices [4]ebiten.Vertex
	options  ebiten.DrawTrianglesShaderOptions
	ready    bool
}

// cloudPicture is what the counts depend on.
type cloudPicture struct {
	view          int
	t             float64
	width, height int
	origin        bool // coloured by it
	colours       scene.Revision
}

func (l *clouds) Update(s *scene.Scene) {
	cell := cloudCell * s.Pixel
	width, height := s.Camera.Size()
	wanted := cloudPicture{
		view: s.Revision.View, t: s.Clock.Time(),
		width: int(math.Ceil(width / cell)), height: int(math.Ceil(height / cell)),
	}
	if s.On(protocol.LayerOrigin) {
		wanted.origin, wanted.colours = true, scene.Revision{Theme: s.Revision.Theme, Origin: s.Revision.Origin}
	}
	if l.made != wanted || l.next > len(s.Crowd.Pieces) || l.count.Added > s.Crowd.Count {
		l.made, l.next = wanted, 0
		l.count.Reset(wanted.width, wanted.height)
	}
	l.add(s, float32(cell))
	l.size()
	if wanted.origin {
		l.count.Mix(l.mixed)
	}
	l.paint(s, float32(cell))
	l.ready = true
}

// add counts pieces until the budget is spent, and asks for another frame if some are left.
func (l *clouds) add(s *scene.Scene, cell float32) {
	v := s.Camera.Affine()
	view := camera.Affine{AX: v.AX / cell, BX: v.BX / cell, AY: v.AY / cell, BY: v.BY / cell}
	start, t := time.Now(), float32(s.Clock.Time())
	for l.next < len(s.Crowd.Pieces) {
		piece := &s.Crowd.Pieces[l.next]
		l.count.Add(piece, path.At(piece.Times, t, s.Curve), view, s.Tints(l.next))
		l.next++
		if time.Since(start) > cloudBudget && l.next < len(s.Crowd.Pieces) {
			s.Changed()
			return
		}
	}
}

// size makes the picture as large as the grid.
func (l *clouds) size() {
	width, height := l.count.Width, l.count.Height
	if l.image == nil || l.image.Bounds().Dx() != width || l.image.Bounds().Dy() != height {
		if l.image != nil {
			l.image.Deallocate()
			l.colours.Deallocate()
		}
		l.image, l.colours = ebiten.NewImage(width, height), ebiten.NewImage(width, height)
		l.mixed = make([]byte, 4*width*height)
	}
}

// paint sets the colour, and the corners of the grid on the screen.
func (l *clouds) paint(s *scene.Scene, cell float32) {
	if l.ink == nil {
		l.ink, l.much, l.tinted = make([]float32, 4), make([]float32, 1), make([]float32, 1)
		l.options.Uniforms = map[string]any{"Ink": l.ink, "Much": l.much, "Tinted": l.tinted}
	}
	l.tinted[0] = 0
	if l.made.origin {
		l.tinted[0] = 1
	}
	l.much[0] = l.count.Much()
	p := paint(generatedAt(&s.Theme, float32(s.Clock.Time())), cloudOpaque)
	l.ink[0], l.ink[1], l.ink[2], l.ink[3] = p.r, p.g, p.b, p.a
	w, h := float32(l.count.Width), float32(l.count.Height)
	for k := range l.vertices {
		x, y := w*float32(k%2), h*float32(k/2)
		l.vertices[k] = ebiten.Vertex{DstX: x * cell, DstY: y * cell, SrcX: x, SrcY: y, ColorR: 1, ColorG: 1, ColorB: 1, ColorA: 1}
	}
}

// cloudCorners are the two triangles of a grid's corners.
func cloudCorners() []uint16 { return []uint16{0, 1, 2, 1, 3, 2} }

func (l *clouds) Draw(dst *ebiten.Image) {
	if !l.ready {
		return
	}
	if l.shader == nil {
		l.shader = compiled(cloudShader)
	}
	l.image.WritePixels(l.count.Bytes())
	if l.made.origin {
		l.colours.WritePixels(l.mixed)
	}
	l.options.Images[0], l.options.Images[1] = l.image, l.colours
	dst.DrawTrianglesShader(l.vertices[:], cloudCorners(), l.shader, &l.options)
}
