//go:build js

package line

import (
	"slices"
	"syscall/js"
	"testing"
	"time"
)

// channel is the two ends of a port.
func channel(t *testing.T) (a, b *Line) {
	t.Helper()
	ports := js.Global().Get("MessageChannel").New()
	t.Cleanup(func() { ports.Get("port1").Call("close") })
	return Listen(ports.Get("port1"), NewBell()), Listen(ports.Get("port2"), NewBell())
}

func TestNumbersArriveInOrder(t *testing.T) {
	a, b := channel(t)
	for _, numbers := range [][]float32{{1, -2.5, 3e-9}, nil, {7}} {
		a.PostNumbers(numbers)
	}
	a.Post("a word", []any{})
	for _, want := range [][]float32{{1, -2.5, 3e-9}, {}, {7}, nil} {
		letter, ok := b.Next(10 * time.Second)
		if got := letter.Numbers(); !ok || !slices.Equal(got, want) || (got == nil) != (want == nil) {
			t.Errorf("%v came (%v), want %v", got, ok, want)
		}
	}
}

func TestNextWaitsNoLongerThanAsked(t *testing.T) {
	a, b := channel(t)
	if _, ok := b.Next(0); ok || b.Waiting() {
		t.Error("a letter came from nobody")
	}
	start := time.Now()
	if _, ok := b.Next(30 * time.Millisecond); ok || time.Since(start) < 30*time.Millisecond {
		t.Errorf("after %v: %v, want nothing after 30 ms", time.Since(start), ok)
	}
	go func() {
		time.Sleep(30 * time.Millisecond)
		a.PostNumbers([]float32{5})
	}()
	if letter, ok := b.Next(-1); !ok || !slices.Equal(letter.Numbers(), []float32{5}) {
		t.Errorf("%v, %v: want 5", letter.Numbers(), ok)
	}
}
