package wasmexec_test

import (
	"strings"
	"testing"

	"pushforward/wasm/site/wasmexec"
)

func TestScriptDefinesGo(t *testing.T) {
	script, err := wasmexec.Script()
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(script, "globalThis.Go = class") {
		t.Error("the script defines no global class Go")
	}
}
