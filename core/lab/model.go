package lab

import (
	"fmt"
	"io"
	"math"
	"slices"

	"pushforward/core/codec/safetensors"
	"pushforward/core/engine"
)

// A Model is a run as a safetensors file holds it: what to train, how far it has come, and all that training has changed, to the bit.
type Model struct {
	Run    Description
	state  []safetensors.Tensor
	closed string // fingerprint of the parameters as they were written
}

// modelVersion is the version of the file's layout: it is raised when an old reader would misunderstand a new file.
const modelVersion = 1

// The metadata of a model file.
const (
	runName         = "pushforward" // a Description, as JSON
	fingerprintName = "fingerprint"
)

// WriteModel writes the run to a safetensors file: parameters, averages and the optimiser's state under the names that they have in the program, the
// description in the metadata. [Session.Resume] goes on from it to the bits of the straight run.
func (s *Session) WriteModel(w io.Writer, run Description) error {
	if !s.Learns() {
		return fmt.Errorf("lab: %s learns nothing: there is no model to write", s.Config.Method)
	}
	if run.Config.Seed > maxSeed {
		return fmt.Errorf("lab: seed %d: a file holds seeds from 0 to %d", run.Config.Seed, uint64(maxSeed))
	}
	fingerprint, err := s.Fingerprint()
	if err != nil {
		return err
	}
	file := safetensors.File{Metadata: map[string]string{runName: string(run.JSON()), fingerprintName: fingerprint}}
	for _, v := range s.lasting() {
		t := safetensors.Tensor{Name: v.name, Shape: []int{v.rows, v.cols}, Values: make([]float32, v.size)}
		if err := s.instance.Read(t.Values, v.name); err != nil {
			return err
		}
		file.Tensors = append(file.Tensors, t)
	}
	return safetensors.Write(w, file)
}

// ParseModel reads a file of [Session.WriteModel]. Whether its numbers fit its run is for [Session.Resume] to find.
func ParseModel(content []byte) (*Model, error) {
	file, err := safetensors.Parse(content)
	if err != nil {
		return nil, err
	}
	text, ok := file.Metadata[runName]
	if !ok {
		return nil, fmt.Errorf("the file is of another program: its metadata has no %q", runName)
	}
	m := &Model{state: file.Tensors, closed: file.Metadata[fingerprintName]}
	if m.Run, err = ParseDescription([]byte(text)); err != nil {
		return nil, fmt.Errorf("the file's run: %w", err)
	}
	return m, nil
}

// Fit makes the model of a fast run one of an exact run where the engine has no relaxed arithmetic, and tells whether it did. The numbers go on from where
// they stand, but what is trained from them then has the bits of neither run.
func (m *Model) Fit(on engine.Engine) (exact bool) {
	if !m.Run.Config.Fast {
		return false
	}
	if _, err := engine.Relax(on); err == nil {
		return false
	}
	m.Run.Config.Fast, m.Run.Rounded = false, true
	return true
}

// Resume stands where a run of the same config was written. On an error the session stands at step 0.
func (s *Session) Resume(m *Model) error {
	err := s.resume(m)
	if err != nil {
		if reset := s.Reset(); reset != nil {
			return reset
		}
	}
	return err
}

func (s *Session) resume(m *Model) error {
	if err := s.Reset(); err != nil {
		return err
	}
	want := s.lasting()
	for _, t := range m.state {
		if !slices.ContainsFunc(want, func(v place) bool { return v.name == t.Name }) {
			return fmt.Errorf("the file has a tensor %.60q, which %s does not have", t.Name, s.Config.Method)
		}
	}
	for _, v := range want {
		i := slices.IndexFunc(m.state, func(t safetensors.Tensor) bool { return t.Name == v.name })
		if i < 0 {
			return fmt.Errorf("the file lacks the tensor %q, which %s has", v.name, s.Config.Method)
		}
		t := m.state[i]
		if !slices.Equal(t.Shape, []int{v.rows, v.cols}) {
			return fmt.Errorf("the file's tensor %q has the shape %v: want [%d %d]", v.name, t.Shape, v.rows, v.cols)
		}
		if i := slices.IndexFunc(t.Values, func(x float32) bool { return math.IsNaN(float64(x)) || math.IsInf(float64(x), 0) }); i >= 0 {
			return fmt.Errorf("the file's tensor %q holds %v: want finite numbers", v.name, t.Values[i])
		}
		if err := s.instance.Write(v.name, t.Values); err != nil {
			return err
		}
	}
	if fingerprint, err := s.Fingerprint(); err != nil {
		return err
	} else if fingerprint != m.closed {
		return fmt.Errorf("the file's numbers are not those that were written: their fingerprint is %s, not %.20q", fingerprint, m.closed)
	}
	if err := s.SetHorizon(m.Run.Horizon); err != nil {
		return err
	}
	s.steps = m.Run.Step
	return nil
}

// lasting lists what training changes and a later step reads: the state of [Session.Save] without the answers that functions give.
func (s *Session) lasting() []place {
	read := map[string]bool{}
	for _, f := range s.program.Functions() {
		for _, n := range f.Nodes() {
			read[n.Name()] = true
		}
	}
	changing, _ := s.changing()
	return slices.DeleteFunc(changing, func(v place) bool { return !read[v.name] })
}
