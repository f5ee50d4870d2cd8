package lab

import (
	"fmt"
	"slices"
	"time"
)

// A History keeps snapshots of a training, spread evenly over its steps, in bounded memory: those of steps 0, g, 2g, …, and the last one that was
// kept. When they become too many, every second one is dropped and g doubles. Going on from any of them gives the bits of the straight run.
type History struct {
	most  int // snapshots
	gap   int // g
	kept  []kept
	spare []Snapshot // memory of dropped ones
}

// kept is a snapshot and the time that training had taken until then.
type kept struct {
	Snapshot
	spent time.Duration
}

// The largest history: what a slider tells apart, and what a tab can spare.
const (
	historyMost  = 128
	historyBytes = 64 << 20
	historyLeast = 4 // however large: the start, two between, the end
)

// NewHistory is an empty history of a session.
func NewHistory(s *Session) *History {
	_, size := s.changing()
	return &History{most: min(max(historyBytes/(4*max(size, 1)), historyLeast), historyMost), gap: 1}
}

// Due tells whether a session that goes forward has come to a step that is to be kept.
func (h *History) Due(step int) bool { return step%h.gap == 0 }

// Keep saves the state of the session, in place of a last one that is not among the evenly spread. It does nothing where there is a later state.
func (h *History) Keep(s *Session, spent time.Duration) error {
	if n := len(h.kept); n > 0 && h.Last() >= s.Steps() {
		return nil
	} else if n > 0 && !h.Due(h.Last()) {
		h.drop(n - 1)
	}
	k := kept{spent: spent}
	if n := len(h.spare); n > 0 {
		k.Snapshot, h.spare = h.spare[n-1], h.spare[:n-1]
	}
	if err := s.Save(&k.Snapshot); err != nil {
		return err
	}
	h.kept = append(h.kept, k)
	if len(h.kept) > h.most {
		h.thin()
	}
	return nil
}

// thin doubles the gap; the last one stays.
func (h *History) thin() {
	h.gap *= 2
	for i := len(h.kept) - 2; i >= 0; i-- {
		if !h.Due(h.kept[i].Steps) {
			h.drop(i)
		}
	}
}

func (h *History) drop(i int) {
	h.spare = append(h.spare, h.kept[i].Snapshot)
	h.kept = slices.Delete(h.kept, i, i+1)
}

// Steps lists the steps that were kept, ascending.
func (h *History) Steps() []int {
	steps := make([]int, len(h.kept))
	for i, k := range h.kept {
		steps[i] = k.Steps
	}
	return steps
}

// Last is the last step that was kept, 0 if there is none.
func (h *History) Last() int {
	if len(h.kept) == 0 {
		return 0
	}
	return h.kept[len(h.kept)-1].Steps
}

// Cut drops what is later than a step.
func (h *History) Cut(step int) {
	for n := len(h.kept); n > 0 && h.Last() > step; n-- {
		h.drop(n - 1)
	}
}

// Restore puts the session back to the kept step that is nearest to one, and returns the time that training had taken until then.
func (h *History) Restore(s *Session, step int) (spent time.Duration, err error) {
	if step < 0 || len(h.kept) == 0 || step > h.Last() {
		return 0, fmt.Errorf("step %d is not kept: want one from 0 to %d", step, h.Last())
	}
	near := slices.MinFunc(h.kept, func(a, b kept) int { return distance(a.Steps, step) - distance(b.Steps, step) })
	return near.spent, s.Restore(&near.Snapshot)
}

func distance(a, b int) int { return max(a-b, b-a) }
