package protocol

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
	Of         Type     `json:"of,omitempty"`        // TypeSet, TypeOpen, TypeRewind, TypeTrain or TypePause in the answer to that
	Trained    bool     `json:"trained,omitempty"`   // the run came trained before, rounded: its bits are not those of a straight run
	Kept       []int    `json:"kept,omitempty"`      // steps to which rewind can go, ascending
	Latest     int      `json:"latest"`              // the last step it can go to: Step, unless the run has been rewound
	NoMap      string   `json:"noMap,omitempty"`     // a plain sentence: why the run's map cannot be written as an ONNX model, "" if it can
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
