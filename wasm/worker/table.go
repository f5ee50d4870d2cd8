//go:build js

package main

import (
	"bytes"
	"fmt"
	"io"
	"math"
	"syscall/js"

	"pushforward/core/codec"
	"pushforward/core/target"
	"pushforward/wasm/protocol"
)

// tableBytes is the largest file of the user's; of it, a piece of blobChunk bytes is in memory at a time.
const (
	tableBytes = 2 << 30
	blobChunk  = 1 << 20
	npyHeader  = 256 // bytes, more than there are
)

// table is the one last outlined.
type table struct {
	blob    js.Value
	size    int
	outline codec.Outline
}

// outline looks at the beginning of a file.
func (w *worker) outline(blob js.Value) error {
	if !blob.InstanceOf(js.Global().Get("Blob")) {
		return fmt.Errorf("file: %s: want a Blob", blob.Type())
	}
	t := table{blob: blob, size: blob.Get("size").Int()}
	if t.size > tableBytes {
		return fmt.Errorf("a file of %d bytes: want at most %d", t.size, tableBytes)
	}
	var err error
	if t.outline, err = codec.ReadOutline(&blobReader{table: &t}); err != nil {
		return err
	}
	w.table = &t
	answer := protocol.Outline{Sample: t.outline.Sample, Rows: t.outline.Rows}
	for _, c := range t.outline.Columns {
		answer.Columns = append(answer.Columns, protocol.Column(c))
	}
	w.tell(protocol.TypeOutline, answer)
	return nil
}

// columns reads some of the table's columns, and makes them a file.
func (w *worker) columns(c *protocol.Columns) error {
	t := w.table
	if t == nil {
		return fmt.Errorf("columns %v of no table: want a table first", c.Places)
	}
	file := &blobReader{table: t}
	told := 0.0
	selection := target.Columns(c.Places, c.Skip)
	selection.Progress = func(int) {
		if share := float64(file.at) / float64(t.size); share > told+0.01 {
			told = share
			w.tell(protocol.TypeProgress, protocol.Progress{Share: share})
		}
	}
	points, err := codec.ReadTable(file, t.outline, selection, codec.Limits{Bytes: tableBytes, Rows: math.MaxInt})
	if err != nil {
		return err
	}
	var out bytes.Buffer
	out.Grow(4*len(points.Values) + npyHeader)
	if err := codec.WriteNPY(&out, points.Values, points.Rows, len(c.Places)); err != nil {
		return err
	}
	w.tell(protocol.TypeData, protocol.Data{File: out.Bytes(), Rows: points.Rows, Of: points.Of, Skipped: points.Skipped, First: points.First})
	return nil
}

// blobReader reads a file of the browser piece by piece.
type blobReader struct {
	*table
	at    int // of the next piece
	piece []byte
}

func (r *blobReader) Read(dst []byte) (int, error) {
	if len(r.piece) == 0 {
		if r.at >= r.size {
			return 0, io.EOF
		}
		end := min(r.size, r.at+blobChunk)
		buffer, err := await(r.blob.Call("slice", r.at, end).Call("arrayBuffer"))
		if err != nil {
			return 0, fmt.Errorf("the file could not be read (%w): choose it again", err)
		}
		r.piece = make([]byte, end-r.at)
		r.at = end
		js.CopyBytesToGo(r.piece, js.Global().Get("Uint8Array").New(buffer))
	}
	n := copy(dst, r.piece)
	r.piece = r.piece[n:]
	return n, nil
}
