//go:build js

package main

import (
	"fmt"
	"io"

	"pushforward/core/engine"
	"pushforward/core/lab"
)

// shipped trains a method with its default parameters on eight Gaussians, whose density is known.
type shipped struct{ session *lab.Session }

func newShipped(w workload, on engine.Engine) (shipped, error) {
	session, err := lab.New(lab.Config{Method: w.Name, Source: "gaussian", Target: "8gaussians", Seed: 1}, on, noFiles)
	return shipped{session}, err
}

// noFiles opens none: the targets here are computed.
func noFiles(name string) (io.ReadCloser, error) {
	return nil, fmt.Errorf("growth: file %q: want none", name)
}

func (s shipped) run() error { return s.session.Step() }

func (s shipped) check() (float64, error) { return s.session.Loss() }
