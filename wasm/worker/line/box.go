//go:build js

package line

import (
	"syscall/js"
	"time"
)

// A box is memory that both ends of a line have, for the numbers of one letter on their way. Whoever waits for the letter watches the box: a message would
// take a turn of the browser's event loop.
//
// Letters keep their order, whichever way they go: the sender counts them all, and the receiver takes from the box only the one that is next.
type box struct {
	buffer js.Value // SharedArrayBuffer: the head, and the numbers
	head   js.Value // Int32Array
	bytes  js.Value // Uint8Array over the numbers
	size   int      // of the numbers, in bytes
	sent   js.Value // function that gives the count of letters sent
}

// The numbers of a box's head, which are read and written by Atomics only.
const (
	boxSent   = iota // letters that have been sent over the line, also by message
	boxHolds         // which of them, counted from 1, is in the box; 0 if it is empty
	boxAsleep        // 1 while the receiver hears messages only
)

// boxHead is how many bytes lie before the numbers: a line of the cache.
const boxHead = 64

// How a box is watched, for work that comes in every few milliseconds: first without a pause, for the time that it takes to wake a thread, and then
// blocked, in which the worker hears no messages.
const (
	boxLooks = 200
	boxWatch = 50 * time.Millisecond
)

var atomics = js.Global().Get("Atomics")

// sharedBuffers is the class of memory that workers may share, or undefined where the page is not isolated from other origins.
func sharedBuffers() js.Value {
	if js.Global().Get("crossOriginIsolated").Truthy() {
		return js.Global().Get("SharedArrayBuffer")
	}
	return js.Undefined()
}

// newBox is the end of a box that the other end of the line may have made.
func newBox(buffer js.Value) *box {
	global := js.Global()
	b := &box{buffer: buffer, head: global.Get("Int32Array").New(buffer, 0, boxHead/4), bytes: global.Get("Uint8Array").New(buffer, boxHead)}
	b.size = b.bytes.Length()
	b.sent = atomics.Get("load").Call("bind", js.Undefined(), b.head, boxSent)
	return b
}

func (b *box) load(index int) int { return atomics.Call("load", b.head, index).Int() }

func (b *box) store(index, value int) { atomics.Call("store", b.head, index, value) }

// put fills the box, which is empty and of the numbers' size, with the letter of that number.
func (b *box) put(number int, parts [][]float32) {
	fill(b.bytes, parts)
	b.store(boxHolds, number)
	b.announce(number)
}

// announce tells the receiver that so many letters have been sent.
func (b *box) announce(sent int) {
	b.store(boxSent, sent)
	atomics.Call("notify", b.head, boxSent)
}

// watch waits, at most so long or, if that is negative, [boxWatch], until more letters than those taken have been sent, and tells whether they have.
func (b *box) watch(taken int, limit time.Duration) bool {
	for range boxLooks {
		if b.sent.Invoke().Int() != taken {
			return true
		}
	}
	if limit < 0 || limit > boxWatch {
		limit = boxWatch
	}
	return atomics.Call("wait", b.head, boxSent, taken, limit.Seconds()*1e3).String() != "timed-out"
}
