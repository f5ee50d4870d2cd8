package target

// GridOfGaussians builds round Gaussians on a square grid around the origin: with default parameters, the 25 on which GANs are
// compared (VEEGAN, PacGAN), from −4 to 4.
type GridOfGaussians struct {
	Side    int     `name:"side" label:"Side" default:"5" min:"1" max:"8" help:"Modes along a side of the grid."`
	Spacing float64 `name:"spacing" label:"Spacing" default:"2" min:"0.5" max:"10" scale:"log" help:"Distance between neighbouring modes."`
	Std     float64 `name:"std" label:"Spread" default:"0.05" min:"0.001" max:"2" scale:"log" help:"Standard deviation of each mode."`
}

// Build makes the target.
func (g *GridOfGaussians) Build(Open) (Target, error) {
	centres := make([]float64, 0, 2*g.Side*g.Side)
	for row := range g.Side {
		for column := range g.Side {
			middle := float64(g.Side-1) / 2
			centres = append(centres, g.Spacing*(float64(column)-middle), g.Spacing*(float64(row)-middle))
		}
	}
	return newMixture(2, centres, g.Std), nil
}
