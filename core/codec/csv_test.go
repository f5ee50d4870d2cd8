package codec_test

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"pushforward/core/codec"
)

func TestReadCSV(t *testing.T) {
	for name, test := range map[string]struct {
		text    string
		columns []string
		want    []float32
	}{
		"as it stands":       {"x,y\n1,2\n3,4\n", []string{"x", "y"}, []float32{1, 2, 3, 4}},
		"other order":        {"x,y\n1,2\n3,4\n", []string{"y", "x"}, []float32{2, 1, 4, 3}},
		"one of many":        {"name,x,note\na,1,\nb,-2e3,?\n", []string{"x"}, []float32{1, -2000}},
		"the same twice":     {"x\n5\n", []string{"x", "x"}, []float32{5, 5}},
		"no last newline":    {"x\n1\n2", []string{"x"}, []float32{1, 2}},
		"Windows":            {"\ufeffx, y\r\n1, 2\r\n\r\n", []string{"x", "y"}, []float32{1, 2}},
		"quoted":             {"\"x\",\"a \"\"b\"\"\"\n\"1\",\"New York, NY\"\n", []string{"x"}, []float32{1}},
		"quoted name":        {"\"a \"\"b\"\", c\",x\n7,\"\"\n", []string{`a "b", c`}, []float32{7}},
		"header only":        {"x\n", []string{"x"}, []float32{}},
		"rounded to float32": {"x\n0.1\n1e-60\n", []string{"x"}, []float32{0.1, 0}},
	} {
		got, err := codec.ReadCSV(strings.NewReader(test.text), test.columns, codec.Limits{})
		if err != nil || !slices.Equal(got, test.want) {
			t.Errorf("%s: ReadCSV = %v, %v, want %v", name, got, err, test.want)
		}
	}
}

func TestReadCSVRefuses(t *testing.T) {
	xy := []string{"x", "y"}
	for _, test := range []struct {
		text    string
		columns []string
		limits  codec.Limits
		want    string
	}{
		{"", xy, codec.Limits{}, "csv: line 0: an empty file: want a header that names the columns"},
		{"x,y\n", nil, codec.Limits{}, "csv: line 0: no columns asked for: want at least 1"},
		{"x,z\n1,2\n", xy, codec.Limits{}, `csv: line 1: no column "y": want one of x, z`},
		{"x,y,x\n1,2,3\n", xy, codec.Limits{}, `csv: line 1: column "x" stands there twice: want different names`},
		{"x,y\n1,2\n3\n", xy, codec.Limits{}, "csv: line 3: 1 fields: want 2, as in the header"},
		{"x,y\n1,two\n", xy, codec.Limits{}, `csv: line 2: "two": want a finite float32 number`},
		{"x,y\n1,\n", xy, codec.Limits{}, `csv: line 2: "": want a finite float32 number`},
		{"x,y\n\nNaN,1\n", xy, codec.Limits{}, `csv: line 3: "NaN": want a finite float32 number`},
		{"x,y\n1,-inf\n", xy, codec.Limits{}, `csv: line 2: "-inf": want a finite float32 number`},
		{"x,y\n1,1e39\n", xy, codec.Limits{}, `csv: line 2: "1e39": want a finite float32 number`},
		{"x,y\n\"1,2\n", xy, codec.Limits{}, "csv: line 2: a quote without its closing quote on the same line"},
		{"x,y\n\"1\"0,2\n", xy, codec.Limits{}, `csv: line 2: '0' after a closing quote: want ','`},
		{"x,y\n1,2\n3,4\n", xy, codec.Limits{Rows: 1}, "csv: line 3: row 2: want at most 1 rows"},
		{"x,y\n1,2\n3,4\n", xy, codec.Limits{Bytes: 11}, "the file: want at most 11 bytes"},
		{"x,y\n" + strings.Repeat("1", 1<<17), xy, codec.Limits{}, "csv: line 2: the line: want at most 65536 bytes"},
	} {
		points, err := codec.ReadCSV(strings.NewReader(test.text), test.columns, test.limits)
		if err == nil || !strings.HasSuffix(err.Error(), test.want) || points != nil {
			t.Errorf("ReadCSV(%.20q) = %v, %v, want %s", test.text, points, err, test.want)
		}
	}
}

func TestReadCSVTakesAFileAtItsLimit(t *testing.T) {
	const text = "x\n1\n2\n"
	if _, err := codec.ReadCSV(strings.NewReader(text), []string{"x"}, codec.Limits{Rows: 2, Bytes: int64(len(text))}); err != nil {
		t.Error(err)
	}
}

func TestReadCSVWrapsReadErrors(t *testing.T) {
	broken := errors.New("the line is broken")
	if _, err := codec.ReadCSV(iotest.ErrReader(broken), []string{"x"}, codec.Limits{}); !errors.Is(err, broken) {
		t.Errorf("error %v, want one that wraps %v", err, broken)
	}
}

// Reading a row allocates nothing: twice the rows cost only the growth of the result.
func TestReadCSVAllocatesNothingPerRow(t *testing.T) {
	text := "lon,lat\n" + strings.Repeat("-72.6371,40.9223\n", 10000)
	allocations := testing.AllocsPerRun(3, func() {
		if _, err := codec.ReadCSV(strings.NewReader(text), []string{"lon", "lat"}, codec.Limits{}); err != nil {
			t.Fatal(err)
		}
	})
	if allocations > 40 {
		t.Errorf("%v allocations for 10,000 rows, want at most 40", allocations)
	}
}

func FuzzReadCSV(f *testing.F) {
	for _, text := range []string{"x,y\n1,2\n", "\ufeffx,\"a,b\",y\r\n1,\"\"\"\",2\r\n", "x,y\n\"1", "y,x\n,", "x,y\nNaN,0x1p-3"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		points, err := codec.ReadCSV(strings.NewReader(text), []string{"x", "y"}, codec.Limits{Rows: 1000, Bytes: 1 << 16})
		if err != nil {
			return
		}
		if len(points)%2 != 0 || len(points) > len(text) {
			t.Fatalf("%d numbers from %d bytes", len(points), len(text))
		}
		again := strings.NewReader(writeCSV(t, points))
		if got, err := codec.ReadCSV(again, []string{"x", "y"}, codec.Limits{}); err != nil || !slices.Equal(got, points) {
			t.Fatalf("round trip: %v, %v, want %v", got, err, points)
		}
	})
}

func writeCSV(t *testing.T, points []float32) string {
	var text strings.Builder
	text.WriteString("x,y\n")
	for i := 0; i < len(points); i += 2 {
		for _, x := range points[i : i+2] {
			if math.IsNaN(float64(x)) || math.IsInf(float64(x), 0) {
				t.Fatalf("row %d holds %v, want finite numbers", i/2, x)
			}
		}
		fmt.Fprintf(&text, "%v,%v\n", points[i], points[i+1])
	}
	return text.String()
}

func ExampleReadCSV() {
	const file = "species,flipper,beak\nAdelie,181,39.1\nGentoo,211,46.1\n"
	points, err := codec.ReadCSV(strings.NewReader(file), []string{"beak", "flipper"}, codec.Limits{Rows: 100})
	fmt.Println(points, err)
	_, err = codec.ReadCSV(strings.NewReader(file), []string{"mass"}, codec.Limits{})
	fmt.Println(err)
	// Output:
	// [39.1 181 46.1 211] <nil>
	// csv: line 1: no column "mass": want one of species, flipper, beak
}
