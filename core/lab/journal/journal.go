// Package journal does many pieces of work, several at once, and writes a line of JSON about each as soon as it is done, so that what was interrupted
// can go on where it stood.
package journal

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"runtime"
	"sync"
)

// Read is the entries of a journal, and how many bytes they are. It is an error if a line is no entry; a last line that broke off is left
// out.
func Read[E any](from io.Reader) (entries []E, length int64, err error) {
	lines := bufio.NewReader(from)
	for {
		line, err := lines.ReadBytes('\n')
		if errors.Is(err, io.EOF) {
			return entries, length, nil
		}
		var e E
		if err == nil {
			err = json.Unmarshal(line, &e)
		}
		if err != nil {
			return entries, length, fmt.Errorf("journal: entry %d: %w", len(entries)+1, err)
		}
		entries, length = append(entries, e), length+int64(len(line))
	}
}

// Fill does the tasks, so many at once, writes the entry that each returns to out, and tells done of it unless that is nil. It ends early with ctx:
// what has not been finished by then is not written. A task runs on one thread from its beginning to its end, so that a clock of the thread's own may time it.
func Fill[E any](ctx context.Context, workers int, out io.Writer, tasks []func(ctx context.Context) E, done func(E)) error {
	queue := make(chan func(ctx context.Context) E)
	var group sync.WaitGroup
	var lock sync.Mutex
	var failure error
	for range max(1, workers) {
		group.Go(func() {
			runtime.LockOSThread()
			defer runtime.UnlockOSThread()
			for task := range queue {
				entry := task(ctx)
				if ctx.Err() != nil {
					continue
				}
				lock.Lock()
				err := write(out, entry)
				if err == nil && done != nil {
					done(entry)
				}
				failure = errors.Join(failure, err)
				lock.Unlock()
			}
		})
	}
	for _, task := range tasks {
		if ctx.Err() == nil {
			queue <- task
		}
	}
	close(queue)
	group.Wait()
	return errors.Join(failure, ctx.Err())
}

func write(out io.Writer, entry any) error {
	line, err := json.Marshal(entry)
	if err == nil {
		_, err = out.Write(append(line, '\n'))
	}
	if err != nil {
		return fmt.Errorf("journal: %w", err)
	}
	return nil
}
