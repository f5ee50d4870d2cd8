//go:build js

package main

import (
	"io"
	"slices"
	"strings"
	"syscall/js"
	"testing"
	"time"

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
		event.Set("data", message("data", map[string]any{"name": "0a", "file": data.File}))
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

// A file of which a piece can no longer be read is refused where the piece is needed. Where it is not, though the browser has been asked for it ahead, nothing is heard of it.
func TestFileThatGoesAway(t *testing.T) {
	unheard := make(chan js.Value, 1)
	complain := js.FuncOf(func(_ js.Value, args []js.Value) any {
		unheard <- args[0]
		return nil
	})
	defer complain.Release()
	node := js.Global().Get("process")
	node.Call("on", "unhandledRejection", complain)
	defer node.Call("off", "unhandledRejection", complain)

	file, release := fading(blobPiece + 1)
	defer release()
	reader, start := newBlobReader(file), make([]byte, blobPiece)
	if _, err := io.ReadFull(reader, start[:10]); err != nil {
		t.Fatal(err)
	}
	time.Sleep(20 * time.Millisecond)
	if len(unheard) > 0 {
		t.Errorf("the browser complains: %s", (<-unheard).Get("message"))
	}
	if _, err := io.ReadFull(reader, start[10:]); err != nil {
		t.Errorf("the piece that was there: %v", err)
	}
	if _, err := reader.Read(start); err == nil || !strings.Contains(err.Error(), "it is gone") {
		t.Errorf("the piece that was not: error %v", err)
	}
}

// fading is a file of so many bytes of which only the first piece can be read.
func fading(size int) (blob js.Value, release func()) {
	promise := js.Global().Get("Promise")
	slice := js.FuncOf(func(_ js.Value, args []js.Value) any {
		how, what := "reject", js.Global().Get("Error").New("it is gone")
		if from, to := args[0].Int(), args[1].Int(); from == 0 {
			how, what = "resolve", js.Global().Get("ArrayBuffer").New(to)
		}
		return map[string]any{"arrayBuffer": promise.Get(how).Call("bind", promise, what)}
	})
	blob = js.ValueOf(map[string]any{"size": size, "slice": slice})
	return blob, slice.Release
}
