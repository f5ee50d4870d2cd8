package target

// EightGaussians builds eight round Gaussians whose centres lie every 45° on a circle.
//
// The default spread is what TorchCFM's sample_8gaussians draws: it means √0.1 but hands that number on as a variance. Table 2 of
// arXiv:2307.03672 is for spread 1; FFJORD's toy data is radius 4/1.414, spread 0.5/1.414.
type EightGaussians struct {
	Std    float64 `name:"std" label:"Spread" default:"0.562" min:"0.001" max:"5" scale:"log" help:"Standard deviation of each mode; 0.3536 with radius 2.8289 is FFJORD's toy data."`
	Radius float64 `name:"radius" label:"Radius" default:"5" min:"0.1" max:"20" scale:"log" help:"Distance of the modes from the origin."`
}

// Build makes the target.
func (g *EightGaussians) Build(Open) (Target, error) {
	return newMixture(2, circle(8, g.Radius), g.Std), nil
}

// Ring8 builds the ring of eight needles on which GANs are compared (VEEGAN, PacGAN).
type Ring8 struct {
	Std    float64 `name:"std" label:"Spread" default:"0.01" min:"0.001" max:"0.2" scale:"log" help:"Standard deviation of each mode."`
	Radius float64 `name:"radius" label:"Radius" default:"1" min:"0.5" max:"10" scale:"log" help:"Distance of the modes from the origin."`
}

// Build makes the target.
func (g *Ring8) Build(Open) (Target, error) {
	return newMixture(2, circle(8, g.Radius), g.Std), nil
}
