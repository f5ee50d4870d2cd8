package protocol

// Run says what to train: everything that a permalink must carry to give the same bits again, on any machine unless Fast.
type Run struct {
	Method       string            `json:"method"`
	Source       string            `json:"source"`
	Target       string            `json:"target"`
	Seed         uint64            `json:"seed"`
	Parameters   map[string]string `json:"parameters,omitempty"`       // of the method, by name; absent means default
	TargetParams map[string]string `json:"targetParameters,omitempty"` // of the target
	SourceParams map[string]string `json:"sourceParameters,omitempty"` // of the source
	// Embedding carries a source of fewer dimensions than the target's into its space, by id; "" is the worker's default.
	Embedding       string            `json:"embedding,omitempty"`
	EmbeddingParams map[string]string `json:"embeddingParameters,omitempty"`
	Solver          string            `json:"solver,omitempty"` // way to draw samples from a velocity field, by id; "" is the method's own
	SolverParams    map[string]string `json:"solverParameters,omitempty"`
	NFE             int               `json:"nfe,omitempty"`  // function evaluations per sample, fixed-step solvers; 0 is the method's default
	Fast            bool              `json:"fast,omitempty"` // relaxed arithmetic: faster, with bits that depend on the processor; where Schema.Fast
}

// Set asks the worker to build a run and stand at step 0; a run that trains like the one it has, with at most another solver, its parameters or nfe, goes on
// where it is. The worker answers with state, or error and keeps the old run.
type Set struct {
	Run     Run  `json:"run"`
	Trained bool `json:"trained,omitempty"` // a run that comes trained before is to stand where it was left, not at step 0
}

// Train asks to train on. With AtFloor, training pauses by itself when two scores in a row cannot be told from their floor: the two-sided 95%
// interval of their difference over the draws holds 0.
type Train struct {
	AtFloor bool `json:"atFloor,omitempty"`
}

// Step asks for Count further training steps, then a pause.
type Step struct {
	Count int `json:"count"`
}

// Rewind asks to stand at the kept step nearest to Step, from 0 to State.Latest, and to show it; training goes on from there with the bits of the
// straight run, and the later steps are then dropped. The worker answers with state when it is shown.
type Rewind struct {
	Step int `json:"step"`
}

// Follow asks for the probe: the way of the point that is at (X, Y) of the picture when t is T, in the target's natural units. It is followed by its
// noise while the map changes, until Off. The worker answers with probe to the stage and findings to the shell.
type Follow struct {
	X    float64 `json:"x"`
	Y    float64 `json:"y"`
	T    float64 `json:"t"`
	Same bool    `json:"same,omitempty"` // the point that is followed already, looked at when t is T
	Off  bool    `json:"off,omitempty"`  // stop following
}

// Findings is what the model tells of the point that is followed, which is at (X, Y) when t is T.
type Findings struct {
	X    float64   `json:"x"`
	Y    float64   `json:"y"`
	T    float64   `json:"t"`
	Rows []Finding `json:"rows"`
}

// Finding is one line of findings: one number, or two for a point or a vector.
type Finding struct {
	Label  string    `json:"label"`
	Values []float64 `json:"values"` // in natural units; a number that is not finite is left out
	Help   string    `json:"help"`   // one sentence
}

// Samples asks for N fresh samples (worker → shell: the same type with Points filled [N×Dim]).
type Samples struct {
	N      int    `json:"n"`
	Dim    int    `json:"dim,omitempty"`
	Points Floats `json:"points,omitempty"`
}

// Sketch asks for points of a target that no run has yet: Target with Parameters. The worker answers with the same type, Points [n×2] filled, or error.
type Sketch struct {
	Target     string            `json:"target,omitempty"`
	Parameters map[string]string `json:"parameters,omitempty"`
	Points     Floats            `json:"points,omitempty"`
}

// Bench asks how long training steps of a run take: of one of its own, beside the page's, which is paused and otherwise left as it is. The
// worker answers with timing, or error, in the order of the requests. Of two workers it waits for the second.
type Bench struct {
	Run     Run `json:"run"`
	Steps   int `json:"steps"`             // timed
	Workers int `json:"workers,omitempty"` // that share a step, 1 or 2; 0 is 1
}

// Timing is the answer to bench.
type Timing struct {
	MsPerStep float64 `json:"msPerStep"` // median of slices of 20 ms, or of one step where that is longer; fewer steps are one slice
	Gflops    float64 `json:"gflops"`    // the plan's arithmetic, in 10⁹ floating-point operations a second
	Steps     int     `json:"steps"`     // timed
	Fast      bool    `json:"fast"`      // with relaxed arithmetic
}

// NFE asks how good the samples of the model as it stands are with 1, 2, 4, … 64 function evaluations, by each integrator that the run can use, or by
// its own solver only. A run that trains is paused. The worker answers with an NFERow at a time, of the same type, or error; what changes the model
// ends it early, without a word.
type NFE struct {
	Own bool `json:"own,omitempty"`
}

// NFERow is how good and how dear samples with so many function evaluations are. All rows are of the same noise and of the same target points.
type NFERow struct {
	Step   int     `json:"step"`   // of the model
	Solver string  `json:"solver"` // id; "" where there is nothing to integrate
	NFE    int     `json:"nfe"`    // function evaluations per sample, as made
	W2     float64 `json:"w2"`
	Floor  float64 `json:"floor"`
	Ratio  float64 `json:"ratio"`  // W2 / Floor
	Error  float64 `json:"error"`  // standard error of Ratio over the draws of target points; 0 if there was one only
	Micros float64 `json:"micros"` // microseconds per sample
	Row    int     `json:"row"`    // from 1
	Rows   int     `json:"rows"`   // in all
}
