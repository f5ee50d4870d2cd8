package main

import (
	"errors"
	"flag"
	"fmt"
	"strconv"
	"strings"
)

// parse reads flags and the words between them.
func parse(flags *flag.FlagSet, args []string) (words []string, err error) {
	for len(args) > 0 {
		if err := flags.Parse(args); errors.Is(err, flag.ErrHelp) {
			return nil, err
		} else if err != nil && strings.Contains(err.Error(), "not defined") {
			return nil, misusef("%w: want one of %s", err, strings.Join(flagNames(flags), ", "))
		} else if err != nil {
			return nil, misuse{err}
		}
		if args = flags.Args(); len(args) > 0 {
			words, args = append(words, args[0]), args[1:]
		}
	}
	return words, nil
}

func flagNames(flags *flag.FlagSet) []string {
	var names []string
	flags.VisitAll(func(f *flag.Flag) { names = append(names, "-"+f.Name) })
	return names
}

// noWords refuses arguments that are no flags.
func noWords(words []string) error {
	if len(words) > 0 {
		return misusef("argument %q: want flags only", words[0])
	}
	return nil
}

// wholeFlag declares a flag for a whole number in [low, high].
func wholeFlag(flags *flag.FlagSet, value *int, name string, low, high int, usage string) {
	flags.Func(name, usage, func(text string) error {
		n, err := strconv.Atoi(text)
		if err != nil || n < low || n > high {
			return fmt.Errorf("want a whole number in [%d, %d]", low, high)
		}
		*value = n
		return nil
	})
}

// secondsFlag declares a flag for a time in (0, high].
func secondsFlag(flags *flag.FlagSet, value *float64, high float64, usage string) {
	flags.Func("seconds", usage, func(text string) error {
		x, err := strconv.ParseFloat(text, 64)
		if err != nil || !(x > 0 && x <= high) {
			return fmt.Errorf("want a number above 0, at most %v", high)
		}
		*value = x
		return nil
	})
}

// seedFlag declares the flag -seed, by default 0.
func seedFlag(flags *flag.FlagSet, value *uint64) {
	flags.Func("seed", "seed of all random numbers (default 0)", func(text string) error {
		n, err := strconv.ParseUint(text, 10, 64)
		if err != nil {
			return errors.New("want a whole number in [0, 2⁶⁴)")
		}
		*value = n
		return nil
	})
}

// settingsFlag declares a flag that may be given many times, each time for one parameter.
func settingsFlag(flags *flag.FlagSet, value *map[string]string, name, usage string) {
	*value = map[string]string{}
	flags.Func(name, usage, func(text string) error {
		parameter, setting, ok := strings.Cut(text, "=")
		if !ok || parameter == "" {
			return errors.New("want NAME=VALUE")
		}
		(*value)[parameter] = setting
		return nil
	})
}
