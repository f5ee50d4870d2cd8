// Package camera looks at the plane: world coordinates, y upwards, to device pixels, y downwards.
package camera

import "math"

// How far the view can leave home, as a factor on the scale that shows all of it.
const (
	MinZoom = 0.25
	MaxZoom = 64.0
)

// Bounds is a rectangle of the world: xmin, ymin, xmax, ymax.
type Bounds [4]float64

// Valid reports whether the bounds are finite and enclose an area.
func (b Bounds) Valid() bool {
	for _, v := range b {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return false
		}
	}
	return b[0] < b[2] && b[1] < b[3]
}

// Affine maps a world point to pixels: (AX·x + BX, AY·y + BY).
type Affine struct{ AX, BX, AY, BY float32 }

// Apply returns the pixel of a world point.
func (a Affine) Apply(x, y float32) (px, py float32) { return a.AX*x + a.BX, a.AY*y + a.BY }

// Camera shows a home rectangle whole, until the user pans or zooms. Both axes have the same scale, but for an aspect that
// the world itself asks for. It never moves on its own.
// The zero value shows the unit square once it has a size.
type Camera struct {
	home          Bounds
	aspect        float64 // pixels of a unit of y over those of a unit of x; 0 stands for 1
	width, height float64 // of the view, device pixels
	margin        float64 // device pixels kept free around home at zoom 1
	zoom          float64 // relative to the scale that shows home; 0 stands for 1
	dx, dy        float64 // of the view's centre from home's, as shares of home's width and height
}

// SetHome sets the rectangle to show, and its aspect: how many times as long as a unit of x a unit of y looks. It returns to that
// home, unless it is the one already shown or the first. An aspect that is not a positive number stands for 1.
func (c *Camera) SetHome(b Bounds, aspect float64) {
	home, before := c.home, c.Aspect()
	c.home, c.aspect = b, aspect
	if home.Valid() && (b != home || c.Aspect() != before) {
		c.Reset()
	}
}

// Aspect returns how many times as long as a unit of x a unit of y looks.
func (c *Camera) Aspect() float64 {
	if !(c.aspect > 0) || math.IsInf(c.aspect, 0) {
		return 1
	}
	return c.aspect
}

// Shape returns the width of home over its height, as they look.
func (c *Camera) Shape() float64 {
	home := c.bounds()
	return (home[2] - home[0]) / (c.Aspect() * (home[3] - home[1]))
}

// Resize sets the view's size and the margin around home, in device pixels. What is at the centre stays there.
func (c *Camera) Resize(width, height, margin float64) {
	c.width, c.height, c.margin = width, height, margin
}

// Reset returns to home.
func (c *Camera) Reset() { c.zoom, c.dx, c.dy = 1, 0, 0 }

// Place returns how far the view's centre is from home's, as shares of home's width and height; the zoom says the rest.
func (c *Camera) Place() (x, y float64) { return c.dx, c.dy }

// Look moves the view to a place at a zoom, within what Pan and ZoomAt allow.
func (c *Camera) Look(x, y, zoom float64) {
	c.dx, c.dy = min(max(x, -1), 1), min(max(y, -1), 1)
	c.zoom = min(max(zoom, MinZoom), MaxZoom)
}

// Zoom returns the scale relative to home's.
func (c *Camera) Zoom() float64 {
	if c.zoom == 0 {
		return 1
	}
	return c.zoom
}

// Scale returns device pixels per unit of x and of y.
func (c *Camera) Scale() (x, y float64) {
	home := c.bounds()
	w := max(c.width-2*c.margin, 1)
	h := max(c.height-2*c.margin, 1)
	x = c.Zoom() * min(w/(home[2]-home[0]), h/(c.Aspect()*(home[3]-home[1])))
	return x, c.Aspect() * x
}

// Affine returns the map from world to pixels.
func (c *Camera) Affine() Affine {
	sx, sy := c.Scale()
	x, y := c.centre()
	return Affine{
		AX: float32(sx), BX: float32(c.width/2 - sx*x),
		AY: float32(-sy), BY: float32(c.height/2 + sy*y),
	}
}

// World returns the world point under a pixel.
func (c *Camera) World(px, py float64) (x, y float64) {
	sx, sy := c.Scale()
	x, y = c.centre()
	return x + (px-c.width/2)/sx, y - (py-c.height/2)/sy
}

// Size returns the view's width and height in device pixels.
func (c *Camera) Size() (width, height float64) { return c.width, c.height }

// Middle returns the pixel in the middle of the view.
func (c *Camera) Middle() (px, py float64) { return c.width / 2, c.height / 2 }

// View returns the rectangle of the world that is visible.
func (c *Camera) View() Bounds {
	x0, y1 := c.World(0, 0)
	x1, y0 := c.World(c.width, c.height)
	return Bounds{x0, y0, x1, y1}
}

// Pan moves the picture by a number of pixels. Home's centre can be pushed no further than the size of home.
func (c *Camera) Pan(px, py float64) {
	sx, sy := c.Scale()
	width, height := c.extent()
	c.dx = min(max(c.dx-px/(sx*width), -1), 1)
	c.dy = min(max(c.dy+py/(sy*height), -1), 1)
}

// ZoomAt multiplies the scale by factor > 0 within MinZoom and MaxZoom; the world point under the pixel stays there.
func (c *Camera) ZoomAt(px, py, factor float64) {
	x, y := c.World(px, py)
	c.zoom = min(max(c.Zoom()*factor, MinZoom), MaxZoom)
	nx, ny := c.World(px, py)
	width, height := c.extent()
	c.dx += (x - nx) / width
	c.dy += (y - ny) / height
}

// Pinch moves the picture so that what was under two fingers at a and b is under them at a2 and b2, as nearly as a
// view that does not turn can follow: the middle exactly, the distance by zoom.
func (c *Camera) Pinch(a, b, a2, b2 [2]float64) {
	mx, my := (a[0]+b[0])/2, (a[1]+b[1])/2
	nx, ny := (a2[0]+b2[0])/2, (a2[1]+b2[1])/2
	c.Pan(nx-mx, ny-my)
	before := math.Hypot(a[0]-b[0], a[1]-b[1])
	after := math.Hypot(a2[0]-b2[0], a2[1]-b2[1])
	if before > 0 && after > 0 {
		c.ZoomAt(nx, ny, after/before)
	}
}

func (c *Camera) centre() (x, y float64) {
	home := c.bounds()
	width, height := c.extent()
	return (home[0]+home[2])/2 + c.dx*width, (home[1]+home[3])/2 + c.dy*height
}

// extent is home's width and height, in world units.
func (c *Camera) extent() (width, height float64) {
	home := c.bounds()
	return home[2] - home[0], home[3] - home[1]
}

func (c *Camera) bounds() Bounds {
	if !c.home.Valid() {
		return Bounds{0, 0, 1, 1}
	}
	return c.home
}
