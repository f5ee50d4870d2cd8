package browser_test

import (
	"bufio"
	"context"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"

	"pushforward/core/codec"
	"pushforward/core/random"
	"pushforward/core/target"
	"pushforward/wasm/browser"
)

// tableScript notes, in milliseconds, when a table was dropped, outlined, asked for, read and set, and when training on it had begun; how often the bar moved;
// how long the longest task of the page's thread and the longest wait for a frame were, before the table was read and after; and the memory of the largest worker.
const tableScript = `if (self === top) {
	const at = {}, worst = {before: {task: 0, gap: 0, memory: 0}, after: {task: 0, gap: 0, memory: 0}}, seen = globalThis.seen = {at, worst, moved: 0};
	const mark = (name, when = true) => { if (when) at[name] ??= performance.now(); };
	const phase = () => worst["read" in at ? "after" : "before"];
	const grow = (name, x, of = phase()) => { of[name] = Math.max(of[name], x); };
	const set = () => pushforward.state()?.run.target === "points";
	addEventListener("drop", () => mark("dropped"), true);
	addEventListener("click", ({target}) => mark("asked", target.closest("#own footer .primary")), true);
	globalThis.Worker = class extends Worker {
		constructor(...a) {
			super(...a);
			this.addEventListener("message", ({data}) => mark("read", data.type === "data"));
		}
	};
	new PerformanceObserver(list => {
		for (const {startTime, duration} of list.getEntries()) if (startTime > at.dropped) grow("task", duration, worst[startTime < (at.read ?? Infinity) ? "before" : "after"]);
	}).observe({type: "longtask"});
	let last = 0, bar = 0;
	const frame = now => {
		if ("dropped" in at) {
			grow("gap", now - last);
			if (!("read" in at) || now > at.read + 4000) grow("memory", linearMemory()[0]); // what has ended is heard of for three seconds
			mark("outlined", document.querySelector(".own-preview th"));
			mark("set", set());
			mark("trained", set() && pushforward.state().step > 0);
			const {value} = document.querySelector(".own-points progress");
			if (value > bar) seen.moved++;
			bar = value;
		}
		last = now;
		requestAnimationFrame(frame);
	};
	requestAnimationFrame(frame);
}`

// BenchmarkTable drops tables of a million rows on the page, as a user does, reads all of their columns, and trains. The rates are of the file's bytes, in the page
// and, of the same reader, natively.
func BenchmarkTable(b *testing.B) {
	for _, columns := range []int{2, 64} {
		b.Run(strconv.Itoa(columns), func(b *testing.B) {
			file := filepath.Join(b.TempDir(), "table.csv")
			bytes := writeTable(b, file, 1_000_000, columns)
			for b.Loop() {
				native := readNatively(b, file, columns)
				v := visit{browser.Open(b, "about:blank", browser.View{}), b}
				v.Do(patience, beforeScripts(watchMemory), beforeScripts(tableScript), chromedp.Navigate(browser.Site(b)+"#v=1&m=fm&d=moons"))
				v.ready()
				v.useTable(file, columns)
				reportTable(b, v, bytes, native)
			}
		})
	}
}

// useTable drops a table, takes all of its columns, and trains.
func (v visit) useTable(file string, columns int) {
	v.t.Helper()
	v.dropFromDisk(file)
	v.WaitFor(fmt.Sprintf("document.querySelectorAll('.own-preview th').length === %d", columns), patience)
	if columns > 2 {
		v.click("document.querySelector('.own-all')")
	}
	v.click("document.querySelector('#own footer .primary')")
	v.WaitFor("!document.querySelector('#own').open && 'set' in seen.at", 10*time.Minute)
	v.click("document.querySelector('#training .primary:enabled')")
	v.WaitFor("'trained' in seen.at && pushforward.state().step > 20 && seen.worst.after.memory > 0", 2*time.Minute)
}

// dropFromDisk drags a file of the disk into the page's corner and over the stage, and drops it there.
func (v visit) dropFromDisk(file string) {
	v.t.Helper()
	v.dragFromDisk(file, [2]float64{9, 9})
}

// dragFromDisk drags a file of the disk into the page at a place and over the stage, and drops it there.
func (v visit) dragFromDisk(file string, into [2]float64) {
	v.t.Helper()
	v.dropAt(file, into, v.rest("document.querySelector('iframe.stage')"))
	v.WaitFor("document.querySelector('#own').open", patience)
}

// dropAt drags a file of the disk into the page at one place, and drops it at another.
func (v visit) dropAt(file string, into, place [2]float64) {
	v.t.Helper()
	data := &input.DragData{Items: []*input.DragDataItem{}, Files: []string{file}, DragOperationsMask: 1}
	for _, step := range []struct {
		kind input.DispatchDragEventType
		at   [2]float64
	}{{input.DispatchDragEventTypeDragEnter, into}, {input.DispatchDragEventTypeDragOver, place}, {input.DispatchDragEventTypeDrop, place}} {
		v.Do(patience, chromedp.Func(func(ctx context.Context, to *chromedp.Target) error {
			_, err := cdp.Call(ctx, to, input.DispatchDragEvent, input.DispatchDragEventParams{Type: step.kind, X: step.at[0], Y: step.at[1], Data: data})
			return err
		}))
	}
}

// reportTable reports what tableScript has noted, of a file of so many bytes that was read natively within so many seconds.
func reportTable(b *testing.B, v visit, bytes int, native float64) {
	b.Helper()
	type worst struct{ Task, Gap, Memory float64 }
	seen := browser.Eval[struct {
		At    struct{ Dropped, Outlined, Asked, Read, Set, Trained float64 }
		Worst struct{ Before, After worst }
		Moved int
	}](v.Page, "seen")
	rate := float64(bytes) / 1e6 / ((seen.At.Read - seen.At.Asked) / 1000)
	for name, x := range map[string]float64{
		"preview-s": (seen.At.Outlined - seen.At.Dropped) / 1000, "MB": float64(bytes) / 1e6, "MB/s": rate, "native-MB/s": float64(bytes) / 1e6 / native,
		"of-native": rate * native / float64(bytes) * 1e6, "bar-moves": float64(seen.Moved), "set-s": (seen.At.Set - seen.At.Read) / 1000,
		"reading-task-ms": seen.Worst.Before.Task, "reading-gap-ms": seen.Worst.Before.Gap, "after-task-ms": seen.Worst.After.Task, "after-gap-ms": seen.Worst.After.Gap,
		"reader-MB": seen.Worst.Before.Memory / 1e6, "trainer-MB": seen.Worst.After.Memory / 1e6,
	} {
		b.ReportMetric(x, name)
	}
	b.ReportMetric(0, "ns/op")
}

// writeTable writes a CSV of normal draws under a header, and gives its size.
func writeTable(b testing.TB, path string, rows, columns int) int {
	b.Helper()
	file, err := os.Create(path)
	if err != nil {
		b.Fatal(err)
	}
	out, r, bytes := bufio.NewWriterSize(file, 1<<20), random.New(1, "table"), 0
	var line []byte
	for row := range rows + 1 {
		line = line[:0]
		for column := range columns {
			if row == 0 {
				line = fmt.Appendf(line, "x%d,", column)
			} else {
				line = append(strconv.AppendFloat(line, math.Round(1e6*r.Normal())/1e6, 'f', -1, 64), ',')
			}
		}
		line[len(line)-1] = '\n'
		if _, err := out.Write(line); err != nil {
			b.Fatal(err)
		}
		bytes += len(line)
	}
	if err := out.Flush(); err != nil {
		b.Fatal(err)
	}
	if err := file.Close(); err != nil {
		b.Fatal(err)
	}
	return bytes
}

// readNatively is how many seconds the page's reader takes outside of a browser.
func readNatively(b *testing.B, path string, columns int) float64 {
	b.Helper()
	file, err := os.Open(path)
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	outline, err := codec.ReadOutline(file, false)
	if err != nil {
		b.Fatal(err)
	}
	if _, err := file.Seek(0, 0); err != nil {
		b.Fatal(err)
	}
	places := make([]int, columns)
	for i := range places {
		places[i] = i
	}
	start := time.Now()
	if _, err := codec.ReadTable(file, outline, target.Columns(places, false), codec.Limits{Bytes: math.MaxInt64 - 1, Rows: math.MaxInt}); err != nil {
		b.Fatal(err)
	}
	return time.Since(start).Seconds()
}
