//go:build js

// Package line queues the messages that come in over a port until the program has time for them.
package line

import (
	"syscall/js"
	"time"
	"unsafe"
)

// A Letter is a message and the ports that came with it.
type Letter struct{ Data, Ports js.Value }

// A Bell rings for every letter that comes, on whichever line.
type Bell chan struct{}

// NewBell is a bell for any number of lines.
func NewBell() Bell { return make(Bell, 1) }

// Line is one end of a port. It is for one goroutine, which the browser's events run beside.
type Line struct {
	port  js.Value
	queue []Letter
	bell  Bell
	timer *time.Timer
}

// Listen queues what is posted to a port, or to a worker's scope, from now on.
func Listen(port js.Value, bell Bell) *Line {
	l := &Line{port: port, bell: bell}
	port.Set("onmessage", js.FuncOf(func(_ js.Value, args []js.Value) any {
		l.queue = append(l.queue, Letter{args[0].Get("data"), args[0].Get("ports")})
		select {
		case bell <- struct{}{}:
		default:
		}
		return nil
	}))
	return l
}

// Post sends a message with the buffers in transfer moved, not copied.
func (l *Line) Post(message, transfer any) { l.port.Call("postMessage", message, transfer) }

// Waiting tells whether a letter is there.
func (l *Line) Waiting() bool { return len(l.queue) > 0 }

// Next is the next letter. Without one it waits, so long or, if wait is negative, for ever; ok is false if none has come.
func (l *Line) Next(wait time.Duration) (letter Letter, ok bool) {
	if len(l.queue) == 0 && wait != 0 {
		l.wait(wait)
	}
	if len(l.queue) == 0 {
		return Letter{}, false
	}
	letter = l.queue[0]
	l.queue = l.queue[1:]
	return letter, true
}

func (l *Line) wait(limit time.Duration) {
	if limit < 0 {
		for len(l.queue) == 0 {
			<-l.bell
		}
		return
	}
	if l.timer == nil {
		l.timer = time.NewTimer(limit)
	} else {
		l.timer.Reset(limit)
	}
	defer l.timer.Stop()
	for len(l.queue) == 0 {
		select {
		case <-l.bell:
		case <-l.timer.C:
			return
		}
	}
}

// PostNumbers sends nothing but numbers, as an ArrayBuffer that is moved, in less time than a message with fields takes.
func (l *Line) PostNumbers(numbers []float32) {
	bytes := js.Global().Get("Uint8Array").New(4 * len(numbers))
	js.CopyBytesToJS(bytes, view(numbers))
	buffer := bytes.Get("buffer")
	l.Post(buffer, []any{buffer})
}

// Numbers are those of a letter of nothing but numbers, and none of any other.
func (l Letter) Numbers() []float32 {
	if !l.Data.InstanceOf(js.Global().Get("ArrayBuffer")) {
		return nil
	}
	bytes := js.Global().Get("Uint8Array").New(l.Data)
	numbers := make([]float32, bytes.Length()/4)
	js.CopyBytesToGo(view(numbers), bytes)
	return numbers
}

// view is the memory of numbers as bytes. WebAssembly is little-endian, as Float32Arrays are where it runs.
func view(numbers []float32) []byte {
	return unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(numbers))), 4*len(numbers))
}
