package render

import (
	_ "embed"
	"math"

	"github.com/hajimehoshi/ebiten/v2"

	"pushforward/render/scene"
	"pushforward/render/sprite"
	"pushforward/render/theme"
)

// maxSprites is the most particles drawn one by one; of more, the first ones stand for all until there is a crowd.
const maxSprites = scene.CrowdFrom

//go:embed disk.kage
var diskShader []byte

// particles draws what the map makes of the noise, as filled disks, or as a cloud where there is a crowd: noise grey at t = 0, the generated colour at 1.
type particles struct {
	vertices []ebiten.Vertex // a triangle a particle, of which from frame to frame only the places change
	indices  []uint32
	painted  spritePaint
	shader   *ebiten.Shader
	options  ebiten.DrawTrianglesShaderOptions
	ink      []float32 // the uniforms' memory
	radius   []float32
	clouds   clouds
	cloudy   bool // a crowd is drawn in their place
}

// spritePaint is what the sprites' shapes and own colours depend on.
type spritePaint struct {
	radius                 float64 // pixels
	origins, theme, origin int
}

// particleRadius in CSS pixels, for n particles: 2.3 up to 1000, then smaller so that they cover about as much.
func particleRadius(n int) float64 {
	return max(1.0, 2.3*math.Pow(1000/float64(max(n, 1000)), 0.3))
}

// particleOpacity lets dense regions show as dense.
func particleOpacity(n int) float32 {
	return float32(max(0.55, 0.85*math.Pow(1000/float64(max(n, 1000)), 0.1)))
}

func (l *particles) Update(s *scene.Scene) {
	if l.cloudy = s.Crowd.Shown(); l.cloudy {
		l.clouds.Update(s)
		return
	}
	n := min(len(s.Positions)/2, maxSprites)
	l.size(n)
	l.colour(s, n)
	l.place(s, n)
	l.dye(s, n)
}

// size makes room for n sprites, and joins their vertices.
func (l *particles) size(n int) {
	for k := uint32(len(l.indices)); len(l.indices) < 3*n; k++ {
		l.indices = append(l.indices, k)
	}
	l.indices = l.indices[:3*n]
	if len(l.vertices) != 3*n {
		l.vertices = append(l.vertices[:0], make([]ebiten.Vertex, 3*n)...)
		l.painted = spritePaint{}
	}
}

// colour gives the sprites their shape and their own colours, white unless they are coloured by origin, where these are not those of the last frame.
func (l *particles) colour(s *scene.Scene, n int) {
	wanted := spritePaint{radius: spriteRadius(s), origins: len(s.Origins), theme: s.Revision.Theme, origin: s.Revision.Origin}
	if l.painted == wanted {
		return
	}
	l.painted = wanted
	triangle := sprite.Triangle(wanted.radius + 1)
	for i := range n {
		p := pigment{1, 1, 1, 1}
		if i < len(s.Origins) {
			p = paint(s.Origins[i], 1)
		}
		for k, corner := range triangle {
			l.vertices[3*i+k] = vertex(0, 0, corner[0], corner[1], p)
		}
	}
}

// spriteRadius in pixels.
func spriteRadius(s *scene.Scene) float64 {
	return s.Pixel * s.PointScale() * particleRadius(len(s.Positions)/2)
}

// place moves the sprites to their particles; those that cannot be drawn shrink to a point.
func (l *particles) place(s *scene.Scene, n int) {
	view, triangle := s.Camera.Affine(), sprite.Triangle(l.painted.radius+1)
	top, bottom, side := triangle[0][1], triangle[2][1], triangle[2][0]
	positions, vertices := s.Positions[:2*n], l.vertices[:3*n]
	for len(positions) >= 2 && len(vertices) >= 3 {
		corners := (*[3]ebiten.Vertex)(vertices)
		if x, y := view.Apply(positions[0], positions[1]); visible(x, y) {
			corners[0].DstX, corners[0].DstY = x, y+top
			corners[1].DstX, corners[1].DstY = x-side, y+bottom
			corners[2].DstX, corners[2].DstY = x+side, y+bottom
		} else {
			for k := range corners {
				corners[k].DstX, corners[k].DstY = 0, 0
			}
		}
		positions, vertices = positions[2:], vertices[3:]
	}
}

// dye sets what all sprites have in common: their opacity, and their colour unless they have their own.
func (l *particles) dye(s *scene.Scene, n int) {
	if l.ink == nil {
		l.ink, l.radius = make([]float32, 4), make([]float32, 1)
		l.options.Uniforms = map[string]any{"Ink": l.ink, "Radius": l.radius}
	}
	l.radius[0] = float32(l.painted.radius)
	opacity := particleOpacity(n)
	p := pigment{opacity, opacity, opacity, opacity}
	if len(s.Origins) == 0 {
		p = paint(generatedAt(&s.Theme, float32(s.Clock.Time())), opacity)
	}
	l.ink[0], l.ink[1], l.ink[2], l.ink[3] = p.r, p.g, p.b, p.a
}

func (l *particles) Draw(dst *ebiten.Image) {
	if l.cloudy {
		l.clouds.Draw(dst)
		return
	}
	if l.shader == nil {
		l.shader = compiled(diskShader)
	}
	dst.DrawTrianglesShader32(l.vertices, l.indices, l.shader, &l.options)
}

// generatedAt is the colour of what is on its way at t: it leaves the noise's grey early.
func generatedAt(t *theme.Theme, at float32) theme.Colour {
	left := 1 - at
	return t.Noise.Mix(t.Generated, 1-left*left*left)
}

// visible reports whether a pixel can be drawn to: finite, and not so far out that a vertex loses its precision.
func visible(x, y float32) bool {
	const far = 1 << 15
	return x > -far && x < far && y > -far && y < far
}
