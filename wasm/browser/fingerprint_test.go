package browser_test

import (
	"os/exec"
	"regexp"
	"slices"
	"testing"
	"time"

	"pushforward/wasm/browser"
)

// The same seed gives the same bits natively and in the browser, for every method.
func TestFingerprintsInTheBrowser(t *testing.T) {
	const tests, name = "pushforward/core/lab", "-test.run=^TestFingerprint$"
	output, err := exec.Command("go", "test", "-count=1", "-v", tests, name).CombinedOutput()
	if err != nil {
		t.Fatalf("natively: %v\n%s", err, output)
	}
	native, web := fingerprints(string(output)), fingerprints(browser.GoTest(t, 2*time.Minute, tests, name))
	if len(native) == 0 || !slices.Equal(native, web) {
		t.Errorf("natively %q, in the browser %q: want the same, and some", native, web)
	}
	t.Logf("the same natively and in the browser: %q", native)
}

// fingerprints are the ones that the tests of core/lab log.
func fingerprints(output string) []string {
	return regexp.MustCompile(`fingerprint \S+ \S+ [0-9a-f]{16}`).FindAllString(output, -1)
}
