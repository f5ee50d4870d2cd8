package protocol

// Play starts the stage's clock. Speed 1 takes 3 s from t = 0 to 1 (negative runs backwards), then holds 0.5 s and starts over.
type Play struct {
	Speed  float64 `json:"speed"`
	Number int     `json:"number,omitempty"` // of the shell's requests of the clock, from 1; 0 for one that is not counted
}

// Pause stops the clock where it stands.
type Pause struct {
	Number int `json:"number,omitempty"` // as of [Play]
}

// Seek stops the clock at T in [0,1].
type Seek struct {
	T      float64 `json:"t"`
	Number int     `json:"number,omitempty"` // as of [Play]
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

// Time tells the shell where the stage's clock stands; sent when it moved or was asked for something, at most once a frame.
type Time struct {
	T       float64 `json:"t"`
	Playing bool    `json:"playing"`
	Asked   int     `json:"asked,omitempty"` // the number of the shell's last request of the clock that the stage has heard
}

// Shape tells the shell how wide the scene's bounds look over their height, so that the page can give the stage that shape, and whether there are
// particles in it.
type Shape struct {
	Ratio  float64 `json:"ratio"`
	Filled bool    `json:"filled"`
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
