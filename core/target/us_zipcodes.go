package target

// USZipcodes builds the target that draws centres of US postal codes: (longitude, latitude) in degrees.
type USZipcodes struct {
	Jitter float64 `name:"jitter" label:"Jitter" default:"0" min:"0" max:"1" unit:"°" help:"Standard deviation of noise added to each draw, to smooth what are single points."`
}

// Build reads assets/data/us-zipcodes.csv.
func (z *USZipcodes) Build(open Open) (Target, error) {
	return readRows(open, "us-zipcodes.csv", []string{"longitude", "latitude"}, z.Jitter)
}
