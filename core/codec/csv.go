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

// maxLine is the longest line of a CSV file, in bytes.
const maxLine = 64 << 10

// ReadCSV reads the named columns of a CSV file whose first line names its columns, in the order asked for: [rows×len(columns)].
// The other columns may hold anything. Fields are separated by commas and may be quoted as in RFC 4180, except that a
// quoted field ends on its own line; empty lines are passed over. An error names the line (the header is line 1) and the value.
func ReadCSV(r io.Reader, columns []string, limits Limits) ([]float32, error) {
	limits = limits.withDefaults()
	lines := newLines(r, limits.Bytes)
	places, width, err := lines.header(columns)
	if err != nil {
		return nil, fmt.Errorf("csv: line %d: %w", lines.number, err)
	}
	points := make([]float32, 0, 1024*len(columns))
	for rows := 0; ; rows++ {
		row, err := lines.next()
		if err == io.EOF {
			return points, nil
		}
		if err == nil && rows == limits.Rows {
			err = fmt.Errorf("row %d: want at most %d rows", rows+1, limits.Rows)
		}
		if err == nil {
			points, err = appendRow(points, row, places, width)
		}
		if err != nil {
			return nil, fmt.Errorf("csv: line %d: %w", lines.number, err)
		}
	}
}

// appendRow appends to points the fields of row that stand at places.
func appendRow(points []float32, row [][]byte, places []int, width int) ([]float32, error) {
	if len(row) != width {
		return nil, fmt.Errorf("%d fields: want %d, as in the header", len(row), width)
	}
	for _, place := range places {
		text := bytes.TrimSpace(row[place])
		x, err := strconv.ParseFloat(string(text), 32) // the conversion does not allocate: the string does not outlive the call
		if err != nil || !finite(x) {
			return nil, fmt.Errorf("%.40q: want a finite float32 number", text)
		}
		points = append(points, float32(x))
	}
	return points, nil
}

// lines splits a CSV file into lines and fields, at most maxLine bytes of it in memory at a time.
type lines struct {
	in     *bufio.Reader
	left   *io.LimitedReader // one byte more than the limit: when it is used up, the file was too long
	limit  int64
	number int // of the line last read, from 1
	began  int // of the one on which the row last read began
	row    []byte
	fields [][]byte
}

func newLines(r io.Reader, limit int64) *lines {
	left := &io.LimitedReader{R: r, N: limit + 1}
	return &lines{in: bufio.NewReaderSize(left, maxLine), left: left, limit: limit}
}

// next is the fields of the next line that is not empty, valid until the call after; at the end the error is io.EOF.
func (l *lines) next() ([][]byte, error) {
	line, err := l.line()
	if err == nil {
		l.fields, err = splitFields(l.fields[:0], line, ',')
	}
	return l.fields, err
}

// line is the next line that is not empty, valid until the call after; at the end the error is io.EOF.
func (l *lines) line() ([]byte, error) {
	for {
		line, err := l.in.ReadSlice('\n')
		switch {
		case l.left.N <= 0:
			return nil, fmt.Errorf("the file: want at most %d bytes", l.limit)
		case len(line) == 0 && err != nil:
			return nil, err
		}
		l.number++
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			return nil, fmt.Errorf("the line: want at most %d bytes", maxLine)
		case err != nil && !errors.Is(err, io.EOF):
			return nil, err
		}
		if line = bytes.TrimSuffix(bytes.TrimSuffix(line, []byte("\n")), []byte("\r")); len(line) > 0 {
			return line, nil
		}
	}
}

// header reads the first line: where each of columns stands in it, and how many fields it has.
func (l *lines) header(columns []string) (places []int, width int, err error) {
	if len(columns) == 0 {
		return nil, 0, errors.New("no columns asked for: want at least 1")
	}
	row, err := l.next()
	if err == io.EOF {
		return nil, 0, errors.New("an empty file: want a header that names the columns")
	}
	if err != nil {
		return nil, 0, err
	}
	names := make([]string, len(row))
	for i, field := range row {
		names[i] = string(bytes.TrimSpace(field))
	}
	names[0] = strings.TrimPrefix(names[0], "\ufeff") // a byte-order mark, as spreadsheets write
	for _, column := range columns {
		place := slices.Index(names, column)
		if place < 0 {
			return nil, 0, fmt.Errorf("no column %q: want one of %s", column, strings.Join(names, ", "))
		}
		if slices.Contains(names[place+1:], column) {
			return nil, 0, fmt.Errorf("column %q stands there twice: want different names", column)
		}
		places = append(places, place)
	}
	return places, len(names), nil
}

// splitFields appends the fields of a line to fields. They are parts of line, where a doubled quote is made single in place.
func splitFields(fields [][]byte, line []byte, separator byte) ([][]byte, error) {
	for {
		field, rest, more := bytes.Cut(line, []byte{separator})
		if len(line) > 0 && line[0] == '"' {
			var err error
			if field, rest, more, err = cutQuoted(line, separator); err != nil {
				return nil, err
			}
		}
		fields = append(fields, field)
		if !more {
			return fields, nil
		}
		line = rest
	}
}

// cutQuoted cuts a line that begins with a quote after its first field, as bytes.Cut would at the separator.
func cutQuoted(line []byte, separator byte) (field, rest []byte, more bool, err error) {
	field = line[:0]
	for i := 1; i < len(line); i++ {
		if line[i] != '"' {
			field = append(field, line[i])
			continue
		}
		i++
		switch {
		case i == len(line):
			return field, nil, false, nil
		case line[i] == separator:
			return field, line[i+1:], true, nil
		case line[i] != '"':
			return nil, nil, false, fmt.Errorf("%q after a closing quote: want %q", line[i], separator)
		}
		field = append(field, '"')
	}
	return nil, nil, false, errors.New("a quote without its closing quote on the same line")
}
