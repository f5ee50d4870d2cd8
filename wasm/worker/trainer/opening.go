package trainer

import (
	"fmt"
	"time"

	"pushforward/core/engine"
	"pushforward/core/lab"
	"pushforward/core/target"
	"pushforward/wasm/protocol"
)

// Opening is what the stage is shown first of a run that comes trained before: the scene, and where its particles go. It is an error if the run does not.
func Opening(run protocol.Run, on engine.Engine, open target.Open) (protocol.Scene, protocol.Paths, error) {
	fail := func(err error) (protocol.Scene, protocol.Paths, error) {
		return protocol.Scene{}, protocol.Paths{}, fmt.Errorf("opening with %s on %s: %w", run.Method, run.Target, err)
	}
	session, err := lab.New(config(run), on, open)
	if err != nil {
		return fail(err)
	}
	defer session.Close()
	found, err := session.OpenTrained(open)
	if err == nil && !found {
		err = fmt.Errorf("it does not come trained")
	}
	if err != nil {
		return fail(err)
	}
	t := &Trainer{Clock: func() time.Duration { return 0 }, session: session, run: run, view: newView(session, particles)}
	t.view.shown = make([]float32, len(t.view.times)*len(t.view.noise))
	if err := t.trajectories(t.view.shown, t.view.noise, len(t.view.times)); err != nil {
		return fail(err)
	}
	return t.scene(), t.paths(), nil
}
