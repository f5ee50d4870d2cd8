package transport

import (
	"fmt"
	"strings"
)

// A Tableau is an explicit Runge–Kutta method with s stages (Butcher 1964):
//
//	kᵢ = v(x + h Σⱼ A[i][j] kⱼ, t + C[i] h),   x ← x + h Σᵢ B[i] kᵢ
type Tableau struct {
	ID, Name string
	Order    int         // the global error is O(hᴼʳᵈᵉʳ)
	A        [][]float64 // [s] row i holds its i coefficients
	B, C     []float64   // [s] weights and nodes
	Error    []float64   // [s] B minus the weights of the embedded method, whose step estimates the error; nil without one
	Dense    []float64   // [s] weights of the last coefficient of the continuous extension (see [Adaptive]); nil without one
}

// Stages is the number of function evaluations of a step taken on its own.
func (m Tableau) Stages() int { return len(m.B) }

// Adaptive reports whether the method estimates its own error, so that [Adaptive] can run it.
func (m Tableau) Adaptive() bool { return m.Error != nil && m.Dense != nil }

// FSAL reports whether the first stage of a step is the last of the step before ("first same as last").
func (m Tableau) FSAL() bool {
	last := m.Stages() - 1
	if last < 1 || m.C[last] != 1 || m.B[last] != 0 {
		return false
	}
	for j, a := range m.A[last] {
		if a != m.B[j] {
			return false
		}
	}
	return true
}

// Steps is how many equal steps a budget of function evaluations buys: at least one, even where that exceeds the budget.
func (m Tableau) Steps(nfe int) int {
	if m.FSAL() {
		return max(1, (nfe-1)/(m.Stages()-1))
	}
	return max(1, nfe/m.Stages())
}

// Tableaus lists every method in menu order.
func Tableaus() []Tableau {
	return []Tableau{Euler(), Midpoint(), Heun(), RK4(), DormandPrince()}
}

// TableauByID finds a method. An unknown id is an error that names the known ones.
func TableauByID(id string) (Tableau, error) {
	var known []string
	for _, m := range Tableaus() {
		if m.ID == id {
			return m, nil
		}
		known = append(known, m.ID)
	}
	return Tableau{}, fmt.Errorf("transport: integrator %q: want one of %s", id, strings.Join(known, ", "))
}
