//go:build !linux

package main

import "time"

// coreClock stands in for a thread's own time where the system does not tell it: it is the time that goes by.
func (t terminal) coreClock() time.Duration { return t.clock() }
