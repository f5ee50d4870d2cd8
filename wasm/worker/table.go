//go:build js

package main

import (
	"errors"
	"fmt"
	"math"
	"syscall/js"

	"pushforward/core/codec"
	"pushforward/core/target"
	"pushforward/wasm/protocol"
)

// tableBytes is the largest file of the user's.
const tableBytes = 2 << 30

// table is the one last outlined.
type table struct {
	blob    js.Value
	outline codec.Outline
}

// outline looks at the beginning of a file.
func (w *worker) outline(asked *protocol.Table) error {
	if asked.File.IsUndefined() {
		return errors.New("a table without its file: want a Blob")
	}
	t, file := table{blob: asked.File}, newBlobReader(asked.File)
	if file.size > tableBytes {
		return fmt.Errorf("a file of %d bytes: want at most %d", file.size, tableBytes)
	}
	var err error
	if t.outline, err = codec.ReadOutline(file, asked.Comma); err != nil {
		return err
	}
	w.table = &t
	answer := protocol.Outline{Comma: t.outline.Comma, Sample: t.outline.Sample, Rows: t.outline.Rows}
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
	file := newBlobReader(t.blob)
	told := 0.0
	selection := target.Columns(c.Places, c.Skip)
	selection.Progress = func(int) {
		if share := file.share(); share > told+0.01 {
			told = share
			w.tell(protocol.TypeProgress, protocol.Progress{Share: share})
		}
	}
	points, err := codec.ReadTable(file, t.outline, selection, codec.Limits{Bytes: tableBytes, Rows: math.MaxInt})
	if err != nil {
		return err
	}
	var out blobWriter
	if err := codec.WriteNPY(&out, points.Values, points.Rows, len(c.Places)); err != nil {
		return err
	}
	w.tell(protocol.TypeData, protocol.Data{File: out.blob(), Rows: points.Rows, Of: points.Of, Skipped: points.Skipped, First: points.First})
	return nil
}
