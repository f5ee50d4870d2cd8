//go:build js

package main

import (
	"fmt"
	"syscall/js"

	"pushforward/render"
	"pushforward/render/scene"
	"pushforward/wasm/protocol"
)

// sender is who a message came from.
type sender int

const (
	fromShell sender = iota
	fromWorker
)

// inbox hands messages to the scene. What it cannot accept it refuses to the shell, and the scene stays as it was.
type inbox struct {
	game   *render.Game
	shell  *shell
	canvas js.Value
	port   js.Value // to the worker, once connected
	heard  js.Func  // the port's listener
}

// receive takes one message and the ports that came with it.
func (in *inbox) receive(message, ports js.Value, from sender) {
	kind, err := protocol.TypeOf(message)
	if err == nil {
		err = in.accept(kind, message, ports, from)
		in.dress()
	}
	if err != nil {
		in.shell.fail(err.Error(), kind)
	}
}

func (in *inbox) accept(kind protocol.Type, message, ports js.Value, from sender) error {
	if from == fromWorker {
		switch kind {
		case protocol.TypeScene:
			return apply(in.game, message, (*scene.Scene).Begin)
		case protocol.TypePaths:
			return apply(in.game, message, (*scene.Scene).SetPaths)
		case protocol.TypeField:
			return apply(in.game, message, (*scene.Scene).SetField)
		case protocol.TypeCrowd:
			return apply(in.game, message, (*scene.Scene).SetCrowd)
		case protocol.TypeNet:
			return apply(in.game, message, (*scene.Scene).SetNet)
		case protocol.TypePairs:
			return apply(in.game, message, (*scene.Scene).SetPairs)
		case protocol.TypeLatent:
			return apply(in.game, message, (*scene.Scene).SetLatent)
		case protocol.TypeProbe:
			return apply(in.game, message, (*scene.Scene).SetProbe)
		}
		return fmt.Errorf("stage: message %q from the worker: want scene, paths, crowd, field, net, pairs, latent or probe", kind)
	}
	switch kind {
	case protocol.TypeConnect:
		return in.connect(ports)
	case protocol.TypePlay:
		return apply(in.game, message, (*scene.Scene).Play)
	case protocol.TypePause:
		return apply(in.game, message, (*scene.Scene).Pause)
	case protocol.TypeSeek:
		return apply(in.game, message, (*scene.Scene).Seek)
	case protocol.TypeTheme:
		return apply(in.game, message, (*scene.Scene).SetTheme)
	case protocol.TypeLayers:
		err := apply(in.game, message, (*scene.Scene).SetLayers)
		in.passOn()
		return err
	case protocol.TypeCamera:
		return apply(in.game, message, (*scene.Scene).SetCamera)
	}
	return fmt.Errorf("stage: message %q from the page: want connect, play, pause, seek, theme, layers or camera", kind)
}

// dress tells the style sheet whether the pointer probes.
func (in *inbox) dress() {
	in.game.Do(func(s *scene.Scene) {
		in.canvas.Get("classList").Call("toggle", "probing", s.On(protocol.LayerProbe))
	})
}

// apply decodes a message and hands it to one of the scene's methods.
func apply[M any](game *render.Game, message js.Value, method func(*scene.Scene, *M) error) error {
	m := new(M)
	if err := protocol.Decode(message, m); err != nil {
		return err
	}
	var err error
	game.Do(func(s *scene.Scene) { err = method(s, m) })
	return err
}

// connect listens to the worker's port. A second one replaces the first: the worker was started anew.
func (in *inbox) connect(ports js.Value) error {
	if ports.Type() != js.TypeObject || ports.Length() != 1 {
		return fmt.Errorf("connect: want one MessagePort with the message")
	}
	if in.port.Truthy() {
		in.port.Call("close")
		in.heard.Release()
	}
	in.port = ports.Index(0)
	in.heard = js.FuncOf(func(_ js.Value, args []js.Value) any {
		in.receive(args[0].Get("data"), js.Undefined(), fromWorker)
		return nil
	})
	in.port.Set("onmessage", in.heard)
	in.passOn()
	return nil
}

// passOn tells the worker which layers are chosen, so that it shows what they draw.
func (in *inbox) passOn() {
	if !in.port.Truthy() {
		return
	}
	var m protocol.Layers
	in.game.Do(func(s *scene.Scene) { m.On, m.Particles = s.Chosen(), s.Particles })
	message, transfer := protocol.Encode(protocol.TypeLayers, &m)
	in.port.Call("postMessage", message, transfer)
}
