package main

import (
	"bytes"
	"flag"
	"fmt"
	"hash/fnv"
	"io"
	"math"
	"os"
	"slices"
	"strings"

	"pushforward/assets"
	"pushforward/core/codec"
	"pushforward/core/target"
)

// ownTarget is the target that a table of one's own makes, and ownParameter its parameter that says which.
const (
	ownTarget    = "points"
	ownParameter = "data"
)

// dataFlags are the flags about a table of one's own: CSV, TSV or NPY.
type dataFlags struct {
	path, columns string
	skip          bool
}

func (d *dataFlags) declare(flags *flag.FlagSet) {
	flags.StringVar(&d.path, "data", "", "`file` of the target points: CSV, TSV or NPY, a row a point")
	flags.StringVar(&d.columns, "columns", "", "`names` of the columns of -data, with commas between (default all that hold numbers)")
	flags.BoolVar(&d.skip, "skip", false, "leave rows of -data out that have no finite number in each column")
}

// open reads the table, has the settings of the target of that id refer to it, and opens it beside the files of real data.
func (d *dataFlags) open(id string, settings map[string]string, log io.Writer) (target.Open, error) {
	switch {
	case d.path == "" && (d.columns != "" || d.skip):
		return nil, misusef("-columns and -skip are about -data: want a file there")
	case d.path == "":
		return assets.Open, nil
	case id != ownTarget && id != "":
		return nil, misusef("-data %s with -target %s: want -target %s", d.path, id, ownTarget)
	}
	table, err := d.read(log)
	if err != nil {
		return nil, misusef("-data %s: %w", d.path, err)
	}
	hash := fnv.New64a()
	hash.Write(table)
	name := fmt.Sprintf("%016x", hash.Sum64())
	settings[ownParameter] = "@" + name
	return func(file string) (io.ReadCloser, error) {
		if file == target.OwnFolder+name {
			return io.NopCloser(bytes.NewReader(table)), nil
		}
		return assets.Open(file)
	}, nil
}

// read is the table's columns as an NPY file.
func (d *dataFlags) read(log io.Writer) ([]byte, error) {
	content, err := os.ReadFile(d.path)
	if err != nil {
		return nil, err
	}
	outline, err := codec.ReadOutline(bytes.NewReader(content), false)
	if err != nil {
		return nil, err
	}
	places, err := d.places(outline.Columns)
	if err != nil {
		return nil, err
	}
	points, err := codec.ReadTable(bytes.NewReader(content), outline, target.Columns(places, d.skip), codec.Limits{Bytes: int64(len(content)) + 1, Rows: math.MaxInt})
	if err != nil {
		return nil, err
	}
	if points.Skipped > 0 {
		fmt.Fprintf(log, "%d rows left out; the first: %s\n", points.Skipped, points.First)
	}
	if points.Rows < points.Of {
		fmt.Fprintf(log, "%d of %d rows kept, drawn by chance\n", points.Rows, points.Of)
	}
	var table bytes.Buffer
	err = codec.WriteNPY(&table, points.Values, points.Rows, len(places))
	return table.Bytes(), err
}

// places are where the columns that were asked for stand.
func (d *dataFlags) places(columns []codec.Column) (places []int, err error) {
	var names []string
	for i, c := range columns {
		names = append(names, c.Name)
		if d.columns == "" && c.Numbers {
			places = append(places, i)
		}
	}
	for _, name := range split(d.columns) {
		i := slices.Index(names, name)
		if i < 0 {
			return nil, fmt.Errorf("no column %q: want some of %s", name, strings.Join(names, ", "))
		}
		places = append(places, i)
	}
	return places, nil
}
