//go:build js

package main

import (
	"syscall/js"

	"pushforward/render"
	"pushforward/render/scene"
)

// Steps of the keyboard.
const (
	keyPan  = 40.0 // CSS pixels
	keyZoom = 1.25
)

// watchKeys moves the view by keyboard while the stage has the focus: arrows, plus, minus, 0 for all of it; Space is for toggle. All other
// keys, Tab among them, are the browser's; none reach Ebitengine.
func watchKeys(canvas js.Value, game *render.Game, toggle func()) {
	window := js.Global()
	down := js.FuncOf(func(_ js.Value, args []js.Value) any {
		event := args[0]
		event.Call("stopImmediatePropagation")
		if event.Get("ctrlKey").Bool() || event.Get("altKey").Bool() || event.Get("metaKey").Bool() {
			return nil
		}
		if !window.Get("document").Get("activeElement").Equal(canvas) {
			return nil
		}
		key := event.Get("key").String()
		if act := action(key); act != nil {
			event.Call("preventDefault")
			game.Do(act)
		} else if key == " " {
			event.Call("preventDefault")
			toggle()
		}
		return nil
	})
	up := js.FuncOf(func(_ js.Value, args []js.Value) any {
		args[0].Call("stopImmediatePropagation")
		return nil
	})
	window.Call("addEventListener", "keydown", down, true)
	window.Call("addEventListener", "keyup", up, true)
}

// action returns what a key does to the scene, nil if nothing.
func action(key string) func(*scene.Scene) {
	switch key {
	case "ArrowLeft":
		return pan(keyPan, 0)
	case "ArrowRight":
		return pan(-keyPan, 0)
	case "ArrowUp":
		return pan(0, keyPan)
	case "ArrowDown":
		return pan(0, -keyPan)
	case "+", "=":
		return zoom(keyZoom)
	case "-", "_":
		return zoom(1 / keyZoom)
	case "0":
		return func(s *scene.Scene) { s.Camera.Reset(); s.Moved() }
	}
	return nil
}

func pan(x, y float64) func(*scene.Scene) {
	return func(s *scene.Scene) { s.Camera.Pan(x*s.Pixel, y*s.Pixel); s.Moved() }
}

func zoom(factor float64) func(*scene.Scene) {
	return func(s *scene.Scene) {
		x, y := s.Camera.Middle()
		s.Camera.ZoomAt(x, y, factor)
		s.Moved()
	}
}
