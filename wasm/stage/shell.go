//go:build js

package main

import (
	"syscall/js"

	"pushforward/wasm/protocol"
)

// shell is the page that holds the stage's frame. Nobody else is listened to.
type shell struct {
	window, parent js.Value
	origin         string // that both documents share; "null" for files and sandboxes
}

func newShell(window js.Value) *shell {
	return &shell{window: window, parent: window.Get("parent"), origin: window.Get("origin").String()}
}

// post sends a message to the page.
func (s *shell) post(t protocol.Type, fields any) {
	message, transfer := protocol.Encode(t, fields)
	to := s.origin
	if to == "null" {
		to = "*" // an opaque origin cannot be named; the receiver knows us by our window
	}
	s.parent.Call("postMessage", message, to, transfer)
}

// fail tells the page what went wrong, in a sentence, and which message was refused.
func (s *shell) fail(sentence string, of protocol.Type) {
	s.post(protocol.TypeError, &protocol.Error{Message: sentence, Of: of})
}

// end tells the page why the picture has stopped, in a sentence.
func (s *shell) end(sentence string) {
	s.post(protocol.TypeError, &protocol.Error{Message: sentence, Fatal: true})
}

// listen takes the page's messages from now on. The page must be this frame's parent, of the same origin.
func (s *shell) listen(in *inbox) {
	s.window.Call("addEventListener", "message", js.FuncOf(func(_ js.Value, args []js.Value) any {
		event := args[0]
		if !event.Get("source").Equal(s.parent) || event.Get("origin").String() != s.origin {
			return nil
		}
		if event.Get("data").Type() != js.TypeObject || event.Get("data").Get("ns").String() != protocol.Namespace {
			return nil // not ours: extensions and tools talk to windows too
		}
		in.receive(event.Get("data"), event.Get("ports"), fromShell)
		return nil
	}))
}
