// Package protocol names the messages that the page's programs send one another.
//
// Every message is a JavaScript object {ns: "pushforward", v: 1, type: …, …}; bulk numbers travel beside
// the other fields as transferable Float32Arrays. The structs below are the fields of each type, encoded as JSON
// by their tags; a field of type [Floats] is the exception and arrives as a Float32Array of the same name.
//
//	shell  → worker   set train pause step reset rewind follow samples bench nfe connect assist
//	worker → shell    ready state metrics score findings samples timing nfe assist error
//	worker ↔ worker   task                         (over a MessagePort, between the two that share a run)
//	worker → stage    scene paths crowd field net pairs latent probe   (over a MessagePort: the shell is not in between)
//	stage  → worker   layers                       (over the same port)
//	shell  → stage    connect play pause seek theme layers camera
//	stage  → shell    ready time shape point camera cursor toggle error
//
// Coordinates are in the target's natural units, points row-major [n×2]: the two columns the stage shows.
// Time t runs from 0 (noise) to 1 (data).
package protocol

// Namespace marks every message; Version is raised when an old reader would misunderstand a new message.
const (
	Namespace = "pushforward"
	Version   = 1
)

// Type is a message's type.
type Type string

// The message types, in the order of the package comment.
const (
	TypeSet      Type = "set"
	TypeTrain    Type = "train"
	TypePause    Type = "pause"
	TypeStep     Type = "step"
	TypeReset    Type = "reset"
	TypeRewind   Type = "rewind"
	TypeFollow   Type = "follow"
	TypeFindings Type = "findings"
	TypeSamples  Type = "samples"
	TypeBench    Type = "bench"
	TypeNFE      Type = "nfe"
	TypeConnect  Type = "connect"
	TypeAssist   Type = "assist"
	TypeTask     Type = "task"
	TypeReady    Type = "ready"
	TypeState    Type = "state"
	TypeMetrics  Type = "metrics"
	TypeScore    Type = "score"
	TypeTiming   Type = "timing"
	TypeError    Type = "error"
	TypeScene    Type = "scene"
	TypePaths    Type = "paths"
	TypeField    Type = "field"
	TypePlay     Type = "play"
	TypeSeek     Type = "seek"
	TypeTheme    Type = "theme"
	TypeLayers   Type = "layers"
	TypeTime     Type = "time"
	TypeShape    Type = "shape"
	TypeCrowd    Type = "crowd"
	TypeNet      Type = "net"
	TypePairs    Type = "pairs"
	TypeLatent   Type = "latent"
	TypeProbe    Type = "probe"
	TypePoint    Type = "point"
	TypeCamera   Type = "camera"
	TypeCursor   Type = "cursor"
	TypeToggle   Type = "toggle" // Space was pressed on the stage: play or pause
)

// Floats is bulk data: a Float32Array on the wire, never JSON.
type Floats []float32

// Run says what to train: everything that a permalink must carry to give the same bits again.
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
	NFE             int               `json:"nfe,omitempty"` // function evaluations per sample, fixed-step solvers; 0 is the method's default
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

// Bench asks how long training steps of a run take: of one of its own, beside the page's, which is paused and otherwise left as it is. The
// worker answers with timing, or error.
type Bench struct {
	Run   Run `json:"run"`
	Steps int `json:"steps"` // timed
}

// Timing is the answer to bench.
type Timing struct {
	MsPerStep float64 `json:"msPerStep"` // median of slices of 20 ms, or of one step where that is longer; fewer steps are one slice
	Gflops    float64 `json:"gflops"`    // the plan's arithmetic, in 10⁹ floating-point operations a second
	Steps     int     `json:"steps"`     // timed
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

// Ready is a program's first message. The worker sends its schema, and a notice if the reader should know of something before they start; the
// stage sends neither.
type Ready struct {
	Schema *Schema `json:"schema,omitempty"`
	Notice string  `json:"notice,omitempty"` // a plain sentence
}

// Schema is all the shell knows of methods and targets: it renders its controls from this.
type Schema struct {
	Families       []Family    `json:"families"` // of methods
	Methods        []Entry     `json:"methods"`
	TargetFamilies []Family    `json:"targetFamilies"` // of targets and sources
	Sources        []Entry     `json:"sources"`
	Targets        []Entry     `json:"targets"`
	Embeddings     []Entry     `json:"embeddings"`
	Solvers        []Solver    `json:"solvers"`
	Metrics        []MetricRow `json:"metrics"`
	Layers         []Layer     `json:"layers"`
	Presets        []Preset    `json:"presets"`
	Default        Run         `json:"default"`
}

// Preset is a run that shows something, and a question to think about first: of its choices, Outcome is the one that comes about.
type Preset struct {
	ID       string   `json:"id"`
	Name     string   `json:"name"`
	Run      Run      `json:"run"`
	Question string   `json:"question"`
	Choices  []string `json:"choices"` // two or three
	Outcome  int      `json:"outcome"`
	Shown    string   `json:"shown"` // what happened, in a sentence or two
}

// Family groups methods, or targets and sources, in menu order.
type Family struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	Idea string `json:"idea"`
}

// Entry is one method, source, target or embedding.
type Entry struct {
	ID          string      `json:"id"`
	Name        string      `json:"name"`
	Family      string      `json:"family,omitempty"`
	Idea        string      `json:"idea"`              // one sentence
	Formula     string      `json:"formula,omitempty"` // TeX
	Citation    string      `json:"citation,omitempty"`
	Limits      string      `json:"limits,omitempty"`      // methods: what is measured to be missed
	Attribution string      `json:"attribution,omitempty"` // of real data
	Dim         int         `json:"dim,omitempty"`         // targets and sources
	Abilities   []string    `json:"abilities,omitempty"`   // methods: "push", "velocity", "witness", …
	Sources     []string    `json:"sources,omitempty"`     // methods: ids of allowed sources; empty means all
	Targets     []string    `json:"targets,omitempty"`     // methods: ids of allowed targets, likewise; the first stands in for one that is not
	DefaultNFE  int         `json:"defaultNFE,omitempty"`
	Solver      string      `json:"solver,omitempty"`   // methods with a velocity: id of their own
	Explains    string      `json:"explains,omitempty"` // methods: id of the layer that explains them
	Parameters  []Parameter `json:"parameters,omitempty"`
}

// Parameter is one control.
type Parameter struct {
	Name    string   `json:"name"`
	Label   string   `json:"label"`
	Kind    string   `json:"kind"` // "float", "int", "ints", "choice", "bool"
	Default string   `json:"default"`
	Min     float64  `json:"min,omitempty"`
	Max     float64  `json:"max,omitempty"`
	Scale   string   `json:"scale,omitempty"` // "linear" (default) or "log"
	Unit    string   `json:"unit,omitempty"`
	Choices []string `json:"choices,omitempty"`
	Help    string   `json:"help"`
}

// MetricRow names one number of a score.
type MetricRow struct {
	ID    string `json:"id"`
	Name  string `json:"name"`
	Help  string `json:"help"`
	Lower bool   `json:"lowerIsBetter"`
}

// Solver is one way to draw samples from a velocity field.
type Solver struct {
	ID         string      `json:"id"`
	Name       string      `json:"name"`
	Idea       string      `json:"idea"`               // one sentence
	Adaptive   bool        `json:"adaptive,omitempty"` // chooses the number of function evaluations by itself
	Parameters []Parameter `json:"parameters,omitempty"`
}

// Layer is one layer the stage can draw. Of the abilities in Needs a method must have one, or the layer is empty.
type Layer struct {
	ID    string   `json:"id"`
	Name  string   `json:"name"`
	Needs []string `json:"needs,omitempty"`
	Off   bool     `json:"off,omitempty"`  // not drawn until asked for, except where it explains the method
	With  string   `json:"with,omitempty"` // id of a layer: where that explains the method, this one is drawn too
	Help  string   `json:"help"`
}

// Status is what a worker is doing.
type Status string

// The statuses of a run.
const (
	StatusIdle     Status = "idle"     // built, at step 0
	StatusTraining Status = "training" // slices are running
	StatusPaused   Status = "paused"
	StatusFinished Status = "finished" // the schedule's horizon is reached, or there is nothing to learn
	StatusDiverged Status = "diverged" // a loss or a parameter was not finite: the last good state stands
)

// State tells where a run stands. Sent once in answer to set, on each change of status, and a few times a second while training.
type State struct {
	Run        Run      `json:"run"`
	Status     Status   `json:"status"`
	Step       int      `json:"step"`
	Horizon    int      `json:"horizon"` // steps of the learning-rate schedule; 0 if nothing is learnt
	Seconds    float64  `json:"seconds"` // spent in training steps
	Parameters int      `json:"parameters"`
	Dim        int      `json:"dim"`
	Generation int      `json:"generation"`          // of the scene: raised by every set and reset that goes to step 0
	SourceDim  int      `json:"sourceDim"`           // of the source before it is embedded
	Embedding  string   `json:"embedding,omitempty"` // id of the embedding in use, "" if the source needs none
	Solvers    []string `json:"solvers,omitempty"`   // ids of those that the run can use
	Message    string   `json:"message,omitempty"`   // a plain sentence: why the run diverged or stopped by itself
	Of         Type     `json:"of,omitempty"`        // TypeSet in the answer to set, TypeRewind in that to rewind
	Trained    bool     `json:"trained,omitempty"`   // the run came trained before, rounded: its bits are not those of a straight run
	Kept       []int    `json:"kept,omitempty"`      // steps to which rewind can go, ascending
	Latest     int      `json:"latest"`              // the last step it can go to: Step, unless the run has been rewound
	Workers    int      `json:"workers"`             // that share the run: 1 or 2
}

// Metrics is the training curve since the last Metrics message.
type Metrics struct {
	Steps     []int     `json:"steps"`
	Loss      []float64 `json:"loss"`
	MsPerStep float64   `json:"msPerStep"` // median of the recent slices
}

// Score is a measurement of the model as it stands at Step, against fresh target points. Distances are in the target's natural units.
type Score struct {
	Step       int     `json:"step"`
	Seconds    float64 `json:"seconds"`
	N          int     `json:"n"`     // points a side
	W2         float64 `json:"w2"`    // exact, between N generated and N fresh target points
	Floor      float64 `json:"floor"` // exact W2 between two fresh target draws of N
	Ratio      float64 `json:"ratio"` // W2 / Floor; 1 is perfect
	SWD        float64 `json:"swd"`
	MMD2       float64 `json:"mmd2"`
	Energy     float64 `json:"energy"`     // energy distance
	NFE        int     `json:"nfe"`        // function evaluations per sample
	SampleMs10 float64 `json:"sampleMs10"` // milliseconds per 10,000 samples
	Modes      int     `json:"modes"`      // of a target of equal modes; 0 of another
	Covered    int     `json:"covered"`    // modes with at least a quarter of their share of the samples
	AtFloor    bool    `json:"atFloor"`    // it cannot be told from its floor; false where it is of one draw
}

// Error says in one plain sentence what was wrong and with which value. Of is the type of the message refused, if any.
// The sender of a Fatal one has stopped and must be started anew.
type Error struct {
	Message string `json:"message"`
	Of      Type   `json:"of,omitempty"`
	Fatal   bool   `json:"fatal,omitempty"`
}

// Scene tells the stage what it will be shown. It comes before any paths or field of the same Generation.
type Scene struct {
	Generation int        `json:"generation"`       // raised by every set and reset; older paths and fields are dropped
	Bounds     [4]float64 `json:"bounds"`           // xmin, ymin, xmax, ymax worth seeing: target and source with a margin
	Aspect     float64    `json:"aspect,omitempty"` // how many times as long as a unit of x a unit of y looks; 0 means 1
	Target     Floats     `json:"target"`           // [n×2]
	Motion     string     `json:"motion"`           // "trajectory", "interpolation" for a one-step map, or "simulation" for rough paths
	Layers     []string   `json:"layers"`           // on by default
	Labels     [2]string  `json:"labels"`           // axis names, "" if none
}

// Paths is where the particles are at each of Frames times: Points is [Frames×N×2], Times [Frames] ascending from 0 to 1.
// The particles are the same ones (the same z) in every message of a generation, so each can be followed while training.
type Paths struct {
	Generation int    `json:"generation"`
	Step       int    `json:"step"`
	N          int    `json:"n"`
	Frames     int    `json:"frames"`
	Times      Floats `json:"times"`
	Points     Floats `json:"points"`
}

// Field is a function on a grid over Bounds, rows from ymin upwards, at Frames times.
// Kind "velocity" has two values a grid point, Values [Frames×NY×NX×2]; "witness" has one, Values [Frames×NY×NX], positive where
// the method wants more samples; so have "density", the learned density as a share of its largest value, and "divergence", that of the velocity.
type Field struct {
	Generation int        `json:"generation"`
	Kind       string     `json:"kind"`
	Bounds     [4]float64 `json:"bounds"`
	NX         int        `json:"nx"`
	NY         int        `json:"ny"`
	Frames     int        `json:"frames"`
	Times      Floats     `json:"times"`
	Values     Floats     `json:"values"`
}

// Crowd is a piece of many more particles than are followed one by one, as Paths are: those from First to First+N of Of. They come after the paths of the
// same state, when training stands.
type Crowd struct {
	Generation int    `json:"generation"`
	First      int    `json:"first"`
	N          int    `json:"n"`
	Of         int    `json:"of"`
	Times      Floats `json:"times"`
	Points     Floats `json:"points"` // [F×N×2]
}

// Net is the image of a net of noise, NY rows of NX nodes, at each of the times: Points [Frames×NY×NX×2]. Every Mesh-th row and column, the first and the last
// included, is a line of the net; the nodes between make the lines smooth.
type Net struct {
	Generation int    `json:"generation"`
	NX         int    `json:"nx"`
	NY         int    `json:"ny"`
	Mesh       int    `json:"mesh"`
	Frames     int    `json:"frames"`
	Times      Floats `json:"times"`
	Points     Floats `json:"points"`
}

// Pairs is whom the method pairs the first particles with: Partners [n×2] are data. With OfImages, it pairs where the map has carried a particle, else its noise.
type Pairs struct {
	Generation int    `json:"generation"`
	OfImages   bool   `json:"ofImages"`
	Partners   Floats `json:"partners"`
}

// Latent is the latent space of a model that encodes: Codes [n×2] of data, where noise is standard normal, and what the decoder leaves out: Spread [2], the standard
// deviations that it puts around each generated point, in the target's natural units.
type Latent struct {
	Generation int    `json:"generation"`
	Codes      Floats `json:"codes"`
	Spread     Floats `json:"spread"`
}

// Probe is what becomes of one point: where it is at each of the times, from the noise it comes from, Points[0:2], to the data it becomes, Points
// [F×2]. Jacobians [F×4] is how a small displacement of that noise is carried, rows of ∂x(t)/∂x(0): the stage draws the image of a circle of Radius around
// the noise. Partner [2] is where an optimal plan would send the noise. Both may be absent; a message without times takes the probe away.
type Probe struct {
	Generation int     `json:"generation"`
	Times      Floats  `json:"times,omitempty"` // [F] ascending from 0 to 1
	Points     Floats  `json:"points,omitempty"`
	Jacobians  Floats  `json:"jacobians,omitempty"`
	Radius     float64 `json:"radius,omitempty"` // in the target's natural units
	Partner    Floats  `json:"partner,omitempty"`
}

// Play starts the stage's clock. Speed 1 takes 3 s from t = 0 to 1 (negative runs backwards), then holds 0.5 s and starts over.
type Play struct {
	Speed float64 `json:"speed"`
}

// Seek stops the clock at T in [0,1].
type Seek struct {
	T float64 `json:"t"`
}

// Theme hands the page's colours to the stage, as "#rrggbb".
type Theme struct {
	Dark       bool   `json:"dark"`
	Background string `json:"background"`
	Foreground string `json:"foreground"`
	Target     string `json:"target"`
	Generated  string `json:"generated"`
	Noise      string `json:"noise"`
}

// Layers sets which layers the stage draws, by id; without a list, those of the scene; and how many particles. The stage passes it on to the worker, which shows what is drawn.
type Layers struct {
	On        []string `json:"on,omitempty"`        // nil is left out, an empty list is not
	Particles int      `json:"particles,omitempty"` // 0 is the usual number
}

// Time tells the shell where the stage's clock stands; sent when it moved, at most once a frame.
type Time struct {
	T       float64 `json:"t"`
	Playing bool    `json:"playing"`
}

// Shape tells the shell how wide the scene's bounds look over their height, so that the page can give the stage that shape.
type Shape struct {
	Ratio float64 `json:"ratio"`
}

// Phase is a part of a gesture.
type Phase string

// The phases of a gesture: one press, any number of drags, one release.
const (
	PhasePress   Phase = "press"
	PhaseDrag    Phase = "drag"
	PhaseRelease Phase = "release"
)

// Point tells the shell where the pointer works on the stage while the layer of the probe is on: at (X, Y) in the target's natural units, when the
// stage's clock stands at T.
type Point struct {
	X     float64 `json:"x"`
	Y     float64 `json:"y"`
	T     float64 `json:"t"`
	Phase Phase   `json:"phase"`
}

// Camera is where a stage looks: stages that look at the same place are linked by it. From the stage it comes when the view has moved.
type Camera struct {
	X     float64 `json:"x"`     // of the view's centre from that of the scene's bounds, as a share of their width
	Y     float64 `json:"y"`     // likewise, of their height
	Scale float64 `json:"scale"` // relative to the one that shows all of the bounds
}

// Cursor tells the shell where the mouse or a pen is over the stage.
type Cursor struct {
	X  float64 `json:"x"`            // from the left edge, as a share of the stage's width
	Y  float64 `json:"y"`            // from the top, of its height
	On bool    `json:"on,omitempty"` // false when it has left
}
