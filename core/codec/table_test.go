package codec_test

import (
	"bytes"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"pushforward/core/codec"
)

// read is the columns of a table with these places.
func read(file string, s codec.Selection, limits codec.Limits) (codec.Outline, codec.Points, error) {
	o, err := codec.ReadOutline(strings.NewReader(file), false)
	if err != nil {
		return o, codec.Points{}, err
	}
	points, err := codec.ReadTable(strings.NewReader(file), o, s, limits)
	return o, points, err
}

func TestReadTable(t *testing.T) {
	for name, test := range map[string]struct {
		file    string
		columns string // names, and ! where one holds no numbers
		places  []int
		want    []float32
	}{
		"commas":              {"x,y\n1,2\n3,4\n", "x y", []int{0, 1}, []float32{1, 2, 3, 4}},
		"tabs, other order":   {"a\tb\tc\n1\t2\tu\n3\t4\tv\n", "a b c!", []int{1, 0}, []float32{2, 1, 4, 3}},
		"semicolons, Windows": {"\ufeffx;y\r\n1;2\r\n\r\n3;-4e1\r\n", "x y", []int{0, 1}, []float32{1, 2, 3, -40}},
		"spaces, no header":   {"# written by savetxt\n 1.5   2\n3 4 \n", "column 1 column 2", []int{0, 1}, []float32{1.5, 2, 3, 4}},
		"quotes":              {"\"x, m\",\"say \"\"y\"\"\"\n\"1\",2\n", `x, m say "y"`, []int{0, 1}, []float32{1, 2}},
		"one column":          {"7\n8\n", "column 1", []int{0, 0}, []float32{7, 7, 8, 8}},
		"commas in one field": {"name,x y\na,1\nb,2\n", "name! x y", []int{1, 1}, []float32{1, 1, 2, 2}},
		"decimal commas":      {"x;y\n1,5;-2\n3;4,25e1\n", "x y", []int{0, 1}, []float32{1.5, -2, 3, 42.5}},
		"no header, commas":   {"1,5;2,5\n3,5;4,5\n", "column 1 column 2", []int{0, 1}, []float32{1.5, 2.5, 3.5, 4.5}},
		"commas, spaces":      {"1,5 2\n3 4,5\n", "column 1 column 2", []int{1, 0}, []float32{2, 1.5, 4.5, 3}},
		"groups and a point":  {"x\tn\ty\n1.5\t1,234\t2\n3\t9\t4\n", "x n y", []int{0, 1}, []float32{1.5, 1234, 3, 9}},
		"groups and a comma":  {"x;y\n1,5;2\n1.234,5;2.000\n", "x y", []int{0, 1}, []float32{1.5, 2, 1234.5, 2000}},
		"quoted, commas":      {"x,y\n\"1,5\",2\n\"-0,25\",\"1.000\"\n3,4\n", "x y", []int{0, 1}, []float32{1.5, 2, -0.25, 1000, 3, 4}},
		"rows of many lines":  {"\"x\n(cm)\"\tnote\ty\r\n1\t\"two\r\n\"\"lines\"\", and\ta tab\"\t2\r\n3\t\"\"\t4\r\n\t\t\r\n", "x (cm) note! y", []int{0, 2}, []float32{1, 2, 3, 4}},
		"many lines at last":  {"x,y,z\n1,2,\"a\nb\"", "x y z!", []int{0, 1}, []float32{1, 2}},
		"a # for a name":      {"#,x,y\n# of these\n1,2,3\n", "# x y", []int{1, 2}, []float32{2, 3}},
		"a column of nothing": {"x\t\ty\n1\t\t2\n3\t\t4\n", "x column 2! y", []int{0, 2}, []float32{1, 2, 3, 4}},
		"names with commas":   {"name;x;y\na, b;1;2\nc, d;3;4\n", "name! x y", []int{1, 2}, []float32{1, 2, 3, 4}},
		"quoted commas":       {"name,x,y\n\"a, b\",1,2\n\"c\",3,4\n", "name! x y", []int{1, 2}, []float32{1, 2, 3, 4}},
		"one row":             {"1,2", "column 1 column 2", []int{0, 1}, []float32{1, 2}},
		"names without first": {",x,y\n0,1,2\n1,3,4\n", "column 1 x y", []int{1, 2}, []float32{1, 2, 3, 4}},
		"npy":                 {string(npyFile(1, strings.Replace(smallHeader, "(2, 1)", "(2, 3)", 1), []float32{1, 2, 3, 4, 5, 6})), "column 1 column 2 column 3", []int{2, 0}, []float32{3, 1, 6, 4}},
	} {
		o, points, err := read(test.file, codec.Selection{Columns: test.places}, codec.Limits{})
		var names []string
		for _, c := range o.Columns {
			if !c.Numbers {
				c.Name += "!"
			}
			names = append(names, c.Name)
		}
		if err != nil || !slices.Equal(points.Values, test.want) || strings.Join(names, " ") != test.columns || points.Rows != len(test.want)/2 {
			t.Errorf("%s: columns %q, %v, %v: want %q, %v", name, names, points, err, test.columns, test.want)
		}
	}
}

// Numbers are read as spreadsheets of several countries show them, and what looks like them is not.
func TestReadTableOfASpreadsheet(t *testing.T) {
	for _, test := range []struct {
		x     string
		told  bool // of the decimal comma
		want  float32
		comma bool
	}{
		{x: "1,234", want: 1234},
		{x: "1,234", told: true, want: 1.234, comma: true},
		{x: "1.234", told: true, want: 1.234},
		{x: "0,123", want: 0.123, comma: true},
		{x: "1,23", want: 1.23, comma: true},
		{x: "1,234,567", told: true, want: 1234567},
		{x: "1,234.5", told: true, want: 1234.5},
		{x: "12,34,567.25", want: 1234567.25}, // India
		{x: "1.234.567", want: 1234567, comma: true},
		{x: "1.234,5", want: 1234.5, comma: true},
		{x: "1\u202f234,5", want: 1234.5, comma: true}, // France
		{x: "1\u00a0234", want: 1234},
		{x: "1 234,50 €", want: 1234.5, comma: true},
		{x: "1'234.5", want: 1234.5}, // Switzerland
		{x: "45%", want: 0.45},
		{x: "-12,5 %", want: -0.125, comma: true},
		{x: "+3.2%", want: 0.032},
		{x: "$1,234.50", want: 1234.5},
		{x: "-$5", want: -5},
		{x: "$-5", want: -5},
		{x: " $ (1,234.50)", want: -1234.5},
		{x: "(7)", want: -7},
		{x: "−5 £", want: -5},
		{x: "1.5E+05", want: 150000},
		{x: "1,5E-02", want: 0.015, comma: true},
	} {
		file := "x\ty\r\n" + test.x + "\t1\r\n" + test.x + "\t2\r\n"
		o, err := codec.ReadOutline(strings.NewReader(file), test.told)
		if err != nil {
			t.Errorf("%q: %v", test.x, err)
			continue
		}
		points, err := codec.ReadTable(strings.NewReader(file), o, codec.Selection{Columns: []int{0, 1}}, codec.Limits{})
		if want := []float32{test.want, 1, test.want, 2}; err != nil || !slices.Equal(points.Values, want) || o.Comma != test.comma {
			t.Errorf("%q: %v, comma %v, %v: want %v, %v", test.x, points.Values, o.Comma, err, want, test.comma)
		}
	}
	for _, x := range []string{"31.01.2024", "31/01/2024", "2024-01-31", "12:30", "1,2,3", "1.2.3", "12,34", "1,2345.6", "5 cm", "$", "%", "()", "1,234.5.6", "0,123,456", "#DIV/0!", "TRUE", "12.5.", "1-2"} {
		o, _, err := read("x\ty\n"+x+"\t0.5\n", codec.Selection{Columns: []int{0, 1}}, codec.Limits{})
		if err == nil || len(o.Columns) != 2 || o.Columns[0].Numbers || !o.Columns[1].Numbers {
			t.Errorf("%q: outline %+v, error %v: want no number", x, o, err)
		}
	}
}

// A column holds numbers if at least half of what it says is one; the first that is none is told.
func TestReadOutlineTellsWhatIsNoNumber(t *testing.T) {
	o, err := codec.ReadOutline(strings.NewReader("day\tx\ty\n\"1.\n2.\"\t1\tlow\n2.2.\tlow\t\n3.2.\t3\t4\n"), false)
	want := []codec.Column{{"day", false, `line 2: "1.\n2."`}, {"x", true, `line 4: "low"`}, {"y", true, `line 2: "low"`}}
	if err != nil || !slices.Equal(o.Columns, want) {
		t.Errorf("%+v, %v: want %+v", o.Columns, err, want)
	}
}

// Rows without a finite number in each column are refused with their count, or left out; other columns do not matter.
func TestReadTableSkips(t *testing.T) {
	nan := float32(math.NaN())
	for _, test := range []struct{ file, first string }{
		{"1,2\nNA,4\n?,\n,5\n6,7\n", `line 2, column "column 1": "NA": want`},
		{"NA,4\n1,2\nnull,5\n6,7\n,-\n", `line 1, column "column 1": "NA": want`},
		{"x,y,z\n1,2,u\nNaN,4,\n5,inf,\n6,7,\n8,9\n", `line 3, column "x": "NaN": want a finite float32 number`},
		{string(npyFile(1, strings.Replace(smallHeader, "(2, 1)", "(5, 3)", 1), []float32{1, 2, nan, nan, 4, 0, 5, nan, 0, 6, 7, 0, 1, nan, nan})), "row 2, column 1: NaN"},
	} {
		_, points, err := read(test.file, codec.Selection{Columns: []int{0, 1}, Skip: true}, codec.Limits{})
		if err != nil || !slices.Equal(points.Values, []float32{1, 2, 6, 7}) || points.Skipped != 3 || !strings.HasPrefix(points.First, test.first) {
			t.Errorf("%.10q: %+v, %v: want two rows, three left out, the first %s", test.file, points, err, test.first)
		}
		_, _, err = read(test.file, codec.Selection{Columns: []int{0, 1}}, codec.Limits{})
		if want := "table: 3 rows have no finite number in each column; the first: " + test.first; err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%.10q: error %v, want %s", test.file, err, want)
		}
	}
}

func TestReadTableRefuses(t *testing.T) {
	both := codec.Selection{Columns: []int{0, 1}}
	for _, test := range []struct {
		file   string
		s      codec.Selection
		limits codec.Limits
		want   string
	}{
		{"", both, codec.Limits{}, "table: an empty file: want rows of numbers"},
		{"\x1f\x8b\x08\x00", both, codec.Limits{}, "table: a file packed by gzip: unpack it first"},
		{"PK\x03\x04\x14", both, codec.Limits{}, "table: a ZIP archive, as spreadsheets (.xlsx)"},
		{"\xff\xfex\x00,\x00", both, codec.Limits{}, "table: text in UTF-16: save it as UTF-8"},
		{"1,2\n\x00\x00", both, codec.Limits{}, "table: byte 4 is zero"},
		{"x;y\n1,5;2\n1.25;2,5\n", both, codec.Limits{}, `line 3, column "x": "1.25": want a finite`},
		{"x,y,z\n1,2,\"a\nb\"\n3,four,5\n", both, codec.Limits{}, `line 4, column "y": "four": want a finite`},
		{"x,y\n#VALUE!,2\n", both, codec.Limits{}, `line 2, column "x": "#VALUE!": want a finite`},
		{"x,y\n\"1,2\n3,4\n", both, codec.Limits{}, "line 2, a quote without its closing quote"},
		{"# nothing\n\n", both, codec.Limits{}, "table: an empty file"},
		{"x,y\n", both, codec.Limits{}, "table: no rows: want at least one"},
		{"x,y\n1,2\n", codec.Selection{}, codec.Limits{}, "table: 0 columns selected: want 1 to 64"},
		{"x,y\n1,2\n", codec.Selection{Columns: []int{0, 2}}, codec.Limits{}, "table: column 3 of 2: want one of them"},
		{"1,2\n3,4\n", both, codec.Limits{Rows: 1}, "table: line 2: more than 1 rows"},
		{"1,2\n3,4\n", both, codec.Limits{Bytes: 5}, "the file: want at most 5 bytes"},
		{strings.Repeat("1,", 5000) + "1\n", both, codec.Limits{}, "table: 5001 columns: want at most 4096"},
		{string(npyFile(1, smallHeader, []float32{1})), codec.Selection{Columns: []int{0}}, codec.Limits{}, "npy: the data ends early"},
		{string(npyFile(1, smallHeader, []float32{1, 2})), codec.Selection{Columns: []int{0}}, codec.Limits{Rows: 1}, "shape (2, 1): want at most 1 rows"},
	} {
		if _, points, err := read(test.file, test.s, test.limits); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%.20q: %v, %v, want %s", test.file, points, err, test.want)
		}
	}
}

// A row of plain numbers is read in one pass, others field by field, as are all where a column is asked for twice: to the same bits, and with the same left out.
func TestReadTableInOnePass(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	odd := []string{"", "NaN", `"7"`, `"a,b"`, " 1.5", "2 ", "1e400", "0x1p-2", "x", "16777217", "0.1234567890123456789012", "-0", "1e-44", "#"}
	var file strings.Builder
	for range 20_000 {
		for column := range 4 {
			if r.IntN(40) == 0 {
				file.WriteString(odd[r.IntN(len(odd))])
			} else {
				fmt.Fprintf(&file, "%g", float32(r.NormFloat64()))
			}
			file.WriteString([]string{",", ",", ",", "\n", "\r\n", ",9\n"}[min(column, 3)+max(0, r.IntN(60)-57)*(column/3)])
		}
	}
	_, quick, err := read(file.String(), codec.Selection{Columns: []int{2, 0}, Skip: true}, codec.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	_, slow, err := read(file.String(), codec.Selection{Columns: []int{2, 0, 2}, Skip: true}, codec.Limits{})
	if err != nil || quick.Rows != slow.Rows || quick.Skipped != slow.Skipped || quick.First != slow.First || quick.Skipped < 100 {
		t.Fatalf("%d rows and %d left out, at first %q: want %d, %d, %q (%v)", quick.Rows, quick.Skipped, quick.First, slow.Rows, slow.Skipped, slow.First, err)
	}
	for i := range quick.Rows {
		if a, b := quick.Values[2*i:2*i+2], slow.Values[3*i:3*i+2]; !slices.Equal(a, b) {
			t.Fatalf("row %d is %v in one pass, and %v field by field", i, a, b)
		}
	}
}

func TestReadTableTellsProgress(t *testing.T) {
	var told []int
	file := strings.Repeat("1 2\n", 25_000)
	_, points, err := read(file, codec.Selection{Columns: []int{0, 1}, Progress: func(rows int) { told = append(told, rows) }}, codec.Limits{})
	if err != nil || points.Rows != 25_000 || !slices.Equal(told, []int{10_000, 20_000}) {
		t.Errorf("%d rows, told %v, %v", points.Rows, told, err)
	}
}

// Of more rows than are kept, each is kept with the same chance: over 400 tables, each of 40 rows is among the 10 kept about a hundred times.
func TestReadTableKeepsRowsByChance(t *testing.T) {
	var file strings.Builder
	for row := range 40 {
		fmt.Fprintf(&file, "%d,%d\n", row, -row)
	}
	counts := make([]float64, 40)
	draw := rand.New(rand.NewPCG(1, 2)).IntN
	for range 400 {
		_, points, err := read(file.String(), codec.Selection{Columns: []int{0, 1}, Keep: 10, Draw: draw}, codec.Limits{})
		if err != nil || points.Rows != 10 || points.Of != 40 || len(points.Values) != 20 {
			t.Fatalf("%d rows of %d, %d numbers, %v", points.Rows, points.Of, len(points.Values), err)
		}
		for i := 0; i < 20; i += 2 {
			if points.Values[i+1] != -points.Values[i] {
				t.Fatalf("a row (%v, %v) that is not the table's", points.Values[i], points.Values[i+1])
			}
			counts[int(points.Values[i])]++
		}
	}
	// Each count is binomial with mean 100 and variance 75; their sum is fixed. χ² has 39 degrees of freedom, up to the factor 40/39 of sampling without replacement.
	var chi2 float64
	for _, n := range counts {
		chi2 += (n - 100) * (n - 100) / 75 * 39 / 40
	}
	if chi2 > 72.1 { // exceeded with a chance of 0.001
		t.Errorf("χ² = %.1f over counts %v: want equal chances", chi2, counts)
	}
	_, points, err := read("1,2\n3,4\n", codec.Selection{Columns: []int{0, 1}, Keep: 2, Draw: draw}, codec.Limits{})
	if err != nil || !slices.Equal(points.Values, []float32{1, 2, 3, 4}) || points.Of != 2 {
		t.Errorf("%+v, %v: want all of what fits, in order", points, err)
	}
}

// Whatever a file holds and whatever is selected: no panic, no more numbers than bytes, and what is read reads back.
func FuzzReadTable(f *testing.F) {
	f.Add([]byte("x,y\n1,2\n3,4\n"), byte(0), byte(1), true)
	f.Add([]byte("\ufeffa;b\r\n\"1\";2\r\n"), byte(1), byte(0), false)
	f.Add([]byte("# c\n 1\t2\n"), byte(0), byte(0), true)
	f.Add([]byte("#,\"x\ny\"\n1.234,\"($1,5 %)\"\n"), byte(0), byte(1), false)
	f.Add(npyFile(1, smallHeader, []float32{1, 2}), byte(0), byte(0), false)
	f.Fuzz(func(t *testing.T, file []byte, a, b byte, skip bool) {
		o, points, err := read(string(file), codec.Selection{Columns: []int{int(a), int(b)}, Skip: skip}, codec.Limits{Rows: 1000, Bytes: 1 << 16})
		if err != nil {
			return
		}
		if len(points.Values) != 2*points.Rows || points.Rows > len(file) || len(o.Columns) > len(file) {
			t.Fatalf("%d numbers, %d rows, %d columns from %d bytes", len(points.Values), points.Rows, len(o.Columns), len(file))
		}
		var again bytes.Buffer
		for i := 0; i < len(points.Values); i += 2 {
			fmt.Fprintf(&again, "%v\t%v\n", points.Values[i], points.Values[i+1])
		}
		_, second, err := read(again.String(), codec.Selection{Columns: []int{0, 1}}, codec.Limits{})
		if err != nil || !slices.Equal(second.Values, points.Values) {
			t.Fatalf("round trip: %v, %v, want %v", second.Values, err, points.Values)
		}
	})
}

func BenchmarkReadTable(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, columns := range []int{2, 64} {
		var file strings.Builder
		for range 400_000 / columns {
			for range columns - 1 {
				fmt.Fprintf(&file, "%.6f,", r.NormFloat64())
			}
			fmt.Fprintf(&file, "%.6f\n", r.NormFloat64())
		}
		places := make([]int, columns)
		for i := range places {
			places[i] = i
		}
		b.Run(fmt.Sprint(columns), func(b *testing.B) {
			b.SetBytes(int64(file.Len()))
			for b.Loop() {
				if _, _, err := read(file.String(), codec.Selection{Columns: places}, codec.Limits{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
