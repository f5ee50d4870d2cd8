//go:build js

// Package line queues the messages that come in over a port until the program has time for them. Numbers go by memory that both ends share, where the page
// may have that: it is then cross-origin isolated.
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

	shared      js.Value // class of the memory of boxes; undefined if there are none
	in, out     *box     // nil before the first numbers
	taken, sent int      // letters
}

// Listen queues what is posted to a port, or to a worker's scope, from now on.
func Listen(port js.Value, bell Bell) *Line {
	l := &Line{port: port, bell: bell, shared: sharedBuffers()}
	port.Set("onmessage", js.FuncOf(func(_ js.Value, args []js.Value) any {
		l.hear(args[0])
		select {
		case bell <- struct{}{}:
		default:
		}
		return nil
	}))
	return l
}

// hear queues a letter, or takes on the box in which the next numbers come. What has neither data nor a place in the queue tells only to look there.
func (l *Line) hear(event js.Value) {
	data := event.Get("data")
	switch {
	case l.shared.Truthy() && data.InstanceOf(l.shared):
		l.in = newBox(data)
	case l.in == nil || !data.IsNull():
		l.queue = append(l.queue, Letter{data, event.Get("ports")})
	}
}

// Post sends a message with the buffers in transfer moved, not copied.
func (l *Line) Post(message, transfer any) {
	l.port.Call("postMessage", message, transfer)
	if l.sent++; l.out != nil {
		l.out.announce(l.sent)
	}
}

// Waiting tells whether a letter is there.
func (l *Line) Waiting() bool { return l.boxed() || len(l.queue) > 0 }

// boxed tells whether the next letter is in the box.
func (l *Line) boxed() bool { return l.in != nil && l.in.load(boxHolds) == l.taken+1 }

// Next is the next letter. Without one it waits, so long or, if wait is negative, for ever; ok is false if none has come.
func (l *Line) Next(wait time.Duration) (letter Letter, ok bool) {
	if wait != 0 && !l.Waiting() {
		l.wait(wait)
	}
	switch {
	case l.boxed():
		letter = Letter{Data: l.in.bytes}
	case len(l.queue) > 0:
		letter, l.queue = l.queue[0], l.queue[1:]
	default:
		return Letter{}, false
	}
	l.taken++
	return letter, true
}

// wait returns when a letter is there, or after about so long. It watches the box for a while before it listens to messages, among which is then one for what is in
// the box.
func (l *Line) wait(limit time.Duration) {
	if b := l.in; b != nil {
		if b.watch(l.taken, limit) && l.boxed() {
			return
		}
		b.store(boxAsleep, 1)
		defer b.store(boxAsleep, 0)
	}
	if limit < 0 {
		for !l.Waiting() {
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
	for !l.Waiting() {
		select {
		case <-l.bell:
		case <-l.timer.C:
			return
		}
	}
}

// PostNumbers sends nothing but numbers, one part after the other, in less time than a message with fields takes: in a box if there is one and it is empty,
// and otherwise as an ArrayBuffer that is moved. Where as many go back and forth, they do so in the same memory.
func (l *Line) PostNumbers(parts ...[]float32) {
	size := 0
	for _, numbers := range parts {
		size += 4 * len(numbers)
	}
	if l.shared.Truthy() && (l.out == nil || l.out.load(boxHolds) == 0) {
		l.box(size, parts)
		return
	}
	bytes := l.spare
	l.spare = js.Undefined()
	if bytes.IsUndefined() || bytes.Length() != size {
		bytes = js.Global().Get("Uint8Array").New(size)
	}
	fill(bytes, parts)
	buffer := bytes.Get("buffer")
	l.Post(buffer, []any{buffer})
}

// box sends numbers in the box, which is empty, or in a new one if it is not of their size.
func (l *Line) box(size int, parts [][]float32) {
	l.sent++
	old := l.out
	if old != nil && old.size == size {
		old.put(l.sent, parts)
		if old.load(boxAsleep) != 0 {
			l.port.Call("postMessage", nil)
		}
		return
	}
	l.out = newBox(l.shared.New(boxHead + size))
	l.out.put(l.sent, parts)
	l.port.Call("postMessage", l.out.buffer)
	if old != nil {
		old.announce(l.sent)
	}
}

// fill copies numbers, one part after the other, to a Uint8Array of their size.
func fill(bytes js.Value, parts [][]float32) {
	for i, numbers := range parts {
		if i > 0 {
			bytes = bytes.Call("subarray", 4*len(parts[i-1]))
		}
		js.CopyBytesToJS(bytes, view(numbers))
	}
}

// Numbers are those of a letter of nothing but numbers, and nil of any other. They take the memory of dst if that is large enough. The letter's own is that of
// the next numbers: it can be read once.
func (l *Line) Numbers(dst []float32, letter Letter) []float32 {
	boxed := l.in != nil && letter.Data.Equal(l.in.bytes)
	bytes := letter.Data
	if !boxed {
		if !bytes.InstanceOf(js.Global().Get("ArrayBuffer")) {
			return nil
		}
		bytes = js.Global().Get("Uint8Array").New(letter.Data)
		l.spare = bytes
	}
	size := bytes.Length() / 4
	if cap(dst) < size || dst == nil {
		dst = make([]float32, size)
	}
	js.CopyBytesToGo(view(dst[:size]), bytes)
	if boxed {
		l.in.store(boxHolds, 0)
	}
	return dst[:size]
}

// view is the memory of numbers as bytes. WebAssembly is little-endian, as Float32Arrays are where it runs.
func view(numbers []float32) []byte {
	return unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(numbers))), 4*len(numbers))
}
