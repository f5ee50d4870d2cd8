package target

// Penguins builds the target that draws penguins of the Palmer Archipelago: (flipper length, beak length) in millimetres, the two
// lengths that tell the species apart best.
type Penguins struct {
	Jitter float64 `name:"jitter" label:"Jitter" default:"0" min:"0" max:"3" unit:"mm" help:"Standard deviation of noise added to each draw, to smooth lengths rounded to whole millimetres."`
}

// Build reads assets/data/penguins.csv.
func (p *Penguins) Build(open Open) (Target, error) {
	return readRows(open, "penguins.csv", []string{"flipper_mm", "beak_length_mm"}, p.Jitter)
}
