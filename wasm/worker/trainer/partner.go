package trainer

import (
	"time"

	"pushforward/core/lab"
	"pushforward/wasm/protocol"
)

// A Line leads from one of two workers that share a run to the other.
type Line interface {
	// Send passes on a task, with its numbers copied.
	Send(task *protocol.Task)
	// Next is the next task that has come, or nil if none does within so long; 0 is not to wait, and a negative time to wait for ever.
	Next(wait time.Duration) *protocol.Task
}

// Whoever does not answer in time is taken for lost: what it was asked to do is done here, with the same bits.
const (
	patience     = 2 * time.Second // beyond what the work ahead takes
	longPatience = RestTime        // with work in which this worker has no part
)

// What pays a second worker: work that takes this worker so long at a time.
const worthSharing = 20 * time.Millisecond

// want asks the page for a second worker, once.
func (t *Trainer) want() {
	if !t.wanted {
		t.wanted = true
		t.Page(protocol.TypeAssist, nil)
	}
}

// wantForShards asks for a second worker if steps are cut.
func (t *Trainer) wantForShards() {
	if t.session.Shards() > 1 {
		t.want()
	}
}

// RestTime is how often an idle trainer wants to be woken to Hear.
const RestTime = 30 * time.Second

// partner is the second worker as the lead sees it.
type partner struct {
	line      Line
	number    int             // of the last task that begins something
	ready     bool            // its session stands
	step      int             // of its session; -1 if its state is not the lead's
	sharing   bool            // it computes its shards of the steps from there
	early     *protocol.Task  // its results of a step that the lead has not come to
	results   protocol.Floats // of the lead's own shard
	state     lab.Snapshot
	measuring *protocol.Score // marks the state that it measures; nil if it measures nothing that is still wanted
	busy      bool            // measures
	since     time.Duration   // when it began to
	lost      bool
}

// Assist takes on a second worker, in place of the old one if there is one.
func (t *Trainer) Assist(line Line) {
	t.partner = &partner{line: line}
	t.invite()
	t.tryBenches()
}

// Part goes on without the second worker.
func (t *Trainer) Part() error {
	if t.partner == nil {
		return nil
	}
	t.partner.lost = true
	return t.Hear()
}

// invite has the second worker build the run, and lets it be until it has.
func (t *Trainer) invite() {
	p := t.partner
	if p == nil || t.session == nil {
		return
	}
	p.number++
	p.ready, p.busy, p.measuring, p.early = false, false, nil, nil
	p.step = -1
	p.results = make(protocol.Floats, t.session.ShardSize())
	p.line.Send(&protocol.Task{Kind: protocol.TaskBuild, Number: p.number, Run: &t.run})
}

// workers is how many share the run.
func (t *Trainer) workers() int {
	if p := t.partner; p != nil && p.ready && !p.lost {
		return 2
	}
	return 1
}

// assistant is the second worker if there is one that stands by, or nil.
func (t *Trainer) assistant() *partner {
	if p := t.partner; p != nil && !p.lost {
		t.receive()
		if p.ready && !p.busy && !p.lost {
			return p
		}
	}
	return nil
}

// receive takes in what the second worker has sent, without waiting.
func (t *Trainer) receive() {
	p := t.partner
	for task := p.line.Next(0); task != nil && !p.lost; task = p.line.Next(0) {
		p.take(task)
		if task.Kind == protocol.TaskBuild {
			t.report()
		}
		if task.Kind != protocol.TaskScore || task.Number != p.number || !p.busy {
			continue
		}
		if p.busy = false; p.measuring != nil && task.Score != nil {
			t.tell(task.Score, *p.measuring)
		}
		p.measuring = nil
	}
}

// Hear takes in what the second worker has sent, without waiting, and parts from one that is lost: what it was measuring is measured here.
func (t *Trainer) Hear() error {
	t.tryBenches()
	p := t.partner
	if p == nil {
		return nil
	}
	t.receive()
	p.lost = p.lost || p.busy && t.Clock()-p.since > longPatience
	if !p.lost {
		return nil
	}
	t.partner = nil
	t.report()
	if p.measuring == nil {
		return nil
	}
	return t.score()
}

// take notes a task that nobody waits for.
func (p *partner) take(task *protocol.Task) {
	switch {
	case task.Kind == protocol.TaskRefused:
		p.lost = true
	case task.Number != p.number: // an answer to what has been given up
	case task.Kind == protocol.TaskBuild:
		p.ready = true
	case task.Kind == protocol.TaskResults:
		p.early = task
	}
}

// await is the answer of a kind to the last task, or nil, when the second worker is lost.
func (p *partner) await(kind protocol.TaskKind, wait time.Duration) *protocol.Task {
	for !p.lost {
		task := p.line.Next(wait)
		switch {
		case task == nil:
			p.lost = true
		case task.Kind == kind && task.Number == p.number:
			return task
		default:
			p.take(task)
		}
	}
	return nil
}

// stand brings the second worker to the lead's state, unless it is there.
func (p *partner) stand(s *lab.Session, share bool) error {
	if p.step == s.Steps() && (p.sharing || !share) {
		return nil
	}
	if err := s.Save(&p.state); err != nil {
		return err
	}
	p.number++
	p.step, p.sharing, p.early = s.Steps(), share, nil
	p.line.Send(&protocol.Task{Kind: protocol.TaskJoin, Number: p.number, Step: p.step, Share: share, Values: p.state.Values})
	return nil
}

// step takes one step, with the second worker where that pays.
func (t *Trainer) step() error {
	if t.session.Shards() == 1 {
		return t.session.Step()
	}
	p := t.assistant()
	if p == nil {
		return t.session.Step()
	}
	if err := p.stand(t.session, true); err != nil {
		return err
	}
	return p.shareStep(t.session)
}

func (p *partner) shareStep(s *lab.Session) error {
	if err := s.Shard(0, p.results); err != nil {
		return err
	}
	p.line.Send(&protocol.Task{Kind: protocol.TaskResults, Number: p.number, Step: p.step, Values: p.results})
	theirs := p.early
	if p.early = nil; theirs == nil {
		theirs = p.await(protocol.TaskResults, patience)
	}
	var err error
	if theirs != nil && theirs.Step == p.step {
		err = s.Receive(1, theirs.Values)
	} else {
		p.lost = true
		err = s.Shard(1, nil)
	}
	if err != nil {
		return err
	}
	p.step++
	return s.Finish()
}

// score has the second worker measure the model as it stands.
func (p *partner) score(t *Trainer, mark protocol.Score, draws int) error {
	if err := p.stand(t.session, false); err != nil {
		return err
	}
	p.sharing = false
	p.busy, p.since, p.measuring = true, t.Clock(), &mark
	p.line.Send(&protocol.Task{Kind: protocol.TaskScore, Number: p.number, Draws: draws})
	t.scoring.taken++
	return nil
}
