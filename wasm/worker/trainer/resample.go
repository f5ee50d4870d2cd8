package trainer

import (
	"maps"

	"pushforward/wasm/protocol"
)

// trainsLike tells whether two runs train the same bits: they differ at most in how samples are drawn.
func trainsLike(a, b protocol.Run) bool {
	return a.Method == b.Method && a.Source == b.Source && a.Target == b.Target && a.Seed == b.Seed &&
		maps.Equal(a.Parameters, b.Parameters) && maps.Equal(a.SourceParams, b.SourceParams) && maps.Equal(a.TargetParams, b.TargetParams) &&
		a.Embedding == b.Embedding && maps.Equal(a.EmbeddingParams, b.EmbeddingParams) && a.Fast == b.Fast
}

// resample takes on a run that trains like the present one.
func (t *Trainer) resample(run protocol.Run) error {
	if err := t.session.Resample(run.Solver, run.SolverParams, run.NFE); err != nil {
		return err
	}
	t.run = run
	if rough(t.session) != t.view.rough {
		t.view = newView(t.session, t.crowd.followed())
		t.introduce()
	}
	t.invite()
	t.answer(protocol.TypeSet)
	return t.examine()
}
