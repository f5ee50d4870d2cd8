package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"

	"pushforward/core/lab/journal"
)

// openJournal opens a journal to go on with, and reads what it holds. A last line that broke off is cut away.
func openJournal[E any](path string) (file *os.File, done []E, err error) {
	file, err = os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_APPEND, 0o644)
	if err != nil {
		return nil, nil, err
	}
	done, length, err := journal.Read[E](file)
	if err == nil {
		err = file.Truncate(length)
	}
	if err != nil {
		file.Close()
		return nil, nil, fmt.Errorf("%s: %w", path, err)
	}
	return file, done, nil
}

// reread is all that a journal holds by now.
func reread[E any](file *os.File) ([]E, error) {
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return nil, err
	}
	entries, _, err := journal.Read[E](file)
	return entries, err
}

// writeJSON writes a file for people and programs to read.
func writeJSON(path string, value any) error {
	text, err := json.MarshalIndent(value, "", "\t")
	if err != nil {
		return err
	}
	return os.WriteFile(path, append(text, '\n'), 0o644)
}
