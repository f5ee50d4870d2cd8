package trainer

import (
	"bytes"
	"errors"
	"fmt"
	"time"

	"pushforward/core/lab"
	"pushforward/wasm/protocol"
)

// Model sends the page the run's model as it stands, as a file of a format.
func (t *Trainer) Model(format protocol.Format) error {
	if err := t.needRun(); err != nil {
		return err
	}
	about := t.session.Describe(t.spent.Seconds(), t.trained)
	about.Config = config(t.run)
	var file bytes.Buffer
	var err error
	switch format {
	case protocol.FormatNone:
	case protocol.FormatSafetensors:
		err = t.session.WriteModel(&file, about)
	case protocol.FormatONNX:
		err = t.session.WriteONNX(&file, about)
	default:
		err = fmt.Errorf("format %q: want safetensors, onnx or none", format)
	}
	if err != nil {
		return err
	}
	fingerprint, err := t.session.Fingerprint()
	if err != nil {
		return err
	}
	t.Page(protocol.TypeModel, protocol.Model{Format: format, Bytes: file.Bytes(), Fingerprint: fingerprint, Step: t.session.Steps()})
	return nil
}

// OpenModel takes on the run of a model's file, and stands where that was written. On an error the old run stays.
func (t *Trainer) OpenModel(content []byte) error {
	model, err := lab.ParseModel(content)
	if err != nil {
		return err
	}
	exact := model.Fit(t.Engine)
	c := model.Run.Config
	if c.Natural || c.Points > 0 {
		return errors.New("the file's run learns in natural units or from few points, which this page does not do: go on with it by lab run -from")
	}
	session, err := lab.New(c, watched{t.Engine, t}, t.Open)
	if err != nil {
		return fmt.Errorf("the file's run: %w", err)
	}
	if err := session.Resume(model); err != nil {
		return errors.Join(err, session.Close())
	}
	if err := session.Reset(); err != nil { // step 0 is to be kept, too
		return errors.Join(err, session.Close())
	}
	if err := t.adopt(session, runOf(c)); err != nil {
		return err
	}
	if err := session.Resume(model); err != nil {
		return err
	}
	t.trained = model.Run.Rounded
	if exact {
		t.Page(protocol.TypeError, &protocol.Error{Message: "The model was trained with fast arithmetic, which this browser does not have: it goes on with exact."})
	}
	return t.restart(protocol.TypeOpen, time.Duration(model.Run.Seconds*float64(time.Second)))
}

// runOf is a config as the page has it.
func runOf(c lab.Config) protocol.Run {
	return protocol.Run{
		Method: c.Method, Source: c.Source, Target: c.Target, Seed: c.Seed,
		Parameters: c.Parameters, SourceParams: c.SourceParameters, TargetParams: c.TargetParameters,
		Embedding: c.Embedding, EmbeddingParams: c.EmbeddingParameters,
		Solver: c.Solver, SolverParams: c.SolverParameters, NFE: c.NFE, Fast: c.Fast,
	}
}

// noMap says why the run's map cannot be written as an ONNX model, "" if it can.
func (t *Trainer) noMap() string {
	if err := t.session.Portable(); err != nil {
		return err.Error()
	}
	return ""
}

// Picture sends the page what the stage was last shown.
func (t *Trainer) Picture() error {
	if err := t.needRun(); err != nil {
		return err
	}
	if len(t.view.shown) == 0 {
		return errors.New("nothing has been shown yet: try again in a moment")
	}
	t.Page(protocol.TypePicture, protocol.Picture{Scene: t.scene(), Paths: t.paths()})
	return nil
}
