package render

import (
	"image/color"
	"sync"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"pushforward/render/scene"
	"pushforward/wasm/protocol"
)

// Game shows a scene on the whole canvas, whose buffer must have the size of the screen in device pixels. It draws only
// when something changed.
type Game struct {
	// Pixel returns the device pixels per CSS pixel now.
	Pixel func() float64
	// Ticked, if not nil, is called when the clock has moved, or has started or stopped, at most once a frame.
	Ticked func(m protocol.Time)
	// Shaped, if not nil, is called when a scene of another shape is shown.
	Shaped func(m protocol.Shape)
	// Looked, if not nil, is called when the view has moved, at most once a frame.
	Looked func(m protocol.Camera)

	mu      sync.Mutex
	scene   *scene.Scene
	brush   brush
	layers  []namedLayer
	last    time.Time // of the last Update
	told    protocol.Time
	shape   protocol.Shape
	look    protocol.Camera
	asleep  bool // nobody can see the stage
	dirty   bool // Draw has something new
	drawn   int  // pictures so far
	costs   costs
	ended   bool
	width   int
	height  int
	density float64
}

// NewGame returns a game that shows a scene.
func NewGame(s *scene.Scene, pixel func() float64) *Game {
	g := &Game{Pixel: pixel, scene: s}
	g.layers = layers(&g.brush)
	return g
}

// Run shows the game until End, and returns an error if there can be none. It never takes the focus.
func (g *Game) Run() error {
	ebiten.SetScreenClearedEveryFrame(false)
	ebiten.SetTPS(ebiten.SyncWithFPS)
	return ebiten.RunGameWithOptions(g, &ebiten.RunGameOptions{InitUnfocused: true, DisableHiDPI: true})
}

// Do changes the scene between two frames.
func (g *Game) Do(change func(*scene.Scene)) {
	g.mu.Lock()
	defer g.mu.Unlock()
	change(g.scene)
}

// Sleep stops the clock and the drawing while nobody can see the stage, and lets them go on where they stood.
func (g *Game) Sleep(asleep bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.asleep = asleep
	g.last = time.Time{}
	g.scene.Changed()
}

// Drawn returns how many pictures have been drawn.
func (g *Game) Drawn() int {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.drawn
}

// End stops everything: the graphics context is gone.
func (g *Game) End() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.ended = true
}

// Layout takes the canvas as it is: its size is already in device pixels.
func (g *Game) Layout(width, height int) (int, int) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if density := g.Pixel(); width != g.width || height != g.height || density != g.density {
		g.width, g.height, g.density = width, height, density
		g.scene.Resize(width, height, density)
	}
	return width, height
}

// Update moves the scene by the time since the last frame, unless nobody can see it, and tells what became of it.
func (g *Game) Update() error {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.ended {
		return nil
	}
	if !g.asleep {
		start := time.Now()
		g.advance(start)
		g.costs.update = time.Since(start)
	}
	g.tell()
	return nil
}

// advance moves the scene to now and makes ready what changed.
func (g *Game) advance(now time.Time) {
	if g.last.IsZero() {
		g.last = now
	}
	changed := g.scene.Advance(now.Sub(g.last))
	g.last = now
	if changed {
		g.prepare()
		g.dirty = true
	}
}

// tell reports the scene's shape, the view and the clock, where they are not as last told: an unseen stage still answers.
func (g *Game) tell() {
	if m := (protocol.Shape{Ratio: g.scene.Camera.Shape(), Filled: g.scene.Paths.Shown().N > 0}); m != g.shape && g.scene.Begun() {
		g.shape = m
		if g.Shaped != nil {
			g.Shaped(m)
		}
	}
	if m := g.scene.Look(); m != g.look && g.scene.Begun() {
		g.look = m
		if g.Looked != nil {
			g.Looked(m)
		}
	}
	if m := (protocol.Time{T: g.scene.Clock.Time(), Playing: g.scene.Clock.Playing(), Asked: g.scene.Asked}); m != g.told {
		g.told = m
		if g.Ticked != nil {
			g.Ticked(m)
		}
	}
}

// prepare makes the layers that are on ready to draw.
func (g *Game) prepare() {
	size := g.scene.PointScale()
	g.brush.prepare(brushSizes{
		pixel:    g.scene.Pixel,
		particle: size * particleRadius(len(g.scene.Positions)/2),
		dot:      size * dotRadius(len(g.scene.Target)/2),
		ring:     size * ringRadius,
	})
	for _, layer := range g.layers {
		if g.scene.On(layer.id) {
			layer.Update(g.scene)
		}
	}
}

// Draw draws the layers that are on, if anything changed; otherwise the screen keeps the last picture.
func (g *Game) Draw(screen *ebiten.Image) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if !g.dirty || g.ended {
		return
	}
	g.dirty = false
	g.drawn++
	start := time.Now()
	r, gr, b := g.scene.Theme.Background.Bytes()
	screen.Fill(color.RGBA{R: r, G: gr, B: b, A: 255})
	for _, layer := range g.layers {
		if g.scene.On(layer.id) {
			layer.Draw(screen)
		}
	}
	g.costs.drawn(time.Since(start))
}
