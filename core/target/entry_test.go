package target_test

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"pushforward/assets"
	"pushforward/core/random"
	"pushforward/core/target"
)

func TestNewRefuses(t *testing.T) {
	csv := func(text string) target.Open {
		return func(string) (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(text)), nil }
	}
	for _, test := range []struct {
		id, name, value string
		open            target.Open
		want            string
	}{
		{"mars", "", "", nil, `target: unknown target "mars": want one of gaussian, uniform, ring, student-t, mixture, ` +
			`8gaussians, 25gaussians, ring8, moons, circles, rings, swissroll, scurve, pinwheel, 2spirals, checkerboard, ` +
			`banana, funnel, u1, u2, u3, u4, double-well, muller-brown, us-zipcodes, penguins, earthquakes, formula, points, picture`},
		{"moons", "noise", "0", nil, `target: moons: param: noise "0": want a number in [0.01, 1]`},
		{"checkerboard", "size", "9", nil, `target: checkerboard: param: unknown name "size": there are no parameters`},
		{"gaussian", "dim", "65", nil, `target: gaussian: param: dim "65": want a whole number in [1, 64]`},
		{"penguins", "jitter", "0", nil, "target: penguins: penguins.csv: want a function that opens files of real data, not nil"},
		{"penguins", "jitter", "0", csv("a,b\n"), `target: penguins: penguins.csv: csv: line 1: no column "flipper_mm": want one of a, b`},
		{"us-zipcodes", "jitter", "0", csv("latitude,longitude\n"), "target: us-zipcodes: target: 0 numbers in rows of 2: want at least one row, all of them whole"},
	} {
		params := map[string]string{}
		if test.name != "" {
			params[test.name] = test.value
		}
		if _, err := target.New(test.id, params, test.open); err == nil || err.Error() != test.want {
			t.Errorf("New(%s, %v): error %v, want %s", test.id, params, err, test.want)
		}
	}
}

// The menu shows the registry family by family: each entry is of a known one, and none is split or empty.
func TestFamiliesAreInOrder(t *testing.T) {
	var got []string
	for _, entry := range target.Registry() {
		if len(got) == 0 || got[len(got)-1] != entry.Family {
			got = append(got, entry.Family)
		}
	}
	var want []string
	for _, family := range target.Families() {
		if family.Name == "" || family.Idea == "" {
			t.Errorf("family %q lacks a name or an idea", family.ID)
		}
		want = append(want, family.ID)
	}
	if !slices.Equal(got, want) {
		t.Errorf("the registry's families are %q, want %q", got, want)
	}
}

func TestNewWrapsReadErrors(t *testing.T) {
	missing := errors.New("missing")
	if _, err := target.New("penguins", nil, func(string) (io.ReadCloser, error) { return nil, missing }); !errors.Is(err, missing) {
		t.Errorf("error %v, want one that wraps %v", err, missing)
	}
}

// The counts and ranges of the files themselves, found with other tools.
func TestRealDataIsWhole(t *testing.T) {
	for id, want := range map[string]struct {
		rows int
		box  [4]float32
	}{
		"us-zipcodes": {33109, [4]float32{-124.6261, 24.6557, -67.0408, 48.9874}},
		"penguins":    {342, [4]float32{172, 32.1, 231, 59.6}},
		"earthquakes": {1707, [4]float32{-179.6445, -65.8617, 178.8275, 83.0422}},
	} {
		built, err := target.New(id, nil, assets.Open)
		if err != nil {
			t.Error(err)
			continue
		}
		points := built.(target.Finite).Rows()
		box := [4]float32{points[0], points[1], points[0], points[1]}
		for i := 0; i < len(points); i += 2 {
			for j := range 2 {
				box[j], box[j+2] = min(box[j], points[i+j]), max(box[j+2], points[i+j])
			}
		}
		if len(points) != 2*want.rows || box != want.box {
			t.Errorf("%s: %d rows within %v, want %d within %v", id, len(points)/2, box, want.rows, want.box)
		}
	}
}

func BenchmarkReadZipcodes(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := target.New("us-zipcodes", nil, assets.Open); err != nil {
			b.Fatal(err)
		}
	}
}

func ExampleNew() {
	moons, err := target.New("moons", map[string]string{"noise": "0.1"}, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	points := make([]float32, 1000*moons.Dim())
	moons.Sample(points, random.New(7, "data"))
	mean, _ := moons.(target.Momented).Moments()
	fmt.Println(len(points)/moons.Dim(), "points around", mean)
	_, err = target.New("moons", map[string]string{"noise": "-1"}, nil)
	fmt.Println(err)
	// Output:
	// 1000 points around [0 0.5]
	// target: moons: param: noise "-1": want a number in [0.01, 1]
}
