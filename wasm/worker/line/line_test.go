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
		if got := b.Numbers(nil, letter); !ok || !slices.Equal(got, want) || (got == nil) != (want == nil) {
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
	letter, ok := b.Next(-1)
	if got := b.Numbers(nil, letter); !ok || !slices.Equal(got, []float32{5}) {
		t.Errorf("%v, %v: want 5", got, ok)
	}
}

// Numbers that go back and forth do so in the buffers that there are: the one that comes is sent next, and the numbers take the memory that is offered.
func TestNumbersTravelInTheSameBuffers(t *testing.T) {
	a, b := channel(t)
	var memory [8]float32
	for step := range 5 {
		from, to := a, b
		if step%2 == 1 {
			from, to = b, a
		}
		spare := from.spare
		from.PostNumbers([]float32{float32(step), 1}, []float32{2, 3, 4})
		if step > 0 && (spare.IsUndefined() || spare.Length() != 0) {
			t.Errorf("step %d: the buffer that came is still here, or there was none", step)
		}
		letter, ok := to.Next(10 * time.Second)
		got := to.Numbers(memory[:0], letter)
		if want := []float32{float32(step), 1, 2, 3, 4}; !ok || !slices.Equal(got, want) || &got[0] != &memory[0] {
			t.Errorf("%v came (%v), want %v in the memory that was offered", got, ok, want)
		}
	}
	a.PostNumbers([]float32{1, 2, 3}) // of another size
	if letter, ok := b.Next(10 * time.Second); !ok || len(b.Numbers(nil, letter)) != 3 {
		t.Error("three numbers did not come")
	}
}
