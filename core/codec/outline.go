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
// semicolons or spaces, and may go over several lines if they are quoted. The first line may name the columns. Empty rows are passed over, and lines that begin with #.
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
	Numbers bool   // in at least half of the rows that were looked at and say something
	Odd     string // where the first of them is that has none, and what it has; "" if there is none
}

const (
	outlineLines  = 50
	outlineSample = 5
	maxWidth      = 4096 // fields of a line
)

// ReadOutline reads no more of a file than it needs for the outline. Where its numbers may be read with a decimal comma or without, as 1,234, comma decides.
func ReadOutline(r io.Reader, comma bool) (Outline, error) {
	in := bufio.NewReaderSize(r, maxLine)
	if magic, err := in.Peek(len(npyMagic)); err == nil && string(magic) == npyMagic {
		return npyOutline(in)
	}
	if err := foreign(in); err != nil {
		return Outline{}, fmt.Errorf("table: %w", err)
	}
	rows, places, err := firstRows(in)
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
	if len(fields[0]) > maxWidth {
		return Outline{}, fmt.Errorf("table: %d columns: want at most %d", len(fields[0]), maxWidth)
	}
	o.Comma = commas(fields, comma)
	o.describe(fields, places)
	return o, nil
}

// describe tells from the first rows, and the lines where they begin, whether the first names the columns, and which columns hold numbers.
func (o *Outline) describe(fields [][]string, lines []int) {
	first := fields[0]
	o.Header = slices.ContainsFunc(first, func(text string) bool { return !o.isNumber(text) && !isMissing(text) })
	if o.Header {
		fields, lines = fields[1:], lines[1:]
	}
	for i, name := range first {
		if name = strings.ReplaceAll(name, "\n", " "); !o.Header || name == "" {
			name = "column " + strconv.Itoa(i+1)
		}
		o.Columns = append(o.Columns, o.column(name, i, fields, lines))
	}
	o.Sample = fields[:min(len(fields), outlineSample)]
}

// column describes the column at a place, as the rows tell.
func (o *Outline) column(name string, place int, fields [][]string, lines []int) Column {
	c, numbers, others := Column{Name: name}, 0, 0
	for i, row := range fields {
		switch {
		case place >= len(row) || isMissing(row[place]):
		case o.isNumber(row[place]):
			numbers++
		default:
			if others++; others == 1 {
				c.Odd = fmt.Sprintf("line %d: %.40q", lines[i], row[place])
			}
		}
	}
	c.Numbers = numbers >= others && (numbers > 0 || len(fields) == 0)
	return c
}

// A file that is neither text nor NPY, by what it begins with, and what to do about it.
var foreigners = []struct{ magic, why string }{
	{"\x1f\x8b", "a file packed by gzip: unpack it first"},
	{"PK\x03\x04", "a ZIP archive, as spreadsheets (.xlsx) and .npz are: save the table as CSV, or the array as NPY"},
	{"BZh", "a file packed by bzip2: unpack it first"},
	{"\xfd7zXZ", "a file packed by xz: unpack it first"},
	{"\x28\xb5\x2f\xfd", "a file packed by Zstandard: unpack it first"},
	{"\xff\xfe", "text in UTF-16: save it as UTF-8"},
	{"\xfe\xff", "text in UTF-16: save it as UTF-8"},
	{"PAR1", "a Parquet file: save it as CSV or NPY"},
	{"\x89HDF", "an HDF5 file: save it as CSV or NPY"},
}

// foreign tells of a file that is neither text nor NPY. Nothing of it is read.
func foreign(in *bufio.Reader) error {
	start, err := in.Peek(512)
	if err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	for _, other := range foreigners {
		if bytes.HasPrefix(start, []byte(other.magic)) {
			return errors.New(other.why)
		}
	}
	if at := bytes.IndexByte(start, 0); at >= 0 {
		return fmt.Errorf("byte %d is zero, which text has not: want CSV, TSV or NPY", at)
	}
	return nil
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

// firstRows are the first rows, and the lines where they begin.
func firstRows(in io.Reader) (rows []string, places []int, err error) {
	lines := newLines(in, maxLine*outlineLines)
	for len(rows) < outlineLines {
		row, err := lines.nextRow()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, nil, fmt.Errorf("line %d: %w", lines.number, err)
		}
		rows, places = append(rows, string(row)), append(places, lines.began)
	}
	if len(rows) == 0 {
		return nil, nil, errors.New("an empty file: want rows of numbers")
	}
	return rows, places, nil
}

// separator is the one that parts the lines into the same number of fields, more than one, or the best of those there are; of several, the one with most numbers among
// the fields.
func separator(rows []string) byte {
	best, most, share := byte(' '), 0, -1.0
	for _, candidate := range []byte{'\t', ',', ';', ' '} {
		first, err := splitRow(nil, []byte(rows[0]), candidate)
		if err != nil || len(first) < 2 {
			continue
		}
		point, comma, agree, numbers, all := Outline{}, Outline{Comma: true}, 0, 0, 0
		for _, row := range rows {
			fields, err := splitRow(nil, []byte(row), candidate)
			if err != nil || len(fields) != len(first) {
				continue
			}
			agree++
			for _, text := range texts(fields) {
				all++
				if point.isNumber(text) || comma.isNumber(text) || isMissing(text) {
					numbers++
				}
			}
		}
		if s := float64(numbers) / float64(max(1, all)); agree > most || agree == most && s > share {
			best, most, share = candidate, agree, s
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

// point is what parts a number's whole from its fraction where a row is read in one pass: 0, which parts none, where a comma is the one and parts fields too.
func (o *Outline) point() byte {
	switch {
	case !o.Comma:
		return '.'
	case o.Separator != ',':
		return ','
	}
	return 0
}
