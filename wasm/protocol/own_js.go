package protocol

import "syscall/js"

// Data is the user's own. From the page it is what runs refer to by @Name, and has no answer; from the worker it is the NPY file that columns of a table make.
type Data struct {
	File    js.Value `json:"file"`           // Blob
	Name    string   `json:"name,omitempty"` // small letters and digits
	Rows    int      `json:"rows,omitempty"`
	Of      int      `json:"of,omitempty"`      // rows, of which those were kept by chance: others had no room
	Skipped int      `json:"skipped,omitempty"` // rows left out
	First   string   `json:"first,omitempty"`   // what was wrong with the first of them
}

// Table asks for the outline of a table.
type Table struct {
	File  js.Value `json:"file"`            // Blob
	Comma bool     `json:"comma,omitempty"` // the user's numbers have a decimal comma: decides where the table does not
}

// Outline answers table: what its first rows tell of it.
type Outline struct {
	Columns []Column   `json:"columns"`
	Comma   bool       `json:"comma,omitempty"` // numbers have a decimal comma
	Sample  [][]string `json:"sample"`          // the first rows
	Rows    int        `json:"rows"`            // 0 where it is not known yet
}

// Column is one of a table.
type Column struct {
	Name    string `json:"name"`
	Numbers bool   `json:"numbers"`       // as far as is known
	Odd     string `json:"odd,omitempty"` // the first field that is none, and where
}

// Columns asks for columns of the table last outlined, by their places from 0. The worker answers with progress, and then data or error.
type Columns struct {
	Places []int `json:"places"`
	Skip   bool  `json:"skip,omitempty"` // leave rows out that have no finite number in each of them
}

// Progress tells how much of the table has been read, as a share.
type Progress struct {
	Share float64 `json:"share"`
}
