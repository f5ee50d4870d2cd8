package lab

import "fmt"

// A Snapshot is all that training has changed in a run: parameters, optimiser and averages. Restoring it and going on gives the same bits as never
// having stopped. The zero value is ready for [Session.Save].
type Snapshot struct {
	Steps  int
	Values []float32 // of the variables that the program assigns, in its order
}

// Save copies the run's state to a snapshot, reusing its memory.
func (s *Session) Save(into *Snapshot) error {
	changing, size := s.changing()
	if len(into.Values) != size {
		into.Values = make([]float32, size)
	}
	rest := into.Values
	for _, v := range changing {
		if err := s.instance.Read(rest[:v.size], v.name); err != nil {
			return err
		}
		rest = rest[v.size:]
	}
	into.Steps = s.steps
	return nil
}

// Restore puts the run back where it was saved. The snapshot must come from a session of the same config.
func (s *Session) Restore(from *Snapshot) error {
	changing, size := s.changing()
	if len(from.Values) != size {
		return fmt.Errorf("lab: a snapshot of %d numbers: want %d, from a run of the same config", len(from.Values), size)
	}
	rest := from.Values
	for _, v := range changing {
		if err := s.instance.Write(v.name, rest[:v.size]); err != nil {
			return err
		}
		rest = rest[v.size:]
	}
	s.steps = from.Steps
	return nil
}

// place is a variable and its size.
type place struct {
	name             string
	size, rows, cols int
}

// changing lists the variables that some function of the program assigns, once each, and the sum of their sizes. What shards pass to the
// step that they belong to does not outlast it and is left out.
func (s *Session) changing() (list []place, size int) {
	seen := map[string]bool{}
	for _, shard := range s.model.Shards {
		for _, v := range shard.Results {
			seen[v.Name()] = true
		}
	}
	for _, f := range s.program.Functions() {
		for _, a := range f.Assignments {
			if name := a.Variable.Name(); !seen[name] {
				seen[name] = true
				list = append(list, place{name, a.Variable.Size(), a.Variable.Rows(), a.Variable.Cols()})
				size += a.Variable.Size()
			}
		}
	}
	return list, size
}
