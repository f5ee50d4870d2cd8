//go:build js

package main

import (
	"slices"
	"strings"
	"syscall/js"
	"testing"

	"pushforward/core/target"
	"pushforward/wasm/protocol"
	"pushforward/wasm/worker/line"
	"pushforward/wasm/worker/trainer"
)

// A table of the user's is outlined, and read piece by piece into an NPY file; what refers to data finds it, also when it comes a little later.
func TestTablesAndData(t *testing.T) {
	scope, posted := outbox()
	w := worker{scope: scope, stage: &stagePort{}, trainer: &trainer.Trainer{}}
	ask := func(kind string, fields map[string]any) {
		w.answer(line.Letter{Data: js.ValueOf(message(kind, fields)), Ports: js.Global().Get("Array").New()})
	}
	ask("table", map[string]any{"file": js.Global().Get("Blob").New([]any{"x,name,y\n1,a,2\n3,b,4\n"})})
	var outline protocol.Outline
	if err := protocol.Decode(<-posted, &outline); err != nil || len(outline.Columns) != 3 || outline.Columns[1].Numbers || outline.Columns[2] != (protocol.Column{Name: "y", Numbers: true}) {
		t.Fatalf("outline %+v, %v", outline, err)
	}
	ask("columns", map[string]any{"places": []any{2, 0}})
	var data protocol.Data
	answer := <-posted
	if err := protocol.Decode(answer, &data); err != nil || data.Rows != 2 {
		t.Fatalf("data %+v, %v", data, err)
	}

	mine, page := own{}, js.Global().Get("EventTarget").New()
	mine.listen(page)
	go func() {
		event := js.Global().Get("Event").New("message")
		event.Set("data", message("data", map[string]any{"name": "0a", "file": answer.Get("file")}))
		page.Call("dispatchEvent", event)
	}()
	built, err := target.New("points", map[string]string{"data": "@0a"}, mine.open)
	if err != nil {
		t.Fatal(err)
	}
	if rows := built.(target.Finite).Rows(); !slices.Equal(rows, []float32{2, 1, 4, 3}) {
		t.Errorf("rows %v, want [2 1 4 3]", rows)
	}
	if _, err := mine.open("own/0b"); err == nil || !strings.Contains(err.Error(), "not in this browser") {
		t.Errorf("data that is not there: error %v", err)
	}
}
