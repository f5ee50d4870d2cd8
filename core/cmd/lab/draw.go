package main

import (
	"context"
	"flag"
	"io"

	"pushforward/core/codec"
	"pushforward/core/random"
	"pushforward/core/target"
)

// draw writes points of a target to a file.
func draw(flags *flag.FlagSet) action {
	var seed uint64
	var settings map[string]string
	id := flags.String("target", "", "`id` of the target")
	path := flags.String("out", "", "NPY `file` to write, float32 [n×d]")
	n := 2000
	wholeFlag(flags, &n, "n", 1, maxPoints, "points to draw (default 2000)")
	var data dataFlags
	data.declare(flags)
	seedFlag(flags, &seed)
	settingsFlag(flags, &settings, "set", "`name=value` of a parameter of the target; may be repeated")
	return func(_ context.Context, words []string, t terminal) error {
		if err := noWords(words); err != nil {
			return err
		}
		files, err := data.open(*id, settings, t.log)
		if err != nil {
			return err
		}
		from, err := target.New(*id, settings, files)
		if err != nil {
			return misuse{err}
		}
		out, err := createOutput("out", *path)
		if err != nil {
			return err
		}
		defer out.discard()
		points := make([]float32, n*from.Dim())
		from.Sample(points, random.New(seed, "data"))
		return out.write(func(w io.Writer) error { return codec.WriteNPY(w, points, n, from.Dim()) })
	}
}
