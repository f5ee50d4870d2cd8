package lab

// Write overwrites a variable of a run's program, for tests of what then happens.
func Write(s *Session, variable string, values []float32) error {
	return s.instance.Write(variable, values)
}
