//go:build js

package main

import (
	"fmt"
	"io"
	"syscall/js"
)

// blobPiece is how many bytes of a file are fetched, or made, at a time.
const blobPiece = 1 << 20

// blobReader reads a file of the browser piece by piece. While one is read from, the browser fetches the next.
type blobReader struct {
	blob    js.Value
	size    int            // bytes
	at      int            // of what is not yet asked for
	coming  <-chan outcome // the next piece; nil where none has been asked for
	pending int            // bytes of it
	buffer  []byte
	piece   []byte // what is left of the one in the buffer
}

func newBlobReader(blob js.Value) *blobReader {
	return &blobReader{blob: blob, size: blob.Get("size").Int()}
}

func (r *blobReader) Read(dst []byte) (int, error) {
	if len(r.piece) == 0 {
		if r.coming == nil {
			r.ask()
		}
		if r.pending == 0 {
			return 0, io.EOF
		}
		came := <-r.coming
		if came.err != nil {
			return 0, fmt.Errorf("the file could not be read (%w): choose it again", came.err)
		}
		if r.buffer == nil {
			r.buffer = make([]byte, r.pending)
		}
		r.piece = r.buffer[:r.pending]
		r.ask()
		js.CopyBytesToGo(r.piece, js.Global().Get("Uint8Array").New(came.value))
	}
	n := copy(dst, r.piece)
	r.piece = r.piece[n:]
	return n, nil
}

// ask asks for the next piece, if there is one.
func (r *blobReader) ask() {
	r.pending = min(blobPiece, r.size-r.at)
	if r.pending > 0 {
		r.coming = hear(r.blob.Call("slice", r.at, r.at+r.pending).Call("arrayBuffer"))
		r.at += r.pending
	}
}

// share is how much of the file has been read, from 0 to 1.
func (r *blobReader) share() float64 {
	return float64(r.at-r.pending-len(r.piece)) / float64(max(1, r.size))
}

// blobWriter makes a file of the browser piece by piece: no more than one is in the program's memory.
type blobWriter struct {
	pieces []any
	piece  []byte
}

func (w *blobWriter) Write(src []byte) (int, error) {
	for rest := src; len(rest) > 0; {
		n := min(len(rest), blobPiece-len(w.piece))
		w.piece = append(w.piece, rest[:n]...)
		if rest = rest[n:]; len(w.piece) == blobPiece {
			w.cut()
		}
	}
	return len(src), nil
}

func (w *blobWriter) cut() {
	array := js.Global().Get("Uint8Array").New(len(w.piece))
	js.CopyBytesToJS(array, w.piece)
	w.pieces = append(w.pieces, js.Global().Get("Blob").New([]any{array}))
	w.piece = w.piece[:0]
}

// blob is the file.
func (w *blobWriter) blob() js.Value {
	w.cut()
	return js.Global().Get("Blob").New(w.pieces)
}
