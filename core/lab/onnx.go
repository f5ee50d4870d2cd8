package lab

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"pushforward/core/graph"
	"pushforward/core/method"
	"pushforward/core/onnx"
	"pushforward/core/transport"
)

// WriteONNX writes the map as it stands as an ONNX model: z [N×columns], noise of the source's own law, in, and x [N×Dim], samples in natural units, out. A
// velocity field is integrated within, in the steps of the run's solver. It is an error if there is no such map: where every sample meets noise on its way,
// or sees the others, or where the steps depend on all of them.
func (s *Session) WriteONNX(w io.Writer, run Description) error {
	if err := s.Portable(); err != nil {
		return err
	}
	columns, law := s.law()
	b := onnx.New(columns, method.Chunk, s.values)
	x, err := s.lowerSource(b)
	if err != nil {
		return err
	}
	if s.Entry.Has(method.Push) {
		x, err = s.lowerAbility(b, method.Push, map[string]onnx.Value{"push.at": x})
	} else {
		x, err = s.lowerFlow(b, x)
	}
	if err != nil {
		return err
	}
	frame := s.Problem.Frame
	x = b.Affine(x, frame.Scale, frame.Mean)
	about := fmt.Sprintf("%s from %s to %s: z, drawn from %s, becomes x, samples of %s.", s.Entry.Name, s.Config.Source, s.Config.Target, law, s.Config.Target)
	_, err = w.Write(b.Model(x, s.Problem.Dim(), about, []onnx.Property{
		{Name: runName, Text: string(run.JSON())}, {Name: "source_law", Text: law}, {Name: "citation", Text: s.Entry.Citation},
	}))
	return err
}

// Portable is an error, a sentence that says why, if the run's map cannot be written as an ONNX model.
func (s *Session) Portable() error {
	if s.Entry.Has(method.Push) {
		return nil
	}
	if s.Entry.Has(method.Simulate) {
		return fmt.Errorf("%s simulates: its samples meet fresh noise or one another on the way, so there is no map to write", s.Entry.Name)
	}
	f, ok := s.sampler.carrier.(*flow)
	if !ok {
		return fmt.Errorf("%s has no map to write", s.Entry.Name)
	}
	_, linear := f.linearSteps()
	switch {
	case f.tableau == nil && !linear:
		return fmt.Errorf("the solver %s draws fresh noise on the way, which a model cannot: choose one that does not, such as Euler, midpoint, Heun or Runge–Kutta 4", s.Config.Solver)
	case f.tableau != nil && f.tableau.Adaptive():
		return fmt.Errorf("the solver %s chooses its steps by the error that all samples make together: choose Euler, midpoint, Heun or Runge–Kutta 4", s.Config.Solver)
	}
	return nil
}

// values are a variable's numbers as they stand.
func (s *Session) values(name string) ([]float32, error) {
	for _, v := range s.program.Variables() {
		if v.Name() == name {
			values := make([]float32, v.Size())
			return values, s.instance.Read(values, name)
		}
	}
	return nil, fmt.Errorf("lab: no variable %q", name)
}

// law is how many columns the noise has and, in words, how it is distributed.
func (s *Session) law() (columns int, words string) {
	source := s.Problem.source
	if source.normal {
		return source.dim, fmt.Sprintf("the standard normal distribution in %d dimensions", source.dim)
	}
	words = fmt.Sprintf("the distribution %s in its own units", s.Config.Source)
	if set := s.Config.SourceParameters; len(set) > 0 {
		var list []string
		for name, value := range set {
			list = append(list, name+" "+value)
		}
		slices.Sort(list)
		words = fmt.Sprintf("the distribution %s (%s) in its own units", s.Config.Source, strings.Join(list, ", "))
	}
	columns = s.Problem.Source.Dim()
	if xi := source.embedding; xi != nil && xi.Columns() > columns {
		words += fmt.Sprintf(", with %d columns of standard normal numbers to the right of it", xi.Columns()-columns)
		columns = xi.Columns()
	}
	return columns, words
}

// lowerSource is the noise in the target's frame: standardised and embedded.
func (s *Session) lowerSource(b *onnx.Builder) (onnx.Value, error) {
	source, z := s.Problem.source, b.Input()
	if source.normal {
		return z, nil
	}
	dim, columns := s.Problem.Source.Dim(), s.Problem.Source.Dim()
	if source.embedding != nil {
		columns = source.embedding.Columns()
	}
	g := graph.New()
	x := g.Variable("z", method.Chunk, columns)
	flat := x.SliceCols(0, dim).Sub(g.Constant(1, dim, source.frame.Mean...)).Div(g.Constant(1, dim, source.frame.Scale...))
	if columns > dim {
		flat = flat.ConcatCols(x.SliceCols(dim, columns))
	}
	if source.embedding != nil {
		flat = source.embedding.Graph(flat)
	}
	if err := g.Err(); err != nil {
		return onnx.Value{}, err
	}
	return b.Lower(flat, map[string]onnx.Value{"z": z})
}

// lowerAbility is an ability's answer, with its question bound.
func (s *Session) lowerAbility(b *onnx.Builder, a method.Ability, bound map[string]onnx.Value) (onnx.Value, error) {
	return b.Lower(s.program.Lookup(string(a)).Assignments[0].Value, bound)
}

// linearSteps are the steps of a solver that moves points by their velocity alone, at times and with weights that no point changes.
func (f *flow) linearSteps() ([]transport.LinearStep, bool) {
	solver, ok := f.sampler.(interface {
		Linear(path *transport.Path, nfe int) ([]transport.LinearStep, bool)
	})
	if !ok || f.process.Path == nil {
		return nil, false
	}
	return solver.Linear(f.process.Path, f.nfe)
}

// lowerFlow is the solver's loop over its steps, from noise of the path's own scale.
func (s *Session) lowerFlow(b *onnx.Builder, x onnx.Value) (onnx.Value, error) {
	f := s.sampler.carrier.(*flow)
	x = b.Scale(x, f.path.Alpha(0))
	if f.tableau != nil {
		return s.lowerTableau(b, x, *f.tableau, f.tableau.Steps(f.nfe))
	}
	steps, _ := f.linearSteps()
	table := make([][]float64, len(steps))
	for k, step := range steps {
		table[k] = []float64{step.Time, step.Keep, step.Move}
	}
	return b.Loop(x, s.Problem.Dim(), len(steps), table, func(x onnx.Value, row []onnx.Value) (onnx.Value, error) {
		slope, err := s.lowerVelocity(b, x, row[0])
		return b.Add(b.Times(row[1], x), b.Times(row[2], slope)), err
	})
}

func (s *Session) lowerVelocity(b *onnx.Builder, x, time onnx.Value) (onnx.Value, error) {
	return s.lowerAbility(b, method.Velocity, map[string]onnx.Value{"velocity.at": x, "velocity.time": time})
}

// lowerTableau is the loop of a Runge–Kutta method in equal steps. They differ in the times of their stages and in nothing else.
func (s *Session) lowerTableau(b *onnx.Builder, x onnx.Value, tableau transport.Tableau, steps int) (onnx.Value, error) {
	h := 1 / float64(steps)
	table := make([][]float64, steps)
	for k := range table {
		for _, c := range tableau.C {
			table[k] = append(table[k], float64(k)*h+c*h)
		}
	}
	return b.Loop(x, s.Problem.Dim(), steps, table, func(x onnx.Value, times []onnx.Value) (onnx.Value, error) {
		var slopes []onnx.Value
		combine := func(weights []float64) (sum onnx.Value) {
			sum = x
			for j, weight := range weights {
				if weight != 0 {
					sum = b.Add(sum, b.Scale(slopes[j], h*weight))
				}
			}
			return sum
		}
		for i, time := range times {
			slope, err := s.lowerVelocity(b, combine(tableau.A[i]), time)
			if err != nil {
				return onnx.Value{}, err
			}
			slopes = append(slopes, slope)
		}
		return combine(tableau.B), nil
	})
}
