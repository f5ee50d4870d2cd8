package lab_test

import (
	"math"
	"strings"
	"testing"

	"pushforward/core/engine"
	"pushforward/core/lab"
	"pushforward/core/random"
	"pushforward/core/target"
)

// A source of one dimension is a line, or whatever curve it is wound into: what a map starts from lies there, and so does what a program draws.
func TestSourcesOfFewerDimensionsAreEmbedded(t *testing.T) {
	const n = 300
	for _, test := range []struct {
		embedding string
		on        func(x, y float64) bool
	}{
		{"", func(_, y float64) bool { return y == 0 }},
		{"zeros", func(_, y float64) bool { return y == 0 }},
		{"circle", func(x, y float64) bool { return math.Abs(math.Hypot(x, y)-math.Sqrt2) < 1e-6 }},
	} {
		config := flow()
		config.Source, config.SourceParameters, config.Embedding = "uniform", map[string]string{"dim": "1"}, test.embedding
		run := newRun(t, config)
		noise := make([]float32, 2*n)
		run.Problem.Noise(noise, random.New(1, "noise"))
		for i := range n {
			if x, y := float64(noise[2*i]), float64(noise[2*i+1]); !test.on(x, y) {
				t.Fatalf("embedding %q: a point of the source at (%v, %v)", test.embedding, x, y)
			}
		}
		try(t, run.Step())
	}
}

// Of a table of more rows than a picture needs, rows from its first to its last are shown; of a smaller one, all.
func TestPicturesShowRowsOfLongTables(t *testing.T) {
	for rows, every := range map[int]int{3: 1, lab.MaxPoints: 1, 5 * lab.MaxPoints: 5} {
		table := make([]float32, 2*rows)
		for i := range rows {
			table[2*i], table[2*i+1] = float32(i), float32(-i)
		}
		points, err := target.FromRows(table, 2, 0)
		try(t, err)
		shown := lab.Problem{Target: points}.Show(100, random.New(1, "show"))
		if len(shown) != 2*rows/every {
			t.Fatalf("%d rows: %d numbers shown, want %d", rows, len(shown), 2*rows/every)
		}
		for i := range len(shown) / 2 {
			if want := float32(i * every); shown[2*i] != want || shown[2*i+1] != -want {
				t.Fatalf("%d rows: %v is shown as point %d, want row %v", rows, shown[2*i:2*i+2], i, want)
			}
		}
	}
}

func TestSourcesThatDoNotFitAreRefused(t *testing.T) {
	for _, test := range []struct {
		change func(c *lab.Config)
		want   string
	}{
		{func(c *lab.Config) { c.SourceParameters = map[string]string{"dim": "3"} }, "3 dimensions"},
		{func(c *lab.Config) { c.Embedding = "knot" }, `"knot"`},
		{func(c *lab.Config) { c.Embedding = "circle" }, "2 coordinates"},
		{func(c *lab.Config) {
			c.Source, c.EmbeddingParameters = "moons", map[string]string{"std": "1"}
		}, "no parameters of an embedding"},
	} {
		config := flow()
		test.change(&config)
		if _, err := lab.New(config, engine.WebAssembly{}, nil); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("error %v: want one with %q", err, test.want)
		}
	}
}
