package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"pushforward/assets"
	"pushforward/core/engine"
	"pushforward/core/lab"
)

// writeTrained trains what comes trained before, and writes it.
func writeTrained(flags *flag.FlagSet) action {
	folder := flags.String("out", "", "`folder` to write to")
	return func(ctx context.Context, words []string, t terminal) error {
		if err := noWords(words); err != nil {
			return err
		}
		if *folder == "" {
			return misusef("no folder: want -out")
		}
		for _, config := range lab.Trained() {
			if err := writeOneTrained(ctx, config, filepath.Join(*folder, filepath.FromSlash(lab.TrainedFile(config))), t); err != nil {
				return err
			}
		}
		return nil
	}
}

func writeOneTrained(ctx context.Context, config lab.Config, path string, t terminal) error {
	session, err := lab.New(config, engine.WebAssembly{}, assets.Open)
	if err != nil {
		return err
	}
	defer session.Close()
	for session.Steps() < session.Horizon()/2 {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := session.Step(); err != nil {
			return err
		}
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	if err := session.WriteTrained(file); err != nil {
		file.Close()
		return err
	}
	fmt.Fprintln(t.log, path)
	return file.Close()
}
