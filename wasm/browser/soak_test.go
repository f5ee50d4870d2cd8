package browser_test

import (
	"context"
	"flag"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/heapprofiler"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"pushforward/wasm/browser"
)

var soak = flag.Duration("soak", 30*time.Minute, "how long to train and play for BenchmarkSoak")

// watchMemory lets the pages loaded from now on tell the linear memory of the Go programs, in bytes: linearMemory() gives the largest worker's and the
// stage's. Workers are started by a script that looks first, twice a second and whenever the program says something.
const watchMemory = `
	const watch = (scope) => {
		const known = [];
		for (const name of ["instantiate", "instantiateStreaming"]) {
			const plain = scope.WebAssembly[name];
			scope.WebAssembly[name] = async (...a) => {
				const made = await plain.apply(scope.WebAssembly, a);
				const {exports} = made.instance ?? made;
				if (exports.mem) known.push(exports.mem);
				return made;
			};
		}
		return () => Math.max(0, ...known.map(m => m.buffer.byteLength));
	};
	const line = new BroadcastChannel("memory"), heard = [];
	line.onmessage = ({data: [who, bytes]}) => heard.push({who, bytes, at: Date.now()});
	globalThis.linearMemory = () => {
		const now = heard.filter(({at}) => at > Date.now() - 3000);
		heard.splice(0, heard.length, ...now);
		return ["worker", "stage"].map(name => Math.max(0, ...now.filter(({who}) => who === name).map(({bytes}) => bytes)));
	};
	const own = watch(globalThis);
	if (location.pathname.endsWith("stage.html")) setInterval(() => line.postMessage(["stage", own()]), 500);
	const Plain = globalThis.Worker;
	globalThis.Worker = class extends Plain {
		constructor(url, options) {
			const script = "const own = (" + watch + ")(globalThis), line = new BroadcastChannel('memory');" +
				"const tell = () => line.postMessage(['worker', own()]), say = postMessage; setInterval(tell, 500);" +
				"globalThis.postMessage = (...a) => { tell(); say(...a); };" +
				"globalThis.siteFolder = " + JSON.stringify(new URL(".", url).href) + "; importScripts(" + JSON.stringify(url) + ");";
			super(URL.createObjectURL(new Blob([script])), options);
		}
	};
`

// A reading is what the page holds after a collection, in megabytes.
type reading struct {
	at            time.Duration
	heap          float64 // JavaScript's, of the page and the stage
	worker, stage float64 // linear memory of the Go programs
	switches      int
}

// BenchmarkSoak trains and plays, resets and changes the method, over and over, and fails if memory grows after the first third of the time.
func BenchmarkSoak(b *testing.B) {
	page := visit{browser.Open(b, "about:blank", browser.View{Width: 900, Height: 700}), b}
	page.Do(patience, beforeScripts(watchMemory), chromedp.Navigate(browser.Site(b)+"#v=1&m=fm&d=moons"))
	page.ready()
	small := "{batch: '64', net: '16,16'}"
	runs := []struct{ method, target, parameters string }{
		{"fm", "moons", "{batch: '64'}"}, {"mmd", "8gaussians", small}, {"realnvp", "pinwheel", "{batch: '64'}"}, {"swd", "us-zipcodes", small},
		{"gan", "checkerboard", small}, {"langevin", "banana", "{}"},
	}
	start := time.Now()
	var readings []reading
	for i := 0; time.Since(start) < *soak; i++ {
		run := runs[i%len(runs)]
		browser.Eval[any](page.Page, fmt.Sprintf("pushforward.send({type: 'set', run: {...pushforward.run(), method: %q, target: %q, parameters: %s}})", run.method, run.target, run.parameters))
		page.WaitFor(fmt.Sprintf("pushforward.state().step === 0 && pushforward.state().run.method === %q", run.method), patience)
		if browser.Eval[int](page.Page, "pushforward.state().horizon") > 0 {
			browser.Eval[any](page.Page, "pushforward.send({type: 'train', atFloor: false})")
			page.WaitFor("pushforward.state().step > 20", patience)
			time.Sleep(time.Second)
			browser.Eval[any](page.Page, "pushforward.send({type: 'pause'}), pushforward.send({type: 'reset'})")
			page.WaitFor("pushforward.state().step === 0", patience)
		}
		browser.Eval[any](page.Page, "pushforward.send({type: 'seek', t: 0.5}), pushforward.send({type: 'play', speed: 2})")
		readings = append(readings, page.read(time.Since(start), i+1))
		if r := readings[len(readings)-1]; i%10 == 0 {
			fmt.Printf("%5.0f s, %3d switches: JavaScript %5.1f MB, worker %5.1f MB, stage %5.1f MB\n", r.at.Seconds(), r.switches, r.heap, r.worker, r.stage)
		}
	}
	judge(b, readings)
}

// read measures, once garbage is collected.
func (v visit) read(at time.Duration, switches int) reading {
	v.t.Helper()
	r := reading{at: at, switches: switches}
	v.Do(patience, chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		if _, err := cdp.Call(ctx, target, heapprofiler.CollectGarbage, cdp.Empty{}); err != nil {
			return err
		}
		usage, err := cdp.Call(ctx, target, runtime.GetHeapUsage, cdp.Empty{})
		r.heap = usage.UsedSize / 1e6
		return err
	}))
	linear := browser.Eval[[2]float64](v.Page, "linearMemory()")
	r.worker, r.stage = linear[0]/1e6, linear[1]/1e6
	return r
}

// judge fails if the medians of the last third are above those of the middle third by more than a tenth and two megabytes.
func judge(t testing.TB, readings []reading) {
	t.Helper()
	third := len(readings) / 3
	if third < 3 {
		t.Fatalf("%d readings are too few: want a longer soak", len(readings))
	}
	for name, of := range map[string]func(reading) float64{
		"JavaScript's heap":   func(r reading) float64 { return r.heap },
		"the worker's memory": func(r reading) float64 { return r.worker },
		"the stage's memory":  func(r reading) float64 { return r.stage },
	} {
		before, after := median(readings[third:2*third], of), median(readings[2*third:], of)
		t.Logf("%s: %.1f MB in the middle third, %.1f MB in the last", name, before, after)
		if before == 0 || after > 1.1*before+2 {
			t.Errorf("%s went from %.1f to %.1f MB", name, before, after)
		}
	}
}

func median(readings []reading, of func(reading) float64) float64 {
	values := make([]float64, len(readings))
	for i, r := range readings {
		values[i] = of(r)
	}
	slices.Sort(values)
	return values[len(values)/2]
}
