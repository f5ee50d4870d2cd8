package trainer

import (
	"pushforward/core/method"
	"pushforward/wasm/protocol"
)

// beside has the second worker, which stands where the lead does, do a task while the lead does its own part. The answer is nil if the second worker is
// lost.
func (p *partner) beside(t *Trainer, task *protocol.Task, own func() error) (*protocol.Task, error) {
	if err := p.stand(t.session, false); err != nil {
		return nil, err
	}
	task.Number = p.number
	p.line.Send(task)
	start := t.Clock()
	if err := own(); err != nil {
		p.step = -1 // its answer is not waited for, and must not pass for another's
		return nil, err
	}
	return p.await(task.Kind, patience+4*(t.Clock()-start)), nil
}

// cut is the middle of points [n×dim] at the border of a chunk; 0 if they are not to be cut.
func cut(points []float32, dim int) int {
	chunk := method.Chunk * dim
	return (len(points) + chunk - 1) / chunk / 2 * chunk
}

// carry carries noise to data as [lab.Session.Carry] does, the second worker half of it.
func (t *Trainer) carry(points []float32) (nfe int, err error) {
	p, middle := t.assistant(), cut(points, t.session.Problem.Dim())
	if p == nil || middle == 0 {
		return t.session.Carry(points)
	}
	theirs, err := p.beside(t, &protocol.Task{Kind: protocol.TaskCarry, Values: points[:middle]}, func() (err error) {
		nfe, err = t.session.Carry(points[middle:])
		return err
	})
	if err == nil && theirs == nil {
		_, err = t.session.Carry(points[:middle])
	} else if err == nil {
		copy(points[:middle], theirs.Values)
	}
	return nfe, err
}

// trajectories are those of [lab.Session.Trajectories] at so many times from 0 to 1, the second worker's half included.
func (t *Trainer) trajectories(dst, noise []float32, frames int) error {
	times := even(frames)
	p, middle := t.assistant(), cut(noise, t.session.Problem.Dim())
	if p == nil || middle == 0 {
		_, err := t.session.Trajectories(dst, noise, times)
		return err
	}
	half := make([]float32, len(times)*(len(noise)-middle))
	theirs, err := p.beside(t, &protocol.Task{Kind: protocol.TaskCarry, Values: noise[:middle], Frames: frames}, func() error {
		_, err := t.session.Trajectories(half, noise[middle:], times)
		return err
	})
	if err != nil {
		return err
	}
	first := make([]float32, len(times)*middle)
	if theirs != nil {
		copy(first, theirs.Values)
	} else if _, err := t.session.Trajectories(first, noise[:middle], times); err != nil {
		return err
	}
	for frame := range times {
		row := dst[frame*len(noise):]
		copy(row[:middle], first[frame*middle:])
		copy(row[middle:len(noise)], half[frame*(len(noise)-middle):])
	}
	return nil
}
