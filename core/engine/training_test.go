package engine_test

import (
	"encoding/binary"
	"fmt"
	"hash/fnv"
	"math"
	"testing"

	"gonum.org/v1/gonum/diff/fd"

	"pushforward/core/engine"
	"pushforward/core/graph"
	"pushforward/core/nn"
)

// training is a program that fits the velocity of straight lines from noise to a curve, as flow matching does: functions "init" and "step"
// (with its loss), and "loss" alone. In every step the same numbers are drawn if the counter stands still.
func training(batch int, hidden ...int) (program *graph.Graph, parameters *nn.Parameters) {
	g, p := graph.New(), &nn.Parameters{}
	net := nn.NewMLP(g, p, "velocity", 2+1+2*2, hidden, 2, nn.SiLU)
	noise, along := g.Normal("noise", batch, 2), g.Uniform("data", batch, 1).Scale(6)
	data := along.Cos().ConcatCols(along.Sin().Mul(along))
	t := g.Uniform("time", batch, 1)
	straight := data.Sub(noise)
	at := noise.Add(t.Mul(straight)).ConcatCols(nn.TimeFeatures(t, 2))
	loss := net.Apply(at).Sub(straight).Square().Mean()

	initialize := g.Function("init")
	p.Initialize(initialize)
	step := g.Function("step")
	updated := nn.Adam{}.Minimize(step, p, loss, g.Scalar(0.003))
	nn.NewAverage(p, initialize, step, updated, 0.99)
	step.Output("loss", loss)
	step.Assign(g.Counter(), g.Counter().AddScalar(1))
	g.Function("loss").Output("is", loss)
	return g, p
}

// The derivative of the loss by every parameter, three ways: finite differences of the reference's loss (float64, at float32 parameters),
// the gradient on the reference, and the gradient compiled.
func TestGradientsOfANetworkAreFiniteDifferences(t *testing.T) {
	program, parameters := training(16, 5, 4)
	variables := parameters.Variables()
	loss := program.Lookup("loss").Assignments[0].Value
	f := program.Function("gradient")
	for i, gradient := range graph.Gradient(loss, variables...) {
		f.Output(fmt.Sprint(i), gradient)
	}
	reference, compiled := start(t, engine.Reference{}, program), start(t, engine.WebAssembly{}, program)
	memory := map[string][]float32{}
	call(t, reference, "init")
	for _, v := range program.Variables() {
		memory[v.Name()] = read(t, reference, v.Name(), v.Size())
		write(t, compiled, v.Name(), memory[v.Name()]...)
	}
	call(t, reference, "gradient")
	call(t, compiled, "gradient")

	nodes := program.Lookup("loss").Nodes()
	for i, v := range variables {
		at := make([]float64, v.Size())
		for k, x := range memory[v.Name()] {
			at[k] = float64(x)
		}
		differences := fd.Gradient(nil, func(x []float64) float64 {
			for k := range x {
				memory[v.Name()][k] = float32(x[k])
			}
			return engine.Evaluate(nodes, memory)[loss][0]
		}, at, &fd.Settings{Formula: fd.Central, Step: 1. / 256})
		for k, x := range at {
			memory[v.Name()][k] = float32(x)
		}
		name := fmt.Sprintf("gradient.%d", i)
		exact, got := read(t, reference, name, v.Size()), read(t, compiled, name, v.Size())
		for k, want := range differences {
			if math.Abs(float64(exact[k])-want) > 1e-3*max(1, math.Abs(want)) {
				t.Errorf("%v element %d: gradient %v, finite difference %v", v, k, exact[k], want)
			}
			if math.Abs(float64(got[k]-exact[k])) > 1e-5*max(1, math.Abs(want)) {
				t.Errorf("%v element %d: compiled gradient %v, reference %v", v, k, got[k], exact[k])
			}
		}
	}
}

// Each step, from the same variables, leaves the same parameters, optimiser state, averages and loss on both engines.
func TestTrainingStepsAgreeWithTheReference(t *testing.T) {
	program, _ := training(33, 17, 9)
	reference, compiled := start(t, engine.Reference{}, program), start(t, engine.WebAssembly{}, program)
	call(t, reference, "init")
	call(t, compiled, "init")
	compareVariables(t, program.Lookup("init"), program.Variables(), compiled, reference)
	for range 10 {
		for _, v := range program.Variables() {
			write(t, compiled, v.Name(), read(t, reference, v.Name(), v.Size())...)
		}
		call(t, reference, "step")
		call(t, compiled, "step")
		compareVariables(t, program.Lookup("step"), program.Variables(), compiled, reference)
	}
}

// The parameters after 200 steps, bit for bit, are the same under wazero and in a browser: this test runs in both. The hash changes whenever
// the arithmetic of a step does, and with it every permalink: on purpose only.
func TestTrainingGivesTheSameBitsEverywhere(t *testing.T) {
	const want = 0xace48e07200404d4
	program, parameters := training(64, 32, 32)
	instance := start(t, engine.WebAssembly{}, program)
	call(t, instance, "init")
	first := mean(t, instance, 20)
	for range 160 {
		call(t, instance, "step")
	}
	if last := mean(t, instance, 20); !(last < 0.8*first) {
		t.Errorf("the loss went from %v to %v: want it to fall", first, last)
	}
	hash := fnv.New64a()
	for _, v := range parameters.Variables() {
		if err := binary.Write(hash, binary.LittleEndian, read(t, instance, v.Name(), v.Size())); err != nil {
			t.Fatal(err)
		}
	}
	if got := hash.Sum64(); got != want {
		t.Errorf("parameters after 200 steps hash to %#x, want %#x", got, uint64(want))
	}
}

// mean is the mean loss over the next steps.
func mean(t *testing.T, instance engine.Instance, steps int) float32 {
	t.Helper()
	sum := float32(0)
	for range steps {
		call(t, instance, "step")
		sum += read(t, instance, "step.loss", 1)[0]
	}
	return sum / float32(steps)
}
