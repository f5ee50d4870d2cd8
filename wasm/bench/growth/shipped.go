//go:build js

package main

import (
	"fmt"
	"io"

	"pushforward/core/engine"
	"pushforward/core/lab"
	"pushforward/core/method"
)

// shipped trains a method with its default parameters on eight Gaussians, whose density is known. A simulation, which learns nothing, carries a chunk of
// particles all its way.
type shipped struct {
	session      *lab.Session
	start, place []float32 // [method.Chunk×2], of a simulation
}

func newShipped(w workload, on engine.Engine) (shipped, error) {
	session, err := lab.New(lab.Config{Method: w.Name, Source: "gaussian", Target: "8gaussians", Seed: 1}, on, noFiles)
	if err != nil || session.Learns() {
		return shipped{session: session}, err
	}
	s := shipped{session, make([]float32, 2*method.Chunk), make([]float32, 2*method.Chunk)}
	session.Problem.Noise(s.start, session.Stream("particles"))
	return s, nil
}

// noFiles opens none: the targets here are computed.
func noFiles(name string) (io.ReadCloser, error) {
	return nil, fmt.Errorf("growth: file %q: want none", name)
}

func (s shipped) run() error {
	if s.session.Learns() {
		return s.session.Step()
	}
	copy(s.place, s.start)
	_, err := s.session.Carry(s.place)
	return err
}

func (s shipped) check() (float64, error) {
	if s.session.Learns() {
		return s.session.Loss()
	}
	return meanSquare(s.place), nil
}
