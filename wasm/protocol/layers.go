package protocol

// The stage's layers, back to front, by the ids that Scene.Layers, Layers and Schema.Layers use.
const (
	LayerDensity    = "density"    // a heat map of the learned density, in the generated points' colour
	LayerWitness    = "witness"    // a heat map, diverging: blue where more samples are wanted, orange where fewer
	LayerDivergence = "divergence" // a heat map of ∇·v, diverging: blue where mass thins, orange where it gathers
	LayerContours   = "contours"   // level lines of the heat maps that are on
	LayerWarp       = "warp"       // the image of a square net of the source
	LayerVelocity   = "velocity"   // arrows
	LayerPull       = "pull"       // arrows up the witness's slope: the way it draws samples
	LayerTrails     = "trails"     // where each particle has been up to t
	LayerChords     = "chords"     // straight lines from noise to where the map carries it
	LayerPairs      = "pairs"      // lines to the data that the method pairs points with
	LayerTarget     = "target"     // rings, or dots where there are many
	LayerParticles  = "particles"  // what the map makes of the noise
	LayerLatent     = "latent"     // an inset: where the data lies in the latent space; and ellipses of the decoder's spread
	LayerProbe      = "probe"      // one point's way both ways; while it is on, the pointer probes
	LayerAxes       = "axes"       // round numbers along two sides

	// LayerOrigin draws nothing of its own: it colours particles and trails by where in the noise they started.
	LayerOrigin = "origin"
)

// The kinds of Field.
const (
	FieldVelocity   = "velocity"
	FieldWitness    = "witness"
	FieldDensity    = "density"
	FieldDivergence = "divergence"
)

// The values of Scene.Motion.
const (
	MotionTrajectory    = "trajectory"
	MotionInterpolation = "interpolation"
	MotionSimulation    = "simulation"
)
