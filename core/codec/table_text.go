package codec

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
)

// readText reads the rows of a text: those of plain numbers in one pass over what is in memory of the file, the others one by one.
func (t *tableReader) readText(r io.Reader) error {
	t.place()
	lines := newLines(r, t.limits.Bytes)
	for first := t.outline.Header; ; first = false {
		line, err := lines.nextRow()
		if errors.Is(err, io.EOF) {
			return t.finish()
		}
		if err == nil && !first {
			err = t.row(line, lines.began)
		}
		if err == nil {
			err = t.plainRows(lines)
		}
		if err != nil {
			return fmt.Errorf("line %d: %w", lines.number, err)
		}
	}
}

// row takes in a row, whatever it holds, that begins on the line of that number.
func (t *tableReader) row(line []byte, number int) error {
	var err error
	t.fields, err = splitRow(t.fields[:0], line, t.outline.Separator)
	if err == nil {
		err = t.append(t.fields)
	}
	if err != nil {
		t.refuse(fmt.Sprintf("line %d, %v", number, err))
		return nil
	}
	return t.accept()
}

// plainRows takes in rows until one comes that takes more care, or the lines in memory end.
func (t *tableReader) plainRows(l *lines) error {
	if t.places == nil {
		return nil
	}
	rest, err := l.in.Peek(l.in.Buffered())
	for size := len(rest); err == nil; {
		length := t.plain(rest)
		if length == 0 {
			_, err = l.in.Discard(size - len(rest))
			return err
		}
		rest = rest[length:]
		l.number++
		err = t.accept()
	}
	return err
}

// place finds for each column of the table where in a point it stands, −1 for nowhere. Rows whose fields any number of spaces separate, and points that have a column
// twice, are not read in one pass.
func (t *tableReader) place() {
	if t.outline.Separator == ' ' {
		return
	}
	places := slices.Repeat([]int{-1}, len(t.outline.Columns))
	for i, column := range t.Columns {
		if places[column] >= 0 {
			return
		}
		places[column] = i
	}
	t.places = places
}

// plain appends the selected fields of the row that a text begins with, and gives its length with the end of the line. It is 0, and nothing is appended, where a field is
// quoted, or no plain number, or the row is a comment or not whole.
func (t *tableReader) plain(text []byte) int {
	before, separator, point := len(t.points.Values), t.outline.Separator, t.outline.point()
	values := slices.Grow(t.points.Values, len(t.Columns))[:before+len(t.Columns)]
	row, last, at := values[before:], len(t.places)-1, 0
	if len(text) > 0 && text[0] == '#' {
		return 0
	}
	for column, place := range t.places {
		for at < len(text) && text[at] == ' ' {
			at++
		}
		if place < 0 {
			at = fieldEnd(text, at, separator)
		} else {
			x, end, ok := decimal(text, at, point)
			if !ok {
				return 0
			}
			row[place], at = x, end
		}
		if column == last {
			break
		}
		if at >= len(text) || text[at] != separator {
			return 0
		}
		at++
	}
	if at < len(text) && text[at] == '\r' {
		at++
	}
	if at >= len(text) || text[at] != '\n' {
		return 0
	}
	t.points.Values = values
	return at + 1
}

// fieldEnd is where a field that begins at text[at:] ends: where it begins, if it is quoted.
func fieldEnd(text []byte, at int, separator byte) int {
	if at < len(text) && text[at] == '"' {
		return at
	}
	for at < len(text) && text[at] != separator && text[at] != '\n' && text[at] != '\r' {
		at++
	}
	return at
}

// append appends the selected fields of a row, or nothing.
func (t *tableReader) append(fields [][]byte) error {
	before := len(t.points.Values)
	if len(fields) != len(t.outline.Columns) {
		return fmt.Errorf("%d fields: want %d, as in the first line", len(fields), len(t.outline.Columns))
	}
	for _, place := range t.Columns {
		text := bytes.TrimSpace(fields[place])
		x, err := strconv.ParseFloat(t.outline.number(string(text)), 32)
		if err != nil || !finite(x) {
			t.points.Values = t.points.Values[:before]
			return fmt.Errorf("column %q: %.40q: want a finite float32 number", t.outline.Columns[place].Name, text)
		}
		t.points.Values = append(t.points.Values, float32(x))
	}
	return nil
}
