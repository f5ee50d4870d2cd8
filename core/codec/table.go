package codec

import (
	"bufio"
	"errors"
	"fmt"
	"io"
)

// A Selection says what to read of a table.
type Selection struct {
	Columns []int // places, from 0, in the order wanted
	// Skip leaves rows out that have no finite number in each of the columns, and counts them; otherwise they are an error.
	Skip bool
	// Keep is how many rows are kept at most, 0 for all. Of more, as many are kept by chance, each with the same.
	Keep int
	// Draw is uniform on {0, …, n−1}; Keep needs it.
	Draw func(n int) int
	// Progress, unless nil, is told now and then how many rows have been read.
	Progress func(rows int)
}

// Points are the rows of a table.
type Points struct {
	Values  []float32 // [Rows×columns]
	Rows    int
	Of      int // rows, of which those were kept
	Skipped int
	First   string // what was wrong with the first row that was left out, and where
}

// progressEvery is after how many rows progress is told.
const progressEvery = 10_000

// maxSelected is how many columns may be selected.
const maxSelected = 64

// ReadTable reads columns of a table of which [ReadOutline] has read the outline. Errors name the line or row, the column, and the value.
func ReadTable(r io.Reader, o Outline, s Selection, limits Limits) (Points, error) {
	limits = limits.withDefaults()
	if len(s.Columns) < 1 || len(s.Columns) > maxSelected {
		return Points{}, fmt.Errorf("table: %d columns selected: want 1 to %d", len(s.Columns), maxSelected)
	}
	for _, place := range s.Columns {
		if place < 0 || place >= len(o.Columns) {
			return Points{}, fmt.Errorf("table: column %d of %d: want one of them", place+1, len(o.Columns))
		}
	}
	t := tableReader{outline: o, Selection: s, limits: limits}
	var err error
	if o.Format == "npy" {
		err = t.readNPY(bufio.NewReaderSize(r, npyChunk))
	} else {
		err = t.readText(r)
	}
	if err != nil {
		return Points{}, fmt.Errorf("table: %w", err)
	}
	return t.points, nil
}

// tableReader gathers the rows of a table.
type tableReader struct {
	outline Outline
	Selection
	limits Limits
	points Points
	places []int    // of each column of a text in a point; nil where no row is read in one pass
	fields [][]byte // of the last row that was not
}

// refuse notes a row that is no point.
func (t *tableReader) refuse(where string) {
	if t.points.Skipped == 0 {
		t.points.First = where
	}
	t.points.Skipped++
}

// accept notes that a row has been appended to the values. Where there is no room for it, it takes the place of another or goes.
func (t *tableReader) accept() error {
	t.points.Of++
	if t.points.Of > t.limits.Rows {
		return fmt.Errorf("more than %d rows: want at most as many", t.limits.Rows)
	}
	if t.points.Of%progressEvery == 0 && t.Progress != nil {
		t.Progress(t.points.Of)
	}
	if t.Keep == 0 || t.points.Rows < t.Keep {
		t.points.Rows++
		return nil
	}
	// Algorithm R (Vitter, Random sampling with a reservoir, 1985).
	width := len(t.Columns)
	kept, row := t.points.Values[:t.Keep*width], t.points.Values[t.Keep*width:]
	if i := t.Draw(t.points.Of); i < t.Keep {
		copy(kept[i*width:], row)
	}
	t.points.Values = kept
	return nil
}

// finish is what is wrong with the whole.
func (t *tableReader) finish() error {
	switch {
	case t.points.Skipped > 0 && !t.Skip:
		return fmt.Errorf("%d rows have no finite number in each column; the first: %s", t.points.Skipped, t.points.First)
	case t.points.Rows == 0:
		return errors.New("no rows: want at least one")
	}
	return nil
}

func (t *tableReader) readNPY(in *bufio.Reader) error {
	header, err := readNPYHeader(in)
	if err != nil {
		return err
	}
	if header.rows > t.limits.Rows || header.cols != len(t.outline.Columns) {
		return fmt.Errorf("shape (%d, %d): want at most %d rows, and the outline's %d columns", header.rows, header.cols, t.limits.Rows, len(t.outline.Columns))
	}
	row := make([]byte, header.cols*header.size)
	for i := range header.rows {
		if _, err := io.ReadFull(in, row); err != nil {
			return fmt.Errorf("row %d: the data ends early: %w", i, err)
		}
		before := len(t.points.Values)
		for _, place := range t.Columns {
			x := header.number(row[place*header.size:])
			if !finite(x) {
				t.points.Values = t.points.Values[:before]
				t.refuse(fmt.Sprintf("row %d, column %d: %v: want a finite float32 number", i+1, place+1, x))
				break
			}
			t.points.Values = append(t.points.Values, float32(x))
		}
		if len(t.points.Values) == before {
			continue
		}
		if err := t.accept(); err != nil {
			return err
		}
	}
	return t.finish()
}
