package lab

// Resample changes how samples are drawn from a velocity field; what has been learnt stays. Solver and nfe are as in [Config]. On an error
// nothing changes.
func (s *Session) Resample(solver string, nfe int) error {
	config := s.Config
	config.Solver, config.NFE = solver, nfe
	entry, tableau, err := config.resolve()
	if err != nil {
		return err
	}
	s.Config = config
	s.sampler = newSampler(s.instance, entry, tableau, config.NFE, s.Problem.Dim())
	return nil
}
