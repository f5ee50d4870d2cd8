package graphtest_test

import (
	"fmt"
	"math"
	"testing"

	"pushforward/core/engine"
	"pushforward/core/graph"
	"pushforward/core/graph/graphtest"
	"pushforward/core/random"
)

func program(t *testing.T, seed uint64, o graphtest.Options) *graph.Graph {
	t.Helper()
	g := graphtest.Random(random.New(seed, "program"), o)
	if err := g.Err(); err != nil {
		t.Fatalf("seed %d: %v", seed, err)
	}
	return g
}

// filled has numbers for every variable, as a test of an engine would write them.
func filled(seed uint64, g *graph.Graph) map[string][]float32 {
	r := random.New(seed, "numbers")
	variables := map[string][]float32{}
	for _, v := range g.Variables() {
		variables[v.Name()] = make([]float32, v.Size())
		graphtest.Fill(r, variables[v.Name()])
	}
	variables[graph.SeedName] = []float32{float32(seed), 65535, 0, 1}
	variables[graph.CounterName][0] = 12
	return variables
}

func TestEveryOperationOccurs(t *testing.T) {
	for _, derivatives := range []bool{false, true} {
		count := map[graph.Op]int{}
		products := map[[2]bool]int{}
		for seed := range uint64(100) {
			g := program(t, seed, graphtest.Options{Derivatives: derivatives})
			for _, f := range g.Functions() {
				for _, n := range f.Nodes() {
					count[n.Op()]++
					if a, b := n.Transposed(); n.Op() == graph.MatMul {
						products[[2]bool{a, b}]++
					}
				}
			}
		}
		for op := graph.Variable; op <= graph.Argsort; op++ {
			if count[op] < 10 {
				t.Errorf("derivatives %v: %v occurs %d times in 100 programs, want at least 10", derivatives, op, count[op])
			}
		}
		for _, transposed := range [][2]bool{{false, false}, {false, true}, {true, false}} {
			if products[transposed] < 10 {
				t.Errorf("derivatives %v: %d products with transposed operands %v, want at least 10", derivatives,
					products[transposed], transposed)
			}
		}
	}
}

func TestShapesReachTheLimitAndStayWithinIt(t *testing.T) {
	for _, limit := range []int{1, 2, 7, 70} {
		largest := 0
		for seed := range uint64(40) {
			g := program(t, seed, graphtest.Options{MaxShape: limit, Nodes: 30, Derivatives: true})
			for _, n := range g.Lookup(graphtest.Step).Nodes() {
				if n.Op() != graph.Variable { // the seed has four columns whatever the limit
					largest = max(largest, n.Rows(), n.Cols())
				}
			}
		}
		if limit > 2 && largest < limit*9/10 || largest > 2*limit { // a matrix is repeated before it is cut
			t.Errorf("limit %d: the largest shape is %d", limit, largest)
		}
	}
}

// The Hessian times a vector is the same by reverse over reverse, forward over reverse and reverse over forward mode: float64 arithmetic
// tells them apart by no more than its rounding.
func TestSecondDerivativesAgree(t *testing.T) {
	curved := 0
	for seed := range uint64(100) {
		g := program(t, seed, graphtest.Options{Nodes: 1 + int(seed%12), Nested: true})
		f := g.Lookup(graphtest.Curve)
		if got, want := len(f.Assignments), 3*graphtest.Inputs; got != want {
			t.Fatalf("seed %d: %d outputs, want %d", seed, got, want)
		}
		values := engine.Evaluate(f.Nodes(), filled(seed, g))
		for i := range graphtest.Inputs {
			reverse := values[f.Assignments[i].Value]
			for way := 1; way < 3; way++ {
				other := f.Assignments[way*graphtest.Inputs+i]
				for k, want := range reverse {
					if got := values[other.Value][k]; !(math.Abs(got-want) <= 1e-11*max(1, math.Abs(want))) {
						t.Fatalf("seed %d: %v element %d is %v, by reverse over reverse mode %v", seed, other.Variable, k, got, want)
					}
					if want != 0 {
						curved++
					}
				}
			}
		}
	}
	if curved < 1000 {
		t.Errorf("%d second derivatives are not 0, want at least 1000", curved)
	}
}

func TestTheSameStreamMakesTheSameProgram(t *testing.T) {
	o := graphtest.Options{Nodes: 30, Derivatives: true}
	if one, other := program(t, 5, o).String(), program(t, 5, o).String(); one != other {
		t.Errorf("two programs of one seed:\n%s\nand\n%s", one, other)
	}
	if one, other := program(t, 5, o).String(), program(t, 6, o).String(); one == other {
		t.Errorf("seeds 5 and 6 make the same program\n%s", one)
	}
}

// rounded are the values of nodes when each is stored as float32 before it is used: a program with one function for each node.
func rounded(t *testing.T, nodes []*graph.Node, variables map[string][]float32) [][]float32 {
	t.Helper()
	h := graph.New()
	stored := map[*graph.Node]*graph.Node{}
	var order []string
	for i, n := range nodes {
		if n.Op() == graph.Variable {
			stored[n] = n.With(h, nil)
			continue
		}
		args := make([]*graph.Node, len(n.Args()))
		for k, a := range n.Args() {
			args[k] = stored[a]
		}
		f := h.Function(fmt.Sprint(i))
		stored[n] = f.Output("y", n.With(h, args))
		order = append(order, f.Name)
	}
	instance, err := engine.Reference{}.Instantiate(h)
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range h.Variables() {
		if numbers, ok := variables[v.Name()]; ok {
			if err := instance.Write(v.Name(), numbers); err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, name := range order {
		if err := instance.Call(name); err != nil {
			t.Fatal(err)
		}
	}
	results := make([][]float32, len(nodes))
	for i, n := range nodes {
		results[i] = make([]float32, n.Size())
		if err := instance.Read(results[i], stored[n].Name()); err != nil {
			t.Fatal(err)
		}
	}
	return results
}

// Rounding every intermediate value to float32 moves no value by more than 10⁻⁴ of the largest number of its matrix (or of 1): this
// is what makes a comparison of compiled code with the reference mean something.
func TestRoundingMovesResultsLittle(t *testing.T) {
	worst := 0.0
	for seed := range uint64(100) {
		o := graphtest.Options{MaxShape: 7 + int(seed%3)*12, Nodes: 20, Derivatives: seed%2 == 0}
		g := program(t, seed, o)
		variables := filled(seed, g)
		for _, f := range g.Functions() {
			nodes := f.Nodes()
			exact := engine.Evaluate(nodes, variables)
			for i, got := range rounded(t, nodes, variables) {
				distance := relative(got, exact[nodes[i]])
				worst = max(worst, distance)
				if !(distance < 1e-4) {
					t.Fatalf("seed %d: %v of %s moves by %.2g\n%v", seed, nodes[i], f.Name, distance, f)
				}
			}
		}
	}
	t.Logf("the largest relative movement is %.2g", worst)
}

// relative is the largest distance over the largest number, at least 1.
func relative(got []float32, want []float64) float64 {
	distance, size := 0.0, 1.0
	for i, x := range want {
		distance = max(distance, math.Abs(float64(got[i])-x))
		size = max(size, math.Abs(x))
	}
	return distance / size
}

func TestFillStaysWithinTheContractAndRepeatsNumbers(t *testing.T) {
	numbers := make([]float32, 10000)
	graphtest.Fill(random.New(1, "numbers"), numbers)
	distinct, zeros, negativeZeros := map[float32]bool{}, 0, 0
	for _, x := range numbers {
		if !(x >= -2 && x <= 2) {
			t.Fatalf("%v is outside [−2, 2]", x)
		}
		distinct[x] = true
		if math.Float32bits(x) == 0 {
			zeros++
		} else if x == 0 {
			negativeZeros++
		}
	}
	if zeros < 100 || negativeZeros < 100 || len(distinct) > 9000 || len(distinct) < 7000 {
		t.Errorf("%d zeros, %d negative zeros, %d distinct of %d numbers", zeros, negativeZeros, len(distinct), len(numbers))
	}
}
