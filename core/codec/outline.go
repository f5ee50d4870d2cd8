package codec

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
)

// An Outline is how a table of the user's is written, as its beginning tells: NPY, or text with a row a line, whose fields are separated by tabs, commas,
// semicolons or spaces. The first line may name the columns; lines that begin with # are passed over.
type Outline struct {
	Format    string // "npy" or "text"
	Separator byte   // of text
	Comma     bool   // of text: numbers have a decimal comma
	Header    bool   // of text: the first line names the columns
	Columns   []Column
	Rows      int        // of NPY; 0 where it is not known yet
	Sample    [][]string // the first rows, at most five
}

// A Column is one of a table.
type Column struct {
	Name    string
	Numbers bool // in all of the rows that were looked at
}

const (
	outlineLines  = 50
	outlineSample = 5
	maxWidth      = 4096 // fields of a line
)

// ReadOutline reads no more of a file than it needs for the outline.
func ReadOutline(r io.Reader) (Outline, error) {
	in := bufio.NewReaderSize(r, maxLine)
	if magic, err := in.Peek(len(npyMagic)); err == nil && string(magic) == npyMagic {
		return npyOutline(in)
	}
	rows, err := firstLines(in)
	if err != nil {
		return Outline{}, fmt.Errorf("table: %w", err)
	}
	o := Outline{Format: "text", Separator: separator(rows)}
	var fields [][]string
	for i, row := range rows {
		split, err := splitRow(nil, []byte(row), o.Separator)
		if err != nil && i == 0 {
			return Outline{}, fmt.Errorf("table: line 1: %w", err)
		}
		fields = append(fields, texts(split))
	}
	first := fields[0]
	if len(first) > maxWidth {
		return Outline{}, fmt.Errorf("table: %d columns: want at most %d", len(first), maxWidth)
	}
	o.Header = slices.ContainsFunc(first, func(text string) bool { return !isNumber(text) })
	for i, name := range first {
		if !o.Header || name == "" {
			name = "column " + strconv.Itoa(i+1)
		}
		o.Columns = append(o.Columns, Column{Name: name, Numbers: true})
	}
	if o.Header {
		fields = fields[1:]
	}
	for _, row := range fields {
		for i := range o.Columns {
			o.Columns[i].Numbers = o.Columns[i].Numbers && i < len(row) && (isNumber(row[i]) || row[i] == "")
		}
	}
	o.Sample = fields[:min(len(fields), outlineSample)]
	return o, nil
}

func npyOutline(in io.Reader) (Outline, error) {
	header, err := readNPYHeader(in)
	if err == nil && header.cols > maxWidth {
		err = fmt.Errorf("%d columns: want at most %d", header.cols, maxWidth)
	}
	if err != nil {
		return Outline{}, fmt.Errorf("npy: %w", err)
	}
	o := Outline{Format: "npy", Rows: header.rows}
	for i := range header.cols {
		o.Columns = append(o.Columns, Column{Name: "column " + strconv.Itoa(i+1), Numbers: true})
	}
	row := make([]byte, header.cols*header.size)
	for range min(header.rows, outlineSample) {
		if _, err := io.ReadFull(in, row); err != nil {
			return Outline{}, fmt.Errorf("npy: the data ends early: %w", err)
		}
		var fields []string
		for at := 0; at < len(row); at += header.size {
			fields = append(fields, strconv.FormatFloat(header.number(row[at:]), 'g', 6, 64))
		}
		o.Sample = append(o.Sample, fields)
	}
	return o, nil
}

// firstLines are the first lines that are neither empty nor comments, without a byte-order mark.
func firstLines(in io.Reader) ([]string, error) {
	lines := newLines(in, maxLine*outlineLines)
	var rows []string
	for len(rows) < outlineLines {
		line, err := lines.nextRow()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", lines.number, err)
		}
		rows = append(rows, string(line))
	}
	if len(rows) == 0 {
		return nil, errors.New("an empty file: want rows of numbers")
	}
	return rows, nil
}

// separator is the one that parts the lines into the same number of fields, more than one, or the best of those there are.
func separator(rows []string) byte {
	best, most := byte(' '), 0
	for _, candidate := range []byte{'\t', ',', ';', ' '} {
		first, err := splitRow(nil, []byte(rows[0]), candidate)
		if err != nil || len(first) < 2 {
			continue
		}
		agree := 0
		for _, row := range rows {
			if fields, err := splitRow(nil, []byte(row), candidate); err == nil && len(fields) == len(first) {
				agree++
			}
		}
		if agree > most {
			best, most = candidate, agree
		}
	}
	return best
}

// splitRow appends the fields of a line to fields, as [splitFields] does. Fields that spaces separate have as many as there are between them.
func splitRow(fields [][]byte, line []byte, separator byte) ([][]byte, error) {
	if separator == ' ' {
		return append(fields, bytes.Fields(line)...), nil
	}
	return splitFields(fields, line, separator)
}

func texts(fields [][]byte) []string {
	list := make([]string, len(fields))
	for i, field := range fields {
		list[i] = strings.ToValidUTF8(string(bytes.TrimSpace(field)), "?")
	}
	return list
}

// isNumber reports whether a field can be a coordinate, or is a number that cannot.
func isNumber(text string) bool {
	_, err := strconv.ParseFloat(text, 64)
	return err == nil || errors.Is(err, strconv.ErrRange)
}

// point is what parts a number's whole from its fraction.
func (o *Outline) point() byte {
	if o.Comma {
		return ','
	}
	return '.'
}

// pointed is a number with a decimal point.
func (o *Outline) pointed(number string) string {
	if o.Comma {
		return strings.Replace(number, ",", ".", 1)
	}
	return number
}
