// Package param reads the parameters of methods and targets from the tags of their struct fields, so that the page, the
// permalink, the terminal and the tests share one table.
//
//	type Noise struct {
//		Std float64 `name:"std" label:"Spread" default:"0.5" min:"0.001" max:"5" scale:"log" help:"Standard deviation of a mode."`
//	}
//
// A field with a name tag is a parameter; other fields are left alone, and embedded structs are flattened. The tags:
//
//	name     a letter, then letters, digits, '-' and '_'; unique within the struct
//	label    what the control is called
//	default  the value of a fresh struct, written as [Set] reads it
//	min, max the closed range of a float, an int or each of ints; max alone is the most bytes of a text
//	scale    of the control: "linear" (when absent) or "log", which wants min > 0
//	unit     of the value, if it has one
//	choices  the values allowed to a choice, separated by commas
//	made     "true" for a text that a program makes and nobody reads
//	help     one sentence
//
// A malformed tag is a programmer's error: [Check] reports it, and the other functions act as if the field had no tags.
package param

// The kinds of parameters and the Go types of their fields.
const (
	Float  = "float"  // float64
	Int    = "int"    // int
	Bool   = "bool"   // bool
	Choice = "choice" // string
	Ints   = "ints"   // []int, written "64,64,64": the widths of a network, say
	Text   = "text"   // string: a formula, say, on one line
	Made   = "made"   // string that a program has made: a picture in letters and digits, say
)

// MaxInts is the largest count of numbers in one value of kind [Ints].
const MaxInts = 16

// A Parameter describes one value that a user may set. Its fields stand in the order of the page's protocol.
type Parameter struct {
	Name     string
	Label    string
	Kind     string // one of the kinds above
	Default  string // as [Get] writes it
	Min, Max float64
	Scale    string // "linear" or "log"
	Unit     string
	Choices  []string
	Help     string
}
