package browser_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"pushforward/wasm/browser"
)

// Every test of the engine holds in the browser too, where its host is the browser's own WebAssembly. One of them compares the bits of a
// trained network to those under wazero, another the speed of products to what registers alone allow.
func TestEngineInTheBrowser(t *testing.T) {
	output := browser.GoTest(t, 2*time.Minute, "pushforward/core/engine")
	for _, name := range []string{
		"TestOperationsAgreeWithTheReference", "TestProductsAreStrict", "TestTrainingGivesTheSameBitsEverywhere", "TestProductsReachHalfTheCeiling",
		"TestRandomProgramsAgreeWithTheReference", "TestARelaxedStepIsWithinRoundoffOfAStrictOne", "TestRelaxedProductsWithSigmoidsAreAsExact",
	} {
		if !strings.Contains(output, "--- PASS: "+name+" ") {
			t.Errorf("%s did not pass in the browser", name)
		}
	}
}

// The elementary functions hold their stated errors in the browser, and give the bits that they give natively.
func TestElementaryFunctionsInTheBrowser(t *testing.T) {
	output := browser.GoTest(t, 2*time.Minute, "pushforward/core/compile/vector")
	for _, name := range []string{
		"TestErrorOverAllExponents", "TestTheCommentsStateTheErrors", "TestBitsAreTheSameEverywhere", "TestRelaxedSigmoidIsAsExactHere",
		"TestRelaxedSigmoidTimesIsAsExactHere",
	} {
		if !strings.Contains(output, "--- PASS: "+name+" ") {
			t.Errorf("%s did not pass in the browser", name)
		}
	}
}

// BenchmarkEngineInTheBrowser shows the engine's benchmarks as they run in the browser; its own time means nothing.
func BenchmarkEngineInTheBrowser(b *testing.B) {
	for range b.N {
		fmt.Println(browser.GoTest(b, 5*time.Minute, "pushforward/core/engine", "-test.run=^$", "-test.bench=."))
	}
}
