package main

import (
	"syscall"
	"time"
)

// coreClock counts the time that the calling thread has had of a core, on a busy machine less than what goes by. Only differences on one thread
// mean something.
func (t terminal) coreClock() time.Duration {
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_THREAD, &used); err != nil {
		return t.clock()
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}
