package targettest_test

import (
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"testing"

	"pushforward/core/graph"
	"pushforward/core/random"
	"pushforward/core/target"
	"pushforward/core/target/targettest"
)

// bell is N(0, I) in the plane, right in every respect; the faulty targets below differ from it in one.
type bell struct{}

func (bell) Dim() int { return 2 }
func (bell) Sample(dst []float32, r *random.Stream) {
	for i := range len(dst) / 2 * 2 {
		dst[i] = float32(r.Normal())
	}
}
func (bell) LogDensity(x []float64) float64 {
	return -0.5*(x[0]*x[0]+x[1]*x[1]) - math.Log(2*math.Pi)
}
func (bell) Score(dst, x []float64)                { dst[0], dst[1] = -x[0], -x[1] }
func (bell) Modes() ([][]float64, float64)         { return [][]float64{{0, 0}}, 1 }
func (bell) Moments() (mean, covariance []float64) { return []float64{0, 0}, []float64{1, 0, 0, 1} }

type (
	unnormalised struct{ bell }
	tilted       struct{ bell }
	wrongScore   struct{ bell }
	wrongModes   struct{ bell }
	wrongMoments struct{ bell }
	ragged       struct{ bell }
	impure       struct {
		bell
		count *int
	}
	notFinite      struct{ bell }
	wrongPotential struct{ bell }
	wrongSlope     struct{ bell }
	overflowing    struct{ bell }
	flatPotential  struct{ bell }
	spurious       struct {
		bell
		table []float32
	}
)

func (unnormalised) LogDensity(x []float64) float64 { return bell{}.LogDensity(x) + 0.05 }
func (tilted) LogDensity(x []float64) float64 {
	return bell{}.LogDensity(x) + 0.2*x[0] - 0.5*0.2*0.2
}
func (wrongScore) Score(dst, x []float64)        { dst[0], dst[1] = -x[0], x[1] }
func (wrongModes) Modes() ([][]float64, float64) { return [][]float64{{0, 0}}, 1.1 }
func (wrongMoments) Moments() (mean, covariance []float64) {
	return []float64{0, 0}, []float64{1, 0.1, 0.1, 1}
}
func (ragged) Sample(dst []float32, r *random.Stream) {
	for i := range dst {
		dst[i] = float32(r.Normal())
	}
}
func (p impure) Sample(dst []float32, r *random.Stream) {
	*p.count++
	p.bell.Sample(dst, random.New(uint64(*p.count), "data"))
}
func (notFinite) Sample(dst []float32, r *random.Stream) {
	bell{}.Sample(dst, r)
	dst[0] = float32(math.NaN())
}

// halfSquares is −½‖x‖², bell's potential.
func halfSquares(x *graph.Node) *graph.Node { return x.Square().SumCols().Scale(-0.5) }

func (wrongPotential) LogDensityGraph(x *graph.Node) *graph.Node { return halfSquares(x).Scale(1.01) }
func (wrongSlope) LogDensityGraph(x *graph.Node) *graph.Node {
	return halfSquares(x.StopGradient()).Add(x.SumCols()).Sub(x.StopGradient().SumCols())
}
func (overflowing) LogDensityGraph(x *graph.Node) *graph.Node {
	large := x.Square().SumCols().Exp().Square().Square()
	return halfSquares(x).Add(large.Sub(large))
}
func (flatPotential) LogDensityGraph(x *graph.Node) *graph.Node { return halfSquares(x).Sum() }
func (s spurious) Rows() []float32                              { return s.table }

// prebuilt is a builder of one target.
type prebuilt struct{ target target.Target }

func (p *prebuilt) Build(target.Open) (target.Target, error) { return p.target, nil }

// log records what a suite reports.
type log []string

func (l *log) Helper()                           {}
func (l *log) Errorf(format string, args ...any) { *l = append(*l, fmt.Sprintf(format, args...)) }

func entryOf(t target.Target) target.Entry {
	return target.Entry{
		ID: "bell", Name: "Bell", Idea: "A test.", Formula: "p", Dim: 2, Abilities: target.Abilities(t),
		New: func() target.Builder { return &prebuilt{t} },
	}
}

func TestSoundTargetPasses(t *testing.T) { targettest.TestEntry(t, entryOf(bell{}), nil) }

// A suite that cannot fail would be a defect: each fault planted here must be found, in these words.
func TestFaultsAreFound(t *testing.T) {
	for want, built := range map[string]target.Target{
		"the density integrates to 1.051": unnormalised{},
		"cells of the plane: χ²":          tilted{},
		"by finite differences":           wrongScore{},
		"standard deviations of a mode":   wrongModes{},
		"covariance of the draws":         wrongMoments{},
		"a row and a part of one":         ragged{},
		"asked for in parts":              impure{count: new(int)},
		"of the draws is NaN":             notFinite{},
		"potential at":                    wrongPotential{},
		"slope of the potential":          wrongSlope{},
		"not a finite number":             overflowing{},
		"is 1×1, want":                    flatPotential{},
		"is not a row of the table":       spurious{table: []float32{0, 0}},
	} {
		expectFault(t, entryOf(built), want)
	}
}

func TestFaultsOfEntriesAreFound(t *testing.T) {
	for want, change := range map[string]func(*target.Entry){
		"lacks an id":              func(e *target.Entry) { e.Idea = "" },
		"dimension 2, want 3":      func(e *target.Entry) { e.Dim = 3 },
		"lists [density]":          func(e *target.Entry) { e.Abilities = []string{target.AbilityDensity} },
		"no check for the ability": func(e *target.Entry) { e.Abilities = append(e.Abilities, "telepathy") },
		"formula \"\"":             func(e *target.Entry) { e.Formula = "" },
		"want both or neither":     func(e *target.Entry) { e.Attribution = "somebody" },
		"once":                     func(e *target.Entry) { e.Data, e.Attribution, e.Formula = "x.csv", "somebody", "" },
		"with default parameters": func(e *target.Entry) {
			e.New = func() target.Builder { return new(broken) }
		},
	} {
		entry := entryOf(bell{})
		change(&entry)
		expectFault(t, entry, want)
	}
}

// broken is a builder that cannot build.
type broken struct{}

func (*broken) Build(target.Open) (target.Target, error) { return nil, errors.New("it does not work") }

func expectFault(t *testing.T, entry target.Entry, want string) {
	t.Helper()
	var found log
	targettest.TestEntry(&found, entry, func(string) (io.ReadCloser, error) { return io.NopCloser(strings.NewReader("")), nil })
	if !slices.ContainsFunc(found, func(line string) bool { return strings.Contains(line, want) }) {
		t.Errorf("reported %q, want a line with %q", found, want)
	}
}
