package engine_test

import (
	"slices"
	"testing"

	"pushforward/core/engine"
	"pushforward/core/graph"
)

func engines() []engine.Engine { return []engine.Engine{engine.Reference{}, engine.WebAssembly{}} }

func TestUnknownNamesAndWrongSizesAreRefused(t *testing.T) {
	for _, e := range engines() {
		g := graph.New()
		g.Variable("a", 2, 3)
		g.Function("step")
		instance := start(t, e, g)
		for name, c := range map[string]struct {
			err  error
			want string
		}{
			"call":       {instance.Call("play"), `engine: no function "play" in the program`},
			"memory":     {instance.Call("memory"), `engine: no function "memory" in the program`},
			"read":       {instance.Read(make([]float32, 6), "b"), `engine: no variable "b" in the program`},
			"write":      {instance.Write("b", make([]float32, 6)), `engine: no variable "b" in the program`},
			"read size":  {instance.Read(make([]float32, 5), "a"), `engine: 5 numbers for variable "a": want 6`},
			"write size": {instance.Write("a", make([]float32, 7)), `engine: 7 numbers for variable "a": want 6`},
		} {
			if c.err == nil || c.err.Error() != c.want {
				t.Errorf("%T: %s: error %v, want %s", e, name, c.err, c.want)
			}
		}
		if got := read(t, instance, "a", 6); !slices.Equal(got, make([]float32, 6)) {
			t.Errorf("%T: after refused writes the variable is %v, want zeros", e, got)
		}
		if err := instance.Call("step"); err != nil {
			t.Errorf("%T: a function without assignments: %v", e, err)
		}
	}
}

func TestAClosedInstanceRefusesEverything(t *testing.T) {
	for _, e := range engines() {
		g := graph.New()
		g.Variable("a", 1, 1)
		g.Function("step")
		instance := start(t, e, g) // which closes it once more
		if err := instance.Close(); err != nil {
			t.Errorf("%T: %v", e, err)
		}
		for name, err := range map[string]error{
			"call": instance.Call("step"), "read": instance.Read(make([]float32, 1), "a"), "write": instance.Write("a", make([]float32, 1)),
		} {
			if want := "engine: the instance is closed"; err == nil || err.Error() != want {
				t.Errorf("%T: %s: error %v, want %s", e, name, err, want)
			}
		}
	}
}

// Simultaneous assignments are simultaneous on every engine, though the compiled one stores in place.
func TestAssignmentsDoNotSeeOneAnother(t *testing.T) {
	for _, e := range engines() {
		g := graph.New()
		a, b, square := g.Variable("a", 1, 2), g.Variable("b", 1, 2), g.Variable("square", 2, 2)
		f := g.Function("f")
		f.Assign(a, b)
		f.Assign(b, a.Add(square.SumRows()))
		f.Assign(square, square.Transpose().MatMul(square))
		instance := start(t, e, g)
		write(t, instance, "a", 1, 2)
		write(t, instance, "b", 3, 4)
		write(t, instance, "square", 1, 2, 3, 4)
		call(t, instance, "f")
		for name, want := range map[string][]float32{"a": {3, 4}, "b": {5, 8}, "square": {10, 14, 14, 20}} {
			if got := read(t, instance, name, len(want)); !slices.Equal(got, want) {
				t.Errorf("%T: %s is %v, want %v", e, name, got, want)
			}
		}
	}
}
