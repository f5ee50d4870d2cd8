package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"strings"
	"time"
)

// A command is one word after lab. Prepare declares its flags and returns what to do once they are read; words are the arguments that are
// no flags.
type command struct {
	name, synopsis, help string
	prepare              func(flags *flag.FlagSet) action
}

// An action does a command's work.
type action func(ctx context.Context, words []string, t terminal) error

// terminal is where a command writes, and its clock.
type terminal struct {
	out, log io.Writer
	clock    func() time.Duration // since the program began
}

func commands() []command {
	return []command{
		{"list", "[-json]", "list methods, targets, metrics, solvers and their parameters", list},
		{"draw", "-target ID [-data FILE] -out FILE.npy [-n N] [-seed S] [-set NAME=VALUE …]", "draw points of a target", draw},
		{"run", "-method ID -target ID [-data FILE] [-out FILE.npy] [-model FILE.safetensors] [-onnx FILE.onnx] [-steps N | -seconds S] …", "train a method, draw samples and measure them", run},
		{"table", "-out FOLDER [-methods IDS] [-targets IDS] [-seeds N] [-steps N] [-workers N]", "run methods on targets with several seeds; goes on where it stood", tables},
		{"published", "-out FOLDER [-seeds N] [-workers N]", "repeat the protocols of published tables; goes on where it stood", repeatPublished},
		{"trained", "-out FOLDER", "train the runs that come trained before, half way, and write them", writeTrained},
		{"experiment", "NAME [-seed S] [-seconds S] | -list", "answer a question by comparing runs", experiments},
	}
}

// misuse is an error in what was asked for, as against one in doing it.
type misuse struct{ error }

func (m misuse) Unwrap() error { return m.error }

func misusef(format string, args ...any) error { return misuse{fmt.Errorf(format, args...)} }

// execute runs the command that args name and returns the exit code.
func execute(ctx context.Context, args []string, out, log io.Writer) int {
	start := time.Now()
	t := terminal{out, log, func() time.Duration { return time.Since(start) }}
	if len(args) == 0 || args[0] == "-h" || args[0] == "-help" || args[0] == "--help" || args[0] == "help" {
		usage(out)
		return 0
	}
	var names []string
	for _, c := range commands() {
		if c.name == args[0] {
			return report(log, c.name, c.execute(ctx, args[1:], t))
		}
		names = append(names, c.name)
	}
	return report(log, "", misusef("command %q: want one of %s", args[0], strings.Join(names, ", ")))
}

// report writes one line about an error and returns the exit code for it.
func report(log io.Writer, name string, err error) int {
	if err == nil {
		return 0
	}
	fmt.Fprintln(log, strings.TrimSpace("lab "+name)+": "+strings.ReplaceAll(err.Error(), "\n", "; "))
	if errors.As(err, new(misuse)) {
		return 2
	}
	return 1
}

func usage(out io.Writer) {
	fmt.Fprintln(out, "Lab trains, draws from and measures samplers.")
	for _, c := range commands() {
		fmt.Fprintf(out, "\n  lab %s %s\n      %s\n", c.name, c.synopsis, c.help)
	}
	fmt.Fprintln(out, "\nlab COMMAND -h lists a command's flags.")
}

func (c command) execute(ctx context.Context, args []string, t terminal) error {
	flags := flag.NewFlagSet(c.name, flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	act := c.prepare(flags)
	words, err := parse(flags, args)
	if errors.Is(err, flag.ErrHelp) {
		fmt.Fprintf(t.out, "lab %s %s\n%s\n\n", c.name, c.synopsis, c.help)
		flags.SetOutput(t.out)
		flags.PrintDefaults()
		return nil
	}
	if err != nil {
		return err
	}
	return act(ctx, words, t)
}
