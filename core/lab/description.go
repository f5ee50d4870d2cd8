package lab

import (
	"fmt"
	"math"

	"pushforward/core/codec/jsontext"
)

// A Description is what a file tells of the run it comes from.
type Description struct {
	Config  Config
	Step    int     // taken
	Horizon int     // steps of the schedule
	Seconds float64 // spent in training
	Rounded bool    // the run began with what comes trained before, or with other arithmetic: its bits are not those of a straight run
}

// Describe is the description of the run as it stands.
func (s *Session) Describe(seconds float64, rounded bool) Description {
	return Description{Config: s.Config, Step: s.steps, Horizon: s.horizon, Seconds: seconds, Rounded: rounded}
}

// settings lists the parts of a config that are texts by name, under the names that the page's protocol gives them.
func (c *Config) settings() map[string]*map[string]string {
	return map[string]*map[string]string{
		"parameters": &c.Parameters, "sourceParameters": &c.SourceParameters, "targetParameters": &c.TargetParameters,
		"embeddingParameters": &c.EmbeddingParameters, "solverParameters": &c.SolverParameters,
	}
}

// ids lists the parts of a config that are one text, likewise.
func (c *Config) ids() map[string]*string {
	return map[string]*string{"method": &c.Method, "source": &c.Source, "target": &c.Target, "embedding": &c.Embedding, "solver": &c.Solver}
}

// JSON is the description as an object. Its seed is at most [maxSeed].
func (d Description) JSON() []byte {
	object := jsontext.Object{"version": modelVersion, "step": d.Step, "horizon": d.Horizon, "seconds": d.Seconds, "seed": d.Config.Seed, "nfe": d.Config.NFE}
	for name, id := range d.Config.ids() {
		if *id != "" {
			object[name] = *id
		}
	}
	for name, values := range d.Config.settings() {
		if len(*values) > 0 {
			object[name] = *values
		}
	}
	for name, yes := range map[string]bool{"rounded": d.Rounded, "natural": d.Config.Natural, "fast": d.Config.Fast} {
		if yes {
			object[name] = true
		}
	}
	if d.Config.Points > 0 {
		object["points"] = d.Config.Points
	}
	return jsontext.Append(nil, object)
}

// ParseDescription reads what [Description.JSON] writes. Names that it does not know are let pass; whether there is such a run is for [New] to find.
func ParseDescription(text []byte) (Description, error) {
	object, err := jsontext.ParseObject(text)
	if err != nil {
		return Description{}, err
	}
	m := members{object: object}
	if version := m.whole("version", math.MaxInt32); version != modelVersion {
		m.fail("version", "version 1")
	}
	var d Description
	for name, id := range d.Config.ids() {
		*id = m.text(name)
	}
	for name, values := range d.Config.settings() {
		*values = m.texts(name)
	}
	d.Config.Seed = uint64(m.whole("seed", maxSeed))
	d.Config.NFE, d.Config.Points = int(m.whole("nfe", MaxNFE)), int(m.whole("points", MaxPoints))
	d.Step, d.Horizon = int(m.whole("step", MaxSteps)), int(m.whole("horizon", MaxSteps))
	d.Seconds = m.number("seconds")
	d.Rounded, d.Config.Natural, d.Config.Fast = m.yes("rounded"), m.yes("natural"), m.yes("fast")
	if m.err != nil {
		return Description{}, m.err
	}
	return d, nil
}

// maxSeed is the largest seed that JSON carries exactly, for every reader.
const maxSeed = 1<<53 - 1

// members reads an object's members by name; an absent one is zero. The first that is not what it should be is the error.
type members struct {
	object jsontext.Object
	err    error
}

func (m *members) fail(name, want string) {
	if m.err == nil {
		m.err = fmt.Errorf("%s %.40q: want %s", name, jsontext.Append(nil, m.object[name]), want)
	}
}

// member is a member of a type, zero if there is none.
func member[T any](m *members, name, want string) T {
	value, ok := m.object[name].(T)
	if _, there := m.object[name]; there && !ok {
		m.fail(name, want)
	}
	return value
}

func (m *members) text(name string) string    { return member[string](m, name, "text") }
func (m *members) number(name string) float64 { return member[float64](m, name, "a number") }
func (m *members) yes(name string) bool       { return member[bool](m, name, "true or false") }

func (m *members) whole(name string, most float64) float64 {
	x := m.number(name)
	if x != math.Trunc(x) || x < 0 || x > most {
		m.fail(name, fmt.Sprintf("a whole number from 0 to %.0f", most))
		return 0
	}
	return x
}

func (m *members) texts(name string) map[string]string {
	object := member[jsontext.Object](m, name, "an object of texts")
	if len(object) == 0 {
		return nil
	}
	texts := map[string]string{}
	for key, value := range object {
		text, ok := value.(string)
		if !ok {
			m.fail(name, "an object of texts")
		}
		texts[key] = text
	}
	return texts
}
