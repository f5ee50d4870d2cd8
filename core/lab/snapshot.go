package lab

// A Snapshot is all that training has changed in a run: parameters, optimiser and averages. Restoring it and going on gives the same bits as never
// having stopped. The zero value is ready for [Session.Save].
type Snapshot struct {
	Steps  int
	values [][]float32 // of the variables that the program assigns, in its order
}

// Save copies the run's state to a snapshot, reusing its memory.
func (s *Session) Save(into *Snapshot) error {
	changing := s.changing()
	if len(into.values) != len(changing) {
		into.values = make([][]float32, len(changing))
	}
	for i, v := range changing {
		if len(into.values[i]) != v.size {
			into.values[i] = make([]float32, v.size)
		}
		if err := s.instance.Read(into.values[i], v.name); err != nil {
			return err
		}
	}
	into.Steps = s.steps
	return nil
}

// Restore puts the run back where it was saved. The snapshot must come from a session of the same config.
func (s *Session) Restore(from *Snapshot) error {
	for i, v := range s.changing() {
		if err := s.instance.Write(v.name, from.values[i]); err != nil {
			return err
		}
	}
	s.steps = from.Steps
	return nil
}

// place is a variable and its size.
type place struct {
	name string
	size int
}

// changing lists the variables that some function of the program assigns, once each.
func (s *Session) changing() []place {
	var list []place
	seen := map[string]bool{}
	for _, f := range s.program.Functions() {
		for _, a := range f.Assignments {
			if name := a.Variable.Name(); !seen[name] {
				seen[name] = true
				list = append(list, place{name, a.Variable.Size()})
			}
		}
	}
	return list
}
