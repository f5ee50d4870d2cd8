//go:build js

package main

import (
	"math"
	"syscall/js"

	"pushforward/render"
	"pushforward/render/scene"
	"pushforward/wasm/protocol"
)

// finger is one pointer that is down: a mouse button, a pen or a finger, at a device pixel.
type finger struct {
	id    int
	at    [2]float64
	touch bool
}

// hand is the pointers that are down. A mouse or a pen drags the picture; two fingers move and pinch it; one finger is
// left to the page, which scrolls. While the layer of the probe is on, one pointer without Shift drags the probe instead.
type hand struct {
	canvas  js.Value
	game    *render.Game
	point   func(m protocol.Point)
	fingers []finger
	probing bool // with the first of the fingers
}

// watchPointer lets the pointer move the view and the probe. A double click returns to all of the picture.
func watchPointer(canvas js.Value, game *render.Game, point func(m protocol.Point)) {
	h := &hand{canvas: canvas, game: game, point: point}
	on(canvas, "pointerdown", h.down)
	on(canvas, "pointermove", h.move)
	for _, name := range []string{"pointerup", "pointercancel", "lostpointercapture"} {
		on(canvas, name, h.up)
	}
	on(canvas, "dblclick", func(js.Value) {
		if !h.probes() { // else two presses in a row are just that
			game.Do(func(s *scene.Scene) { s.Camera.Reset(); s.Moved() })
		}
	})
}

// on listens to an event of target for as long as the document lives.
func on(target js.Value, name string, handle func(event js.Value)) {
	target.Call("addEventListener", name, js.FuncOf(func(_ js.Value, args []js.Value) any {
		handle(args[0])
		return nil
	}))
}

func (h *hand) down(event js.Value) {
	touch := touches(event)
	if !touch && event.Get("button").Int() != 0 {
		return
	}
	h.letGo() // a second finger pinches
	h.fingers = append(h.fingers, finger{id: event.Get("pointerId").Int(), at: devicePixel(event), touch: touch})
	h.canvas.Call("setPointerCapture", event.Get("pointerId"))
	if len(h.fingers) == 1 && !event.Get("shiftKey").Bool() && h.probes() {
		h.probing = true
		h.probe(protocol.PhasePress)
	}
	h.canvas.Get("classList").Call("toggle", "held", !touch)
}

func (h *hand) move(event js.Value) {
	i := h.find(event)
	if i < 0 {
		return
	}
	from, to := h.fingers[i].at, devicePixel(event)
	h.fingers[i].at = to
	switch {
	case h.probing:
		h.probe(protocol.PhaseDrag)
	case len(h.fingers) == 1 && !h.fingers[0].touch:
		h.game.Do(func(s *scene.Scene) { s.Camera.Pan(to[0]-from[0], to[1]-from[1]); s.Moved() })
	case len(h.fingers) == 2:
		other := h.fingers[1-i].at
		h.game.Do(func(s *scene.Scene) { s.Camera.Pinch(from, other, to, other); s.Moved() })
	}
}

func (h *hand) up(event js.Value) {
	if i := h.find(event); i >= 0 {
		h.letGo()
		h.fingers = append(h.fingers[:i], h.fingers[i+1:]...)
	}
	if len(h.fingers) == 0 {
		h.canvas.Get("classList").Call("remove", "held")
	}
}

// probes reports whether the layer of the probe is on.
func (h *hand) probes() (on bool) {
	h.game.Do(func(s *scene.Scene) { on = s.On(protocol.LayerProbe) })
	return on
}

// probe tells where the first finger is.
func (h *hand) probe(phase protocol.Phase) {
	m := protocol.Point{Phase: phase}
	at := h.fingers[0].at
	h.game.Do(func(s *scene.Scene) {
		m.X, m.Y = s.Camera.World(at[0], at[1])
		m.T = s.Clock.Time()
	})
	h.point(m)
}

// letGo ends the dragging of the probe, if there is one.
func (h *hand) letGo() {
	if h.probing {
		h.probe(protocol.PhaseRelease)
		h.probing = false
	}
}

// find returns the index of the event's pointer, -1 if it is not down.
func (h *hand) find(event js.Value) int {
	id := event.Get("pointerId").Int()
	for i, f := range h.fingers {
		if f.id == id {
			return i
		}
	}
	return -1
}

// wheelRate is the zoom per CSS pixel of wheel travel, as an exponent of e.
const wheelRate = 0.0018

// watchWheel zooms with the wheel while Ctrl is held (a trackpad's pinch arrives so too) or after the stage was clicked
// and until the pointer leaves it; otherwise the page scrolls. It keeps the wheel from Ebitengine either way.
func watchWheel(window js.Value, game *render.Game) {
	engaged := false
	root := window.Get("document").Get("documentElement")
	on(root, "pointerdown", func(js.Value) { engaged = true })
	on(root, "pointerleave", func(js.Value) { engaged = false })
	handle := js.FuncOf(func(_ js.Value, args []js.Value) any {
		event := args[0]
		event.Call("stopImmediatePropagation")
		if !engaged && !event.Get("ctrlKey").Bool() {
			return nil
		}
		event.Call("preventDefault")
		factor := math.Exp(-wheelRate * wheelTravel(event))
		at := devicePixel(event)
		game.Do(func(s *scene.Scene) { s.Camera.ZoomAt(at[0], at[1], factor); s.Moved() })
		return nil
	})
	window.Call("addEventListener", "wheel", handle, map[string]any{"capture": true, "passive": false})
}

// wheelTravel returns how far the wheel turned, in CSS pixels, a pinch's small steps made as large as they feel.
func wheelTravel(event js.Value) float64 {
	travel := event.Get("deltaY").Float()
	switch event.Get("deltaMode").Int() {
	case 1: // lines
		travel *= 16
	case 2: // pages
		travel *= 400
	}
	if event.Get("ctrlKey").Bool() && math.Abs(travel) < 50 {
		travel *= 5
	}
	return travel
}

// devicePixel returns where on the stage an event is.
func devicePixel(event js.Value) [2]float64 {
	ratio := js.Global().Get("devicePixelRatio").Float()
	return [2]float64{event.Get("clientX").Float() * ratio, event.Get("clientY").Float() * ratio}
}
