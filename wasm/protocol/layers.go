package protocol

// The stage's layers, back to front, by the ids that Scene.Layers, Layers and Schema.Layers use.
const (
	LayerDensity   = "density"   // a heat map of the learned density, in the generated points' colour
	LayerWitness   = "witness"   // a heat map, diverging: blue where more samples are wanted, orange where fewer
	LayerVelocity  = "velocity"  // arrows
	LayerTrails    = "trails"    // where each particle has been up to t
	LayerTarget    = "target"    // rings, or dots where there are many
	LayerParticles = "particles" // what the map makes of the noise
	LayerProbe     = "probe"     // one point's way both ways; while it is on, the pointer probes
	LayerAxes      = "axes"      // round numbers along two sides

	// LayerOrigin draws nothing of its own: it colours particles and trails by where in the noise they started.
	LayerOrigin = "origin"
)

// The kinds of Field.
const (
	FieldVelocity = "velocity"
	FieldWitness  = "witness"
	FieldDensity  = "density"
)

// The values of Scene.Motion.
const (
	MotionTrajectory    = "trajectory"
	MotionInterpolation = "interpolation"
	MotionSimulation    = "simulation"
)
