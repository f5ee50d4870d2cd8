package lab

import (
	"cmp"

	"pushforward/core/target"
	"pushforward/core/transport"
)

// Solvers lists the ways in which samples can be drawn from the run, in menu order: those of the velocity's integrators and samplers that find what they
// need. There are none where samples are not carried along a velocity.
func (s *Session) Solvers() []transport.SamplerEntry {
	if _, flows := s.sampler.carrier.(*flow); !flows {
		return nil
	}
	plain := *s
	plain.Config.SolverParameters = nil
	var list []transport.SamplerEntry
	for _, entry := range transport.Samplers() {
		if _, err := newFlow(&plain, entry); err == nil {
			list = append(list, entry)
		}
	}
	return list
}

// Embedding is the id of the embedding by which the source has as many columns as the target, "" if it needs none.
func (s *Session) Embedding() string {
	if s.Problem.source.embedding == nil {
		return ""
	}
	return cmp.Or(s.Config.Embedding, target.Embeddings()[0].ID)
}
