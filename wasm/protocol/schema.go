package protocol

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
	Fast           bool        `json:"fast,omitempty"` // runs may be fast
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
	Kind    string   `json:"kind"` // "float", "int", "ints", "choice", "bool", "text", or "made" for text that a program makes
	Default string   `json:"default"`
	Min     float64  `json:"min,omitempty"`
	Max     float64  `json:"max,omitempty"`   // of a text, the most bytes
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
