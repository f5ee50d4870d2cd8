package target

import "pushforward/core/graph"

// Columns implements [Embedding].
func (p padding) Columns() int {
	if p.std > 0 {
		return p.d
	}
	return p.dz
}

// Graph implements [Embedding].
func (p padding) Graph(z *graph.Node) *graph.Node {
	switch {
	case p.dz == p.d:
		return z
	case p.std > 0:
		return z.SliceCols(0, p.dz).ConcatCols(z.SliceCols(p.dz, p.d).Scale(p.std))
	}
	return z.ConcatCols(zeros(z, p.d-p.dz))
}

func zeros(z *graph.Node, columns int) *graph.Node {
	return z.Graph().Scalar(0).Broadcast(z.Rows(), columns)
}

// Columns implements [Embedding].
func (l *linear) Columns() int { return len(l.columns) }

// Graph implements [Embedding].
func (l *linear) Graph(z *graph.Node) *graph.Node {
	var across []float32 // Qᵀ
	for _, column := range l.columns {
		for _, x := range column {
			across = append(across, float32(x))
		}
	}
	return z.MatMul(z.Graph().Constant(len(l.columns), l.d, across...))
}

// Columns implements [Embedding].
func (l lift) Columns() int { return 1 }

// Graph implements [Embedding].
func (l lift) Graph(z *graph.Node) *graph.Node {
	x, y := l.drawn(z)
	if l.d == 2 {
		return x.ConcatCols(y)
	}
	return x.ConcatCols(y, zeros(z, l.d-2))
}
