package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"math"
	"os"
	"strings"
	"time"

	"pushforward/core/codec"
	"pushforward/core/engine"
	"pushforward/core/lab"
)

// order is what a run was asked for.
type order struct {
	config lab.Config
	budget lab.Budget
	n      int
	paths  [fileKinds]string
	from   string // model file
	data   dataFlags
}

// A fileKind is a kind of file that a run writes.
type fileKind int

const (
	samplesFile fileKind = iota
	modelFile
	onnxFile
	fileKinds
)

// fileFlags names the flag of each kind.
var fileFlags = [fileKinds]string{"out", "model", "onnx"}

// run trains a method, writes samples and what was learnt to files and the result, as JSON, to the output's last line.
func run(flags *flag.FlagSet) action {
	o := order{n: 2000}
	c := &o.config
	flags.StringVar(&c.Method, "method", "", "`id` of the method")
	flags.StringVar(&c.Source, "source", "gaussian", "`id` of the distribution to start from")
	flags.StringVar(&c.Target, "target", "", "`id` of the distribution to learn")
	flags.StringVar(&c.Solver, "solver", "", "`id` of the integrator or sampler of a velocity field (default the method's own)")
	flags.StringVar(&o.paths[samplesFile], "out", "", "NPY `file` to write samples to, float32 [n×d]; none if empty")
	flags.StringVar(&o.paths[modelFile], "model", "", "safetensors `file` to write the model to, with all that training on needs; none if empty")
	flags.StringVar(&o.paths[onnxFile], "onnx", "", "ONNX `file` to write the map to, from noise to samples; none if empty")
	flags.StringVar(&o.from, "from", "", "safetensors `file` of a model to train on, to the end of its schedule; it says what to train")
	o.data.declare(flags)
	flags.BoolVar(&c.Fast, "fast", false, "fast arithmetic, whose bits depend on the processor; browsers may have it, wazero has not")
	seedFlag(flags, &c.Seed)
	wholeFlag(flags, &o.budget.Steps, "steps", 1, lab.MaxSteps, "`steps` to train (default the method's own)")
	wholeFlag(flags, &o.budget.Until, "until", 1, lab.MaxSteps, "`step` of the schedule to stop at (default its end)")
	secondsFlag(flags, &o.budget.Seconds, lab.MaxSeconds, "`time` to train for, about, instead of -steps")
	wholeFlag(flags, &c.NFE, "nfe", 1, lab.MaxNFE, "function `evaluations` a sample, with solvers of fixed step (default the method's own)")
	wholeFlag(flags, &o.n, "n", 1, maxPoints, "`samples` to draw (default 2000)")
	settingsFlag(flags, &c.Parameters, "set", "`name=value` of a parameter of the method; may be repeated")
	settingsFlag(flags, &c.SourceParameters, "source-set", "`name=value` of a parameter of the source; may be repeated")
	settingsFlag(flags, &c.TargetParameters, "target-set", "`name=value` of a parameter of the target; may be repeated")
	return func(ctx context.Context, words []string, t terminal) error {
		if err := noWords(words); err != nil {
			return err
		}
		if o.budget.Steps > 0 && o.budget.Seconds > 0 {
			return misusef("-steps %d and -seconds %v: want one of them", o.budget.Steps, o.budget.Seconds)
		}
		if o.budget.Steps > 0 && o.budget.Until > o.budget.Steps {
			return misusef("-until %d: want 1 to %d, as many as -steps", o.budget.Until, o.budget.Steps)
		}
		if o.from != "" {
			if given := fixed(flags); len(given) > 0 {
				return misusef("%s beside -from: the file says what to train", strings.Join(given, ", "))
			}
		}
		return o.execute(ctx, t)
	}
}

// fixed lists the flags that were given and that a model file answers.
func fixed(flags *flag.FlagSet) (given []string) {
	flags.Visit(func(f *flag.Flag) {
		switch f.Name {
		case "out", "model", "onnx", "from", "until", "n", "solver", "nfe", "data", "columns", "skip":
		default:
			given = append(given, "-"+f.Name)
		}
	})
	return given
}

func (o order) execute(ctx context.Context, t terminal) error {
	session, before, err := o.open(t.log)
	if err != nil {
		return misuse{err}
	}
	defer session.Close()
	if o.paths[modelFile] != "" && !session.Learns() {
		return misusef("-model %s: %s learns nothing: there is no model to write", o.paths[modelFile], session.Config.Method)
	}
	if o.paths[onnxFile] != "" {
		if err := session.Portable(); err != nil {
			return misusef("-onnx %s: %w", o.paths[onnxFile], err)
		}
	}
	var outputs [fileKinds]*output
	for kind, path := range o.paths {
		if path == "" {
			continue
		}
		if outputs[kind], err = createOutput(fileFlags[kind], path); err != nil {
			return err
		}
		defer outputs[kind].discard()
	}
	spent, err := o.train(ctx, session, t)
	if errors.As(err, &lab.Diverged{}) {
		return fmt.Errorf("%w: try a lower learning rate", err)
	}
	if err != nil {
		return err
	}
	before.Seconds += spent.Seconds()
	samples, result, err := session.Measure(o.n, t.clock)
	if err != nil {
		return err
	}
	result.TrainSeconds = math.Round(before.Seconds*1e6) / 1e6
	if err := ctx.Err(); err != nil {
		return err
	}
	for kind, out := range outputs {
		if out == nil {
			continue
		}
		if err := out.write(func(w io.Writer) error { return write(w, fileKind(kind), session, samples, before) }); err != nil {
			return err
		}
	}
	return json.NewEncoder(t.out).Encode(result)
}

// open is the run that was asked for, or that of a file and what the file tells of it.
func (o order) open(log io.Writer) (*lab.Session, lab.Description, error) {
	files, err := o.data.open(o.config.Target, o.config.TargetParameters, log)
	if err != nil {
		return nil, lab.Description{}, err
	}
	if o.from == "" {
		session, err := lab.New(o.config, engine.WebAssembly{}, files)
		return session, lab.Description{}, err
	}
	content, err := os.ReadFile(o.from)
	if err != nil {
		return nil, lab.Description{}, fmt.Errorf("-from: %w", err)
	}
	model, err := lab.ParseModel(content)
	if err != nil {
		return nil, lab.Description{}, fmt.Errorf("-from %s: %w", o.from, err)
	}
	if model.Fit(engine.WebAssembly{}) {
		fmt.Fprintf(log, "%s: trained with fast arithmetic, which is not to be had here: it goes on with exact\n", o.from)
	}
	config := model.Run.Config
	if o.config.Solver != "" {
		config.Solver, config.SolverParameters = o.config.Solver, nil
	}
	config.NFE = cmp.Or(o.config.NFE, config.NFE)
	session, err := lab.New(config, engine.WebAssembly{}, files)
	if err == nil {
		err = session.Resume(model)
	}
	if err != nil {
		return nil, lab.Description{}, fmt.Errorf("-from %s: %w", o.from, err)
	}
	return session, model.Run, nil
}

func (o order) train(ctx context.Context, session *lab.Session, t terminal) (time.Duration, error) {
	if o.from != "" {
		return session.GoOn(ctx, o.budget.Until, t.clock, t.progress(""))
	}
	return session.Train(ctx, o.budget, t.clock, t.progress(""))
}

// write writes a file of a kind; far is what the run's own file says of the time, this run's included, and of where it began.
func write(w io.Writer, kind fileKind, session *lab.Session, samples []float32, far lab.Description) error {
	about := session.Describe(far.Seconds, far.Rounded)
	switch kind {
	case modelFile:
		return session.WriteModel(w, about)
	case onnxFile:
		return session.WriteONNX(w, about)
	}
	dim := session.Problem.Dim()
	return codec.WriteNPY(w, samples, len(samples)/dim, dim)
}

// progress writes a line about a training each time it is told of one.
func (t terminal) progress(what string) func(lab.Progress) {
	return func(p lab.Progress) {
		fmt.Fprintf(t.log, "%sstep %d of %d, loss %.4g, %.0f s\n", what, p.Step, p.Steps, p.Loss, p.Spent.Seconds())
	}
}
