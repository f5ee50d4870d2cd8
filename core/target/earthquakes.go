package target

// Earthquakes builds the target that draws epicentres of one week of earthquakes: (longitude, latitude) in degrees.
type Earthquakes struct {
	Jitter float64 `name:"jitter" label:"Jitter" default:"0" min:"0" max:"5" unit:"°" help:"Standard deviation of noise added to each draw, to smooth what are single points."`
}

// Build reads assets/data/earthquakes.csv.
func (e *Earthquakes) Build(open Open) (Target, error) {
	return readRows(open, "earthquakes.csv", []string{"longitude", "latitude"}, e.Jitter)
}
