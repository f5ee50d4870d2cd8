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
	if err := foreign(in); err != nil {
		return Outline{}, fmt.Errorf("table: %w", err)
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
	if len(fields[0]) > maxWidth {
		return Outline{}, fmt.Errorf("table: %d columns: want at most %d", len(fields[0]), maxWidth)
	}
	o.describe(fields)
	return o, nil
}

// describe tells from the first rows how numbers are written, whether the first names the columns, and which columns hold numbers.
func (o *Outline) describe(fields [][]string) {
	o.Comma = o.Separator != ',' && commas(fields)
	first := fields[0]
	o.Header = slices.ContainsFunc(first, func(text string) bool { return !o.isNumber(text) && !isMissing(text) })
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
			o.Columns[i].Numbers = o.Columns[i].Numbers && i < len(row) && (o.isNumber(row[i]) || isMissing(row[i]))
		}
	}
	o.Sample = fields[:min(len(fields), outlineSample)]
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

// separator is the one that parts the lines into the same number of fields, more than one, or the best of those there are; of several, the one with most numbers among
// the fields.
func separator(rows []string) byte {
	best, most, share := byte(' '), 0, -1.0
	for _, candidate := range []byte{'\t', ',', ';', ' '} {
		first, err := splitRow(nil, []byte(rows[0]), candidate)
		if err != nil || len(first) < 2 {
			continue
		}
		o, agree, numbers, all := Outline{Comma: candidate != ','}, 0, 0, 0
		for _, row := range rows {
			fields, err := splitRow(nil, []byte(row), candidate)
			if err != nil || len(fields) != len(first) {
				continue
			}
			agree++
			for _, text := range texts(fields) {
				all++
				if o.isNumber(text) || isMissing(text) {
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

// commas reports whether numbers have a decimal comma: some have, and none has a point.
func commas(fields [][]string) bool {
	found, comma := false, Outline{Comma: true}
	for _, text := range slices.Concat(fields...) {
		if strings.Contains(text, ".") && isNumber(text) {
			return false
		}
		found = found || !isNumber(text) && comma.isNumber(text)
	}
	return found
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

// isNumber is [isNumber] of a field of the table.
func (o *Outline) isNumber(text string) bool { return isNumber(o.pointed(text)) }

// isMissing reports whether a field says that there is no number.
func isMissing(text string) bool {
	return slices.Contains([]string{"", "na", "n/a", "#n/a", "null", "none", "nil", "-", "?", "."}, strings.ToLower(text))
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
