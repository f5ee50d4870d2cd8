package browser_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"pushforward/core/codec/safetensors"
	"pushforward/core/lab"
)

// changeArithmetic trains the short run, which stands exact at step 30 as the native one does, fast, exactly and fast again. Fast runs have the same bits in one
// browser, exact ones natively too, and the files of each say what it is.
func (v visit) changeArithmetic(t *testing.T, folder string, native *lab.Session) {
	exact, err := native.Fingerprint()
	if err != nil {
		t.Fatal(err)
	}
	first, between := v.retrain(folder, true), v.retrain(folder, false)
	if between != exact {
		t.Errorf("after a fast run the exact one has the fingerprint %s, want %s", between, exact)
	}
	if again := v.retrain(folder, true); again != first {
		t.Errorf("the fast run has the fingerprints %s and %s in one browser", first, again)
	}
	t.Logf("exact %s, fast %s", exact, first)
	file, err := safetensors.Parse(v.take(folder, "safetensors", "pushforward-fm-moons-30.safetensors"))
	if err != nil || !strings.Contains(file.Metadata["pushforward"], `"fast":true`) || file.Metadata["fingerprint"] != first {
		t.Errorf("safetensors %v, %v: want a fast run with the fingerprint %s", file.Metadata, err, first)
	}
}

// retrain turns the switch of the arithmetic, trains 30 steps from the start, where the run then stands, and gives the fingerprint in its record.
func (v visit) retrain(folder string, fast bool) string {
	v.t.Helper()
	v.click("document.querySelector('#arithmetic .switch')")
	v.WaitFor(fmt.Sprintf("pushforward.state().run.fast === %v && pushforward.state().step === 0 && location.hash.includes('fast=1') === %[1]v", fast), patience)
	v.stepped(30, 30)
	var record struct {
		Fingerprint string
		Run         struct{ Fast bool }
		Link        string
	}
	err := json.Unmarshal(v.take(folder, "json", "pushforward-fm-moons.json"), &record)
	if err != nil || record.Run.Fast != fast || strings.Contains(record.Link, "fast=1") != fast {
		v.t.Errorf("record %+v, %v: want fast %v", record, err, fast)
	}
	return record.Fingerprint
}
