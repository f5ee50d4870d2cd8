package render

import (
	"runtime"
	"time"
)

// costCount is how many of the last frames' costs are kept: two seconds' worth.
const costCount = 120

// costs is how long the program took for each of the last frames that were drawn: Update and Draw, without what Ebitengine and the GPU do with the result.
type costs struct {
	update time.Duration // of the frame that is not yet drawn
	frames [costCount]time.Duration
	next   int
}

func (c *costs) drawn(draw time.Duration) {
	c.frames[c.next%costCount] = c.update + draw
	c.next++
}

// Costs returns the costs of the last frames that were drawn, oldest first.
func (g *Game) Costs() []time.Duration {
	g.mu.Lock()
	defer g.mu.Unlock()
	from := max(0, g.costs.next-costCount)
	var list []time.Duration
	for k := from; k < g.costs.next; k++ {
		list = append(list, g.costs.frames[k%costCount])
	}
	return list
}

// Allocations lets so many frames of a playing clock pass without drawing them, and returns how often one of them allocates, rounded down as
// [testing.AllocsPerRun] does, for other goroutines may allocate meanwhile.
func (g *Game) Allocations(frames int) int {
	g.mu.Lock()
	defer g.mu.Unlock()
	frame := func() {
		g.scene.Advance(time.Second / 60)
		g.prepare()
	}
	frame() // grows what has to grow
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for range frames {
		frame()
	}
	runtime.ReadMemStats(&after)
	g.scene.Changed()
	return int(after.Mallocs-before.Mallocs) / frames
}
