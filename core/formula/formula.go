// Package formula reads functions of a point in the plane, as people write them: exp(-x^2/2 - 2(y - sin(3x))^2).
//
// A formula is made of numbers, the coordinates x and y, the polar ones r and theta (or θ), pi (π), e, + − * / ^, parentheses, comparisons with < and >, which are
// 1 where they hold and 0 elsewhere, and [Functions]. A product may be written without its sign where that is clear: 2x, 3(x + 1), x y. Powers come before
// signs and signs before products, as in print: -x^2 is −(x²), and 2^3^2 is 2⁹.
//
// What it is made of is data: [Formula.At] interprets it, [Formula.Lower] turns it into a program. Nothing that a text can say takes more than
// a small, fixed amount of memory or depth.
package formula

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// MaxLength is the longest text that is read, in bytes.
const MaxLength = 500

// maxDepth is how deep parentheses, signs and powers may nest.
const maxDepth = 50

// A Formula is a function of the plane. It does not change: any number of goroutines may share it.
type Formula struct{ root *node }

// A node is an operation and what it is done to.
type node struct {
	op    op
	value float64 // of a number
	args  []*node
}

type op uint8

const (
	number op = iota
	coordinateX
	coordinateY
	radius
	angle
	negate
	less
	add
	subtract
	multiply
	divide
	power
	exponential
	logarithm
	squareRoot
	sine
	cosine
	tangent
	hyperbolicTangent
	arctangent
	absolute
	roundDown
	sigmoid
	errorFunction
	smaller
	larger
	logSum // log(eᵃ + eᵇ), which no text has: [Formula.Log] writes it
)

// names are what coordinates are called.
var names = map[string]op{"x": coordinateX, "y": coordinateY, "r": radius, "theta": angle, "θ": angle}

// constants are numbers with names.
var constants = map[string]float64{"pi": math.Pi, "π": math.Pi, "e": math.E}

// functions are the operations that are called by name.
var functions = map[string]op{
	"exp": exponential, "log": logarithm, "ln": logarithm, "sqrt": squareRoot, "sin": sine, "cos": cosine, "tan": tangent, "tanh": hyperbolicTangent,
	"atan": arctangent, "abs": absolute, "floor": roundDown, "sigmoid": sigmoid, "erf": errorFunction, "min": smaller, "max": larger,
}

// Functions lists the functions that a formula can call, in alphabetical order. All take one argument but min and max, which take two or more.
func Functions() []string {
	var list []string
	for name := range functions {
		list = append(list, name)
	}
	slices.Sort(list)
	return list
}

// String writes the formula so that [Parse] reads the same one.
func (f *Formula) String() string {
	var text strings.Builder
	f.root.print(&text, 0)
	return text.String()
}

// How tightly operations bind, loosest first. An operand that binds more loosely than its place asks for stands in parentheses.
const (
	bindCompare = iota + 1
	bindSum
	bindProduct
	bindSign
	bindPower
	bindAtom
)

// signs are how operations between two operands are written, and what the left and the right one must bind like.
var signs = map[op]struct {
	text              string
	bind, left, right int
}{
	less:     {"<", bindCompare, bindSum, bindSum},
	add:      {"+", bindSum, bindSum, bindProduct},
	subtract: {"-", bindSum, bindSum, bindProduct},
	multiply: {"*", bindProduct, bindProduct, bindSign},
	divide:   {"/", bindProduct, bindProduct, bindSign},
	power:    {"^", bindPower, bindAtom, bindPower},
}

// print writes a node where an operand must bind like that.
func (n *node) print(text *strings.Builder, bind int) {
	if sign, ok := signs[n.op]; ok {
		n.enclose(text, sign.bind < bind, func() {
			n.args[0].print(text, sign.left)
			text.WriteString(sign.text)
			n.args[1].print(text, sign.right)
		})
		return
	}
	switch n.op {
	case number:
		text.WriteString(strconv.FormatFloat(n.value, 'g', -1, 64))
	case negate:
		n.enclose(text, bindSign < bind, func() {
			text.WriteByte('-')
			n.args[0].print(text, bindSign)
		})
	default:
		text.WriteString(n.name())
		if len(n.args) > 0 {
			n.enclose(text, true, func() { n.printArguments(text) })
		}
	}
}

func (n *node) enclose(text *strings.Builder, parentheses bool, inside func()) {
	if parentheses {
		text.WriteByte('(')
		defer text.WriteByte(')')
	}
	inside()
}

func (n *node) printArguments(text *strings.Builder) {
	for i, a := range n.args {
		if i > 0 {
			text.WriteByte(',')
		}
		a.print(text, 0)
	}
}

// name is the first of an operation's names.
func (n *node) name() string {
	best := ""
	for _, table := range []map[string]op{names, functions} {
		for name, op := range table {
			if op == n.op && (best == "" || name < best) {
				best = name
			}
		}
	}
	if best == "" {
		return fmt.Sprint("operation ", n.op)
	}
	return best
}
