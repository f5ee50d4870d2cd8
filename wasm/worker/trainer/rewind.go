package trainer

import (
	"pushforward/core/lab"
	"pushforward/wasm/protocol"
)

// Rewind stands at the kept step that is nearest to one, and shows it. Later steps stay until training goes on from there.
func (t *Trainer) Rewind(step int) error {
	if err := t.needRun(); err != nil {
		return err
	}
	if err := t.needLearning(); err != nil {
		return err
	}
	if err := t.history.Keep(t.session, t.spent); err != nil {
		return err
	}
	spent, err := t.history.Restore(t.session, step)
	if err != nil {
		return err
	}
	t.spent = spent
	t.stand()
	if err := t.session.Save(&t.good); err != nil {
		return err
	}
	t.owed.score = false
	if p := t.partner; p != nil {
		p.measuring = nil
	}
	if err := t.look(); err != nil {
		return err
	}
	t.answer(protocol.TypeRewind)
	return nil
}

// stand sets the status of a run that does not train by the step where it stands.
func (t *Trainer) stand() {
	t.message = ""
	switch t.session.Steps() {
	case 0:
		t.status = protocol.StatusIdle
	case t.session.Horizon():
		t.status = protocol.StatusFinished
	default:
		t.status = protocol.StatusPaused
	}
}

// begin starts the history of a run anew.
func (t *Trainer) begin() error {
	t.history = lab.NewHistory(t.session)
	return t.history.Keep(t.session, 0)
}

// latest is the last step that can be gone back to.
func (t *Trainer) latest() int { return max(t.session.Steps(), t.history.Last()) }
