package graph

// Op is an operation on matrices.
type Op uint8

// The operations. Element-wise ones broadcast: an operand may be 1×1, 1×n or m×1 where the result is m×n.
const (
	Invalid Op = iota // what a construction with an error returns

	Variable // persistent memory, by name: parameters, optimiser state, batches, results
	Constant // a literal
	Uniform  // uniform on (0,1), from (seed, counter) and a stream
	Normal   // standard normal, likewise

	Neg
	Abs
	Sqrt
	Exp
	Log
	Sin
	Cos
	Tanh
	Sigmoid  // 1/(1+e⁻ˣ)
	Softplus // log(1+eˣ)
	Erf
	Floor
	Add
	Sub
	Mul
	Div
	Min
	Max
	Less   // 1 where a < b, else 0
	Equal  // 1 where a = b, else 0
	Select // b where a ≠ 0, else c

	StopGradient // the identity, constant to Gradient and JVP
	Broadcast    // 1×1, 1×n or m×1 to m×n
	SumRows      // m×n to 1×n: the sum over rows
	SumCols      // m×n to m×1: the sum over columns
	MaxRows      // m×n to 1×n
	MaxCols      // m×n to m×1

	MatMul     // a·b, with either operand transposed if so flagged
	Transpose  // m×n to n×m
	Reshape    // the same numbers, row by row, in another shape
	SliceRows  // rows [from, to)
	SliceCols  // columns [from, to)
	ConcatRows // one above the other
	ConcatCols // side by side

	Gather     // rows of a at the indices b [m×1]
	ScatterAdd // n×d zeros, to whose row b[i] row i of a [m×d] is added, in the order of i
	Argsort    // m×1 to m×1: indices that sort a column upwards; equal numbers keep their order
)

// Kind groups operations that every pass treats alike.
type Kind uint8

// The kinds of operation.
const (
	Leaf        Kind = iota // reads memory or nothing
	Random                  // element-wise, from its position and a stream
	Elementwise             // one result per position, operands broadcast
	Reduction               // a row or column shrinks to one
	Structural              // moves numbers, computes none
	Product                 // matrix product
	Indexed                 // moves rows by computed indices
)

type opInfo struct {
	name string
	kind Kind
}

var opTable = [...]opInfo{
	Invalid: {"invalid", Leaf}, Variable: {"variable", Leaf}, Constant: {"constant", Leaf},
	Uniform: {"uniform", Random}, Normal: {"normal", Random},
	Neg: {"neg", Elementwise}, Abs: {"abs", Elementwise}, Sqrt: {"sqrt", Elementwise}, Exp: {"exp", Elementwise},
	Log: {"log", Elementwise}, Sin: {"sin", Elementwise}, Cos: {"cos", Elementwise}, Tanh: {"tanh", Elementwise},
	Sigmoid: {"sigmoid", Elementwise}, Softplus: {"softplus", Elementwise}, Erf: {"erf", Elementwise},
	Floor: {"floor", Elementwise}, Add: {"add", Elementwise}, Sub: {"sub", Elementwise}, Mul: {"mul", Elementwise},
	Div: {"div", Elementwise}, Min: {"min", Elementwise}, Max: {"max", Elementwise}, Less: {"less", Elementwise},
	Equal: {"equal", Elementwise}, Select: {"select", Elementwise}, StopGradient: {"stop_gradient", Elementwise},
	Broadcast: {"broadcast", Structural}, SumRows: {"sum_rows", Reduction}, SumCols: {"sum_cols", Reduction},
	MaxRows: {"max_rows", Reduction}, MaxCols: {"max_cols", Reduction}, MatMul: {"matmul", Product},
	Transpose: {"transpose", Structural}, Reshape: {"reshape", Structural}, SliceRows: {"slice_rows", Structural},
	SliceCols: {"slice_cols", Structural}, ConcatRows: {"concat_rows", Structural}, ConcatCols: {"concat_cols", Structural},
	Gather: {"gather", Indexed}, ScatterAdd: {"scatter_add", Indexed}, Argsort: {"argsort", Indexed},
}

// String is the operation's name in the text form.
func (op Op) String() string { return opTable[op].name }

// Kind is the group the operation belongs to.
func (op Op) Kind() Kind { return opTable[op].kind }
