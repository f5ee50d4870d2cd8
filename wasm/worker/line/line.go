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
	spare js.Value // Uint8Array over the whole of a buffer that came, to be sent back
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

// PostNumbers sends nothing but numbers, one part after the other, as an ArrayBuffer that is moved, in less time than a message with fields takes. Where
// as many go back and forth, they do so in the same buffers.
func (l *Line) PostNumbers(parts ...[]float32) {
	size := 0
	for _, numbers := range parts {
		size += 4 * len(numbers)
	}
	bytes := l.spare
	l.spare = js.Undefined()
	if bytes.IsUndefined() || bytes.Length() != size {
		bytes = js.Global().Get("Uint8Array").New(size)
	}
	rest := bytes
	for i, numbers := range parts {
		if i > 0 {
			rest = rest.Call("subarray", 4*len(parts[i-1]))
		}
		js.CopyBytesToJS(rest, view(numbers))
	}
	buffer := bytes.Get("buffer")
	l.Post(buffer, []any{buffer})
}

// Numbers are those of a letter of nothing but numbers, and nil of any other. They take the memory of dst if that is large enough. The letter's own is sent
// with the next numbers: it can be read once.
func (l *Line) Numbers(dst []float32, letter Letter) []float32 {
	if !letter.Data.InstanceOf(js.Global().Get("ArrayBuffer")) {
		return nil
	}
	l.spare = js.Global().Get("Uint8Array").New(letter.Data)
	size := l.spare.Length() / 4
	if cap(dst) < size || dst == nil {
		dst = make([]float32, size)
	}
	js.CopyBytesToGo(view(dst[:size]), l.spare)
	return dst[:size]
}

// view is the memory of numbers as bytes. WebAssembly is little-endian, as Float32Arrays are where it runs.
func view(numbers []float32) []byte {
	return unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(numbers))), 4*len(numbers))
}
