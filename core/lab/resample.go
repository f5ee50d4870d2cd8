package lab

// Resample changes how samples are drawn from a velocity field; what has been learnt stays. Solver, its parameters and nfe are as in [Config]. On an error
// nothing changes.
func (s *Session) Resample(solver string, parameters map[string]string, nfe int) error {
	before := s.Config
	s.Config.Solver, s.Config.SolverParameters, s.Config.NFE = solver, parameters, nfe
	_, entry, err := s.Config.resolve()
	if err == nil {
		var made sampler
		if made, err = newSampler(s, entry); err == nil {
			s.sampler = made
			return nil
		}
	}
	s.Config = before
	return err
}
