package lab

import (
	"fmt"

	"pushforward/core/method"
	"pushforward/core/nn"
)

// Shards is how many parts a step is cut into, so that sessions of the same config can share it: 1 if it is whole. To share a step, each of them
// computes parts of it by [Session.Shard], passes on the results, and finishes the step by [Session.Finish]. All then have the bits that
// [Session.Step] gives one of them alone.
func (s *Session) Shards() int { return max(1, len(s.model.Shards)) }

// ShardSize is the count of numbers in a shard's results, 0 if steps are whole.
func (s *Session) ShardSize() int {
	if len(s.model.Shards) == 0 {
		return 0
	}
	return s.model.Shards[0].Size()
}

// Shard computes part i of the next step and copies its results to dst [ShardSize], unless that is nil.
func (s *Session) Shard(i int, dst []float32) error {
	count := s.ShardSize()
	if dst != nil {
		count = len(dst)
	}
	shard, err := s.shard(i, count)
	if err != nil {
		return err
	}
	if err := s.instance.Call(shard.Function); err != nil || dst == nil {
		return s.failed(err)
	}
	for _, v := range shard.Results {
		if err := s.instance.Read(dst[:v.Size()], v.Name()); err != nil {
			return err
		}
		dst = dst[v.Size():]
	}
	return nil
}

// Receive takes over the results [ShardSize] of part i of the next step, which another session has computed.
func (s *Session) Receive(i int, results []float32) error {
	shard, err := s.shard(i, len(results))
	if err != nil {
		return err
	}
	for _, v := range shard.Results {
		if err := s.instance.Write(v.Name(), results[:v.Size()]); err != nil {
			return err
		}
		results = results[v.Size():]
	}
	return nil
}

// Finish takes the step of which all parts have been computed or received.
func (s *Session) Finish() error {
	if err := s.instance.Call(method.Step); err != nil {
		return s.failed(err)
	}
	s.steps++
	return nil
}

// shard is part i of a step, with results of so many numbers.
func (s *Session) shard(i, count int) (nn.Shard, error) {
	if i < 0 || i >= len(s.model.Shards) {
		return nn.Shard{}, fmt.Errorf("lab: shard %d of a step cut into %d: want one of them", i, len(s.model.Shards))
	}
	if size := s.ShardSize(); count != size {
		return nn.Shard{}, fmt.Errorf("lab: %d numbers for a shard: want %d", count, size)
	}
	return s.model.Shards[i], nil
}
