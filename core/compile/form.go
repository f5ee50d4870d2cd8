package compile

import (
	"encoding/binary"
	"slices"

	"pushforward/core/compile/encode"
)

// form is what the code of a kernel depends on beside the addresses of its views. Which views have the same address is part of it.
type form struct {
	text      []byte
	addresses []int // of the views, each once, as they come
}

func (f *form) reset() { f.text, f.addresses = f.text[:0], f.addresses[:0] }

// note appends the kind of kernel and what goes with it.
func (f *form) note(kind string, values ...int) {
	f.text = append(f.text, kind...)
	f.numbers(values...)
}

func (f *form) numbers(values ...int) {
	for _, v := range values {
		f.number(v)
	}
}

func (f *form) number(v int) { f.text = binary.AppendUvarint(f.text, uint64(v)) }

// views appends the places of views' addresses among all, their shapes and strides.
func (f *form) views(views ...view) {
	for _, v := range views {
		address := v.address()
		at := slices.Index(f.addresses, address)
		if at < 0 {
			at = len(f.addresses)
			f.addresses = append(f.addresses, address)
		}
		f.numbers(at, v.shape.rows, v.shape.cols, v.rowStride, v.colStride)
	}
}

// body is the function of a kernel under construction. The addresses of views are its parameters, or written into its code.
type body struct {
	*encode.Function
	shared    bool
	addresses []int // of the kernel for which a shared function is written
}

// parameter is that of a shared function which holds the address of a view.
func (b body) parameter(v view) encode.Local {
	return b.Param(slices.Index(b.addresses, v.address()))
}

// base pushes the address of a view.
func (b body) base(v view) {
	if b.shared {
		b.Get(b.parameter(v))
	} else {
		b.I32(v.address())
	}
}

// offset makes an address of the offset on the stack, counted from that of a view, but for what it returns, which the load or store adds.
func (b body) offset(v view) int {
	if !b.shared {
		return v.address()
	}
	b.Get(b.parameter(v))
	b.Op(encode.I32Add)
	return 0
}

// call makes a function call a kernel. Shared functions are written for the first kernel of a form.
func (e *emitter) call(entry *encode.Function, k kernel) {
	if !e.shared {
		f := e.module.Function("", nil, nil)
		k.emit(e, body{Function: f})
		entry.Call(f)
		return
	}
	e.form.reset()
	k.describe(&e.form)
	f := e.bodies[string(e.form.text)]
	if f == nil {
		f = e.module.Function("", slices.Repeat([]encode.Type{encode.I32}, len(e.form.addresses)), nil)
		e.bodies[string(e.form.text)] = f
		k.emit(e, body{f, true, e.form.addresses})
	}
	for _, address := range e.form.addresses {
		entry.I32(address)
	}
	entry.Call(f)
}
