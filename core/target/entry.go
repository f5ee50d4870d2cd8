package target

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"pushforward/core/param"
)

// Open opens a file of real data by its name in assets/data. The caller closes it.
type Open func(name string) (io.ReadCloser, error)

// A Builder is a pointer to a struct whose fields are the parameters of a target, tagged as package param reads them.
type Builder interface {
	// Build makes the target. Targets without real data do not call open, which may then be nil.
	Build(open Open) (Target, error)
}

// An Entry is what menus, reports and tests know of a target before it is built.
type Entry struct {
	ID          string
	Name        string
	Family      string    // id of one of [Families]
	Idea        string    // one sentence: what the shape tries
	Formula     string    // TeX, "" for real data
	Attribution string    // origin and licence of real data, to be shown beside it
	Citation    string    // where the exact definition is from
	Dim         int       // with default parameters
	Labels      [2]string // names of the first two coordinates, "" where they mean nothing
	Aspect      float64   // how many times as long as a unit of the first coordinate one of the second should look; 0 means 1
	Abilities   []string  // as [Abilities] lists them
	Data        string    // file in assets/data, or ""
	New         func() Builder
}

// Find is the entry called id; the error of an unknown id lists the known ones.
func Find(id string) (Entry, error) {
	registry := Registry()
	ids := make([]string, len(registry))
	for i, entry := range registry {
		if entry.ID == id {
			return entry, nil
		}
		ids[i] = entry.ID
	}
	return Entry{}, fmt.Errorf("target: unknown target %q: want one of %s", id, strings.Join(ids, ", "))
}

// New builds the target called id with its default parameters but for those in params. Errors name the id, parameter or file that was
// wrong and what is allowed.
func New(id string, params map[string]string, open Open) (Target, error) {
	entry, err := Find(id)
	if err != nil {
		return nil, err
	}
	builder := entry.New()
	if err := param.SetAll(builder, params); err != nil {
		return nil, fmt.Errorf("target: %s: %w", id, err)
	}
	if entry.Data != "" && open == nil {
		return nil, fmt.Errorf("target: %s: %s: %w", id, entry.Data, errNoOpen)
	}
	built, err := builder.Build(open)
	if err != nil {
		return nil, fmt.Errorf("target: %s: %w", id, err)
	}
	return built, nil
}

var errNoOpen = errors.New("want a function that opens files of real data, not nil")
