package target_test

import (
	"bytes"
	"compress/flate"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"math"
	"strings"
	"testing"

	"pushforward/core/codec"
	"pushforward/core/random"
	"pushforward/core/target"
	"pushforward/core/target/targettest"
)

// inline is a grid as a parameter carries it.
func inline(t *testing.T, g codec.Grid) string {
	t.Helper()
	var file bytes.Buffer
	w, err := flate.NewWriter(&file, flate.BestCompression)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(append([]byte{byte(g.Columns - 1), byte(g.Rows - 1)}, g.Weights...)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return base64.RawURLEncoding.EncodeToString(file.Bytes())
}

// A disc that is drawn has the moments of a disc, up to its cells, and a picture is the right way up.
func TestPictureOfADisc(t *testing.T) {
	const side = 128
	g := codec.Grid{Columns: side, Rows: side / 2, Weights: make([]byte, side*side/2)}
	for k := range g.Weights { // of radius 16 about the cell (96, 16): the upper right
		if math.Hypot(float64(k%side)+0.5-96, float64(k/side)+0.5-16) < 16 {
			g.Weights[k] = 200
		}
	}
	built := mustBuild(t, "picture", map[string]string{"grid": inline(t, g), "size": "16"})
	mean, covariance := built.(target.Momented).Moments()
	if math.Hypot(mean[0]-4, mean[1]-2) > 1e-9 || math.Abs(covariance[0]-1) > 0.02 || math.Abs(covariance[3]-1) > 0.02 || math.Abs(covariance[1]) > 1e-9 {
		t.Errorf("mean %v, covariance %v: want (4, 2) and the identity", mean, covariance)
	}
	if got := built.(target.Densitied).LogDensity([]float64{4, 2}); math.Abs(got+math.Log(4*math.Pi)) > 0.01 {
		t.Errorf("log-density in the middle is %v, want %v", got, -math.Log(4*math.Pi))
	}
	for i, x := 0, draw(built, 20_000); i < len(x); i += 2 {
		if math.Hypot(x[i]-4, x[i+1]-2) > 2.1 {
			t.Fatalf("drew (%v, %v), beyond the disc", x[i], x[i+1])
		}
	}
	targettest.TestDerivatives(t, built)
}

// npy is points as a parameter's @name opens them.
func npy(t *testing.T, points []float32, dim int) target.Open {
	t.Helper()
	var file bytes.Buffer
	if err := codec.WriteNPY(&file, points, len(points)/dim, dim); err != nil {
		t.Fatal(err)
	}
	return func(name string) (io.ReadCloser, error) {
		if name != "own/0a" {
			return nil, fmt.Errorf("%s: asked for by another name", name)
		}
		return io.NopCloser(bytes.NewReader(file.Bytes())), nil
	}
}

func TestPointsOfATable(t *testing.T) {
	table := []float32{1, 10, 100, 3, 10, -100, 5, 10, 0}
	built, err := target.New("points", map[string]string{"data": "@0a"}, npy(t, table, 3))
	if err != nil {
		t.Fatal(err)
	}
	if got := built.(target.Finite).Rows(); built.Dim() != 3 || fmt.Sprint(got) != fmt.Sprint(table) {
		t.Errorf("%d columns, rows %v: want 3, %v", built.Dim(), got, table)
	}
	built, err = target.New("points", map[string]string{"data": "@0a", "unit": "true"}, npy(t, table, 3))
	if err != nil {
		t.Fatal(err)
	}
	mean, covariance := built.(target.Momented).Moments()
	for j, want := range []float64{1, 0, 1} { // the second column does not vary
		if math.Abs(mean[j]) > 1e-6 || math.Abs(covariance[4*j]-want) > 1e-6 {
			t.Errorf("column %d of unit variance has mean %v and variance %v, want 0 and %v", j, mean[j], covariance[4*j], want)
		}
	}
	points := make([]float32, 3*1000)
	built.Sample(points, random.New(1, "data"))
	for _, x := range points {
		if math.IsNaN(float64(x)) {
			t.Fatal("drew what is no number")
		}
	}
}

func TestOwnDataRefuses(t *testing.T) {
	blank := inline(t, codec.Grid{Columns: 2, Rows: 1, Weights: make([]byte, 2)})
	for _, test := range []struct {
		id, name, value, want string
		open                  target.Open
	}{
		{"picture", "grid", "a b", `target: picture: data "a b": want base64url, or @ and a name`, nil},
		{"picture", "grid", "@../x", `data "@../x": want @ and small letters and digits`, nil},
		{"picture", "grid", "@", `data "@": want @`, nil},
		{"picture", "grid", "@0a", "want a function that opens files", nil},
		{"picture", "grid", "AAAA", "grid: ", nil},
		{"picture", "grid", blank, "an empty picture: want at least one cell that is not blank", nil},
		{"picture", "grid", strings.Repeat("A", 3001), "of 3001 bytes: want one line of at most 3000 bytes", nil},
		{"points", "data", blank, "npy: ", nil},
		{"points", "data", "@0a", "points of 1 columns: want 2 to 64", npy(t, []float32{1, 2}, 1)},
		{"points", "data", "@0a", "points of 65 columns: want 2 to 64", npy(t, make([]float32, 130), 65)},
		{"points", "data", "@0b", "asked for by another name", npy(t, []float32{1, 2}, 2)},
	} {
		_, err := target.New(test.id, map[string]string{test.name: test.value}, test.open)
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s of %.20q: error %v, want %s", test.id, test.value, err, test.want)
		}
	}
	missing := errors.New("missing")
	if _, err := target.New("points", map[string]string{"data": "@0a"}, func(string) (io.ReadCloser, error) { return nil, missing }); !errors.Is(err, missing) {
		t.Errorf("error %v, want one that wraps %v", err, missing)
	}
}
