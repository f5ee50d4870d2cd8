package protocol

// Scene tells the stage what it will be shown. It comes before any paths or field of the same Generation.
type Scene struct {
	Generation int        `json:"generation"`       // raised by every set and reset; older paths and fields are dropped
	Bounds     [4]float64 `json:"bounds"`           // xmin, ymin, xmax, ymax worth seeing: target and source with a margin
	Aspect     float64    `json:"aspect,omitempty"` // how many times as long as a unit of x a unit of y looks; 0 means 1
	Target     Floats     `json:"target"`           // [n×2]
	Motion     string     `json:"motion"`           // "trajectory", "interpolation" for a one-step map, or "simulation" for paths of steps of chance
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
