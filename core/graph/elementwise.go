package graph

// Neg is −a.
func (n *Node) Neg() *Node { return n.unary(Neg) }

// Abs is |a|.
func (n *Node) Abs() *Node { return n.unary(Abs) }

// Sqrt is √a.
func (n *Node) Sqrt() *Node { return n.unary(Sqrt) }

// Exp is eᵃ.
func (n *Node) Exp() *Node { return n.unary(Exp) }

// Log is the natural logarithm.
func (n *Node) Log() *Node { return n.unary(Log) }

// Sin is the sine of an angle in radians.
func (n *Node) Sin() *Node { return n.unary(Sin) }

// Cos is the cosine of an angle in radians.
func (n *Node) Cos() *Node { return n.unary(Cos) }

// Tanh is the hyperbolic tangent.
func (n *Node) Tanh() *Node { return n.unary(Tanh) }

// Sigmoid is 1/(1+e⁻ᵃ).
func (n *Node) Sigmoid() *Node { return n.unary(Sigmoid) }

// Softplus is log(1+eᵃ).
func (n *Node) Softplus() *Node { return n.unary(Softplus) }

// Erf is the error function.
func (n *Node) Erf() *Node { return n.unary(Erf) }

// Floor rounds down; its derivative is 0.
func (n *Node) Floor() *Node { return n.unary(Floor) }

// Square is a².
func (n *Node) Square() *Node { return n.Mul(n) }

// StopGradient is a itself, but a constant to [Gradient] and [JVP].
func (n *Node) StopGradient() *Node { return n.unary(StopGradient) }

// Add is a + b.
func (n *Node) Add(b *Node) *Node { return n.binary(Add, b) }

// Sub is a − b.
func (n *Node) Sub(b *Node) *Node { return n.binary(Sub, b) }

// Mul is a·b, element by element.
func (n *Node) Mul(b *Node) *Node { return n.binary(Mul, b) }

// Div is a/b, element by element.
func (n *Node) Div(b *Node) *Node { return n.binary(Div, b) }

// Min is the smaller of a and b.
func (n *Node) Min(b *Node) *Node { return n.binary(Min, b) }

// Max is the larger of a and b.
func (n *Node) Max(b *Node) *Node { return n.binary(Max, b) }

// Less is 1 where a < b, else 0; its derivative is 0.
func (n *Node) Less(b *Node) *Node { return n.binary(Less, b) }

// Equal is 1 where a = b, else 0; its derivative is 0.
func (n *Node) Equal(b *Node) *Node { return n.binary(Equal, b) }

// Select is yes where n is not 0, else no.
func (n *Node) Select(yes, no *Node) *Node { return n.elementwise(Select, n, yes, no) }

// AddScalar is a + value.
func (n *Node) AddScalar(value float64) *Node { return n.Add(n.graph.Scalar(value)) }

// Scale is a·value.
func (n *Node) Scale(value float64) *Node { return n.Mul(n.graph.Scalar(value)) }

func (n *Node) unary(op Op) *Node           { return n.elementwise(op, n) }
func (n *Node) binary(op Op, b *Node) *Node { return n.elementwise(op, n, b) }

func (n *Node) elementwise(op Op, args ...*Node) *Node {
	rows, cols := 1, 1
	for _, a := range args {
		if a.op == Invalid {
			return a
		}
		rows, cols = max(rows, a.rows), max(cols, a.cols)
	}
	for _, a := range args {
		if a.rows != rows && a.rows != 1 || a.cols != cols && a.cols != 1 {
			return n.graph.fail("%v of %v: cannot broadcast to %d×%d", op, list(args), rows, cols)
		}
	}
	return n.graph.add(&Node{op: op, args: args, rows: rows, cols: cols})
}

func list(nodes []*Node) string {
	text := ""
	for i, n := range nodes {
		if i > 0 {
			text += " and "
		}
		text += n.String()
	}
	return text
}
