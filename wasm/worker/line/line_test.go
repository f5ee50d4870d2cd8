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

// isolate gives lines memory to share, as an isolated page does, until the test ends.
func isolate(t *testing.T) {
	t.Helper()
	js.Global().Set("crossOriginIsolated", true)
	t.Cleanup(func() { js.Global().Delete("crossOriginIsolated") })
}

// both runs a test of lines over messages, and of lines with memory to share.
func both(t *testing.T, test func(t *testing.T)) {
	t.Run("messages", test)
	t.Run("memory", func(t *testing.T) {
		isolate(t)
		test(t)
	})
}

func TestNumbersArriveInOrder(t *testing.T) { both(t, testNumbersArriveInOrder) }

func testNumbersArriveInOrder(t *testing.T) {
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

func TestNextWaitsNoLongerThanAsked(t *testing.T) { both(t, testNextWaitsNoLongerThanAsked) }

func testNextWaitsNoLongerThanAsked(t *testing.T) {
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

// exchange sends numbers and has them come, as the first of a line, by which the other end learns of the memory.
func exchange(t *testing.T, a, b *Line, numbers ...float32) {
	t.Helper()
	a.PostNumbers(numbers)
	letter, ok := b.Next(10 * time.Second)
	if got := b.Numbers(nil, letter); !ok || !slices.Equal(got, numbers) {
		t.Fatalf("%v came (%v), want %v", got, ok, numbers)
	}
}

// Numbers in memory are there at once, before the program has let the port deliver anything.
func TestSharedNumbersNeedNoMessage(t *testing.T) {
	isolate(t)
	a, b := channel(t)
	exchange(t, a, b, 1, 2)
	for i := float32(0); i < 3; i++ {
		a.PostNumbers([]float32{i}, []float32{-i})
		letter, ok := b.Next(0)
		if got, want := b.Numbers(nil, letter), []float32{i, -i}; !ok || !slices.Equal(got, want) {
			t.Errorf("%v came (%v), want %v", got, ok, want)
		}
	}
}

// What finds the memory full or too small, or is no numbers, goes by message, and nothing overtakes anything.
func TestLettersKeepTheirOrderWhicheverWayTheyGo(t *testing.T) {
	isolate(t)
	a, b := channel(t)
	exchange(t, a, b, 0)
	a.PostNumbers([]float32{1})
	a.PostNumbers([]float32{2})
	a.Post("a word", []any{})
	want := [][]float32{{1}, {2}, nil, {3}, {4, 5}, {6, 7}}
	for i, numbers := range want {
		letter, ok := b.Next(10 * time.Second)
		if got := b.Numbers(nil, letter); !ok || !slices.Equal(got, numbers) || (got == nil) != (numbers == nil) {
			t.Errorf("letter %d: %v came (%v), want %v", i, got, ok, numbers)
		}
		switch i {
		case 0: // the memory is free again while the other two letters are on their way
			a.PostNumbers([]float32{3})
		case 3:
			a.PostNumbers([]float32{4, 5}) // in larger memory
		case 4:
			a.PostNumbers([]float32{6, 7})
		}
	}
	if b.Waiting() {
		t.Error("a letter is left: want none")
	}
}

// Whoever has watched the memory in vain is told by message of what comes into it later.
func TestSleeperIsWoken(t *testing.T) {
	isolate(t)
	a, b := channel(t)
	exchange(t, a, b, 0)
	go func() {
		time.Sleep(2 * boxWatch)
		a.PostNumbers([]float32{1})
	}()
	letter, ok := b.Next(-1)
	if got := b.Numbers(nil, letter); !ok || !slices.Equal(got, []float32{1}) {
		t.Errorf("%v came (%v), want 1", got, ok)
	}
}
