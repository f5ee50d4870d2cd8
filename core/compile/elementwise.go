package compile

import (
	"pushforward/core/compile/encode"
	"pushforward/core/compile/vector"
	"pushforward/core/graph"
	"pushforward/core/random"
)

// instructions are the element-wise operations that the machine has.
var instructions = [...]encode.Op{
	graph.Neg: encode.F32x4Neg, graph.Abs: encode.F32x4Abs, graph.Sqrt: encode.F32x4Sqrt, graph.Floor: encode.F32x4Floor,
	graph.Add: encode.F32x4Add, graph.Sub: encode.F32x4Sub, graph.Mul: encode.F32x4Mul, graph.Div: encode.F32x4Div,
	graph.Min: encode.F32x4Min, graph.Max: encode.F32x4Max,
}

// functions are those that package vector writes out.
var functions = [...]func(*encode.Function){
	graph.Exp: vector.Exp, graph.Log: vector.Log, graph.Sin: vector.Sin, graph.Cos: vector.Cos, graph.Tanh: vector.Tanh,
	graph.Sigmoid: vector.Sigmoid, graph.Softplus: vector.Softplus, graph.Erf: vector.Erf,
}

// applyElementwise replaces the operands on the stack by the operation's result; relaxed, as [Options] say.
func applyElementwise(f *encode.Function, op graph.Op, relaxed bool) {
	if relaxed && op == graph.Sigmoid {
		vector.RelaxedSigmoid(f)
		return
	}
	if int(op) < len(instructions) && instructions[op] != 0 {
		f.Op(instructions[op])
		return
	}
	if int(op) < len(functions) && functions[op] != nil {
		functions[op](f)
		return
	}
	switch op {
	case graph.Less, graph.Equal:
		compare := encode.F32x4Lt
		if op == graph.Equal {
			compare = encode.F32x4Eq
		}
		f.Op(compare)
		f.F32x4(1)
		f.Op(encode.V128And)
	case graph.Select: // condition, yes, no → yes, no, condition ≠ 0
		no, yes := f.Local(encode.V128), f.Local(encode.V128)
		condition := f.Local(encode.V128)
		f.Set(no)
		f.Set(yes)
		f.Set(condition)
		f.Get(yes)
		f.Get(no)
		f.Get(condition)
		f.F32x4(0)
		f.Op(encode.F32x4Ne)
		f.Op(encode.V128Bitselect)
	}
}

// loadKeys reads the seed and the step counter once for each random node: two key words and the counter.
func (w *loopWriter) loadKeys() {
	f := w.f
	for i, n := range w.k.nodes {
		if n.Op().Kind() != graph.Random {
			continue
		}
		seed, counter := w.k.read[w.operands[i][0].at], w.k.read[w.operands[i][1].at]
		key := [3]encode.Local{f.Local(encode.I32), f.Local(encode.I32), f.Local(encode.I32)}
		piece := func(v view, offset int) {
			f.base(v)
			f.Memory(encode.F32Load, offset)
			f.Op(encode.I32TruncSatF32S)
		}
		for word := range 2 {
			piece(seed, 8*word)
			piece(seed, 8*word+4)
			f.I32(16)
			f.Op(encode.I32Shl)
			f.Op(encode.I32Or)
			if word == 1 {
				f.I32(int(random.StreamID(n.Name())))
				f.Op(encode.I32Xor)
			}
			f.Set(key[word])
		}
		piece(counter, 0)
		f.Set(key[2])
		w.keys[i] = key
	}
}

// drawRandom computes the random node at a place from the position of its elements in the matrix.
func (w *loopWriter) drawRandom(i int) {
	f := w.f
	f.Get(w.pointer(w.k.domain.cols))
	f.I32(2)
	f.Op(encode.I32ShrU)
	f.Op(encode.I32x4Splat)
	f.V128Lanes(0, 1, 2, 3)
	f.Op(encode.I32x4Add)
	f.Get(w.keys[i][2])
	f.Get(w.keys[i][0])
	f.Get(w.keys[i][1])
	f.Call(w.e.threefry)
	if w.k.nodes[i].Op() == graph.Normal {
		vector.Normal(f.Function)
	} else {
		f.Op(encode.Drop)
		vector.Unit(f.Function)
	}
	f.Set(w.values[i])
}
