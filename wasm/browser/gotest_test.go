package browser_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"pushforward/wasm/browser"
)

// The random numbers are the first thing that must be the same in the browser as natively.
func TestRandomNumbersInTheBrowser(t *testing.T) {
	output := browser.GoTest(t, time.Minute, "pushforward/core/random")
	if !strings.Contains(output, "--- PASS: Test") || !strings.HasSuffix(output, "PASS") {
		t.Errorf("output %q: want tests that passed", output)
	}
}

func TestFailureInTheBrowserIsSeen(t *testing.T) {
	record := &recorder{TB: t}
	output := browser.GoTest(record, time.Minute, "./testdata/failing")
	for _, f := range slices.Backward(record.cleanups) {
		f()
	}
	if len(record.errors) != 1 || !strings.Contains(record.errors[0], "on purpose") {
		t.Errorf("failures %q: want one, on purpose", record.errors)
	}
	if !strings.Contains(output, "--- PASS: TestPasses") {
		t.Errorf("output %q: want the passing test too", output)
	}
	record = &recorder{TB: t}
	browser.GoTest(record, time.Minute, "./testdata/failing", "-test.run=Passes")
	for _, f := range slices.Backward(record.cleanups) {
		f()
	}
	if len(record.errors) != 0 {
		t.Errorf("failures %q of the test that passes", record.errors)
	}
}
