package lab

import (
	"errors"
	"fmt"
	"hash/fnv"
	"math"

	"pushforward/core/engine"
	"pushforward/core/graph"
	"pushforward/core/method"
	"pushforward/core/nn"
	"pushforward/core/random"
	"pushforward/core/target"
	"pushforward/core/transport"
)

// A Session is one run of a method: built, trained step by step, and drawn from at any time. Drawing never disturbs the training. It is
// not safe for concurrent use.
type Session struct {
	Config  Config
	Entry   method.Entry
	Problem Problem

	model    *method.Model
	program  *graph.Graph
	instance engine.Instance
	sampler  sampler
	steps    int
	horizon  int
	loss     [1]float32
}

// New builds a run and stands before its first step. Errors name the value that is wrong and what is allowed.
func New(config Config, on engine.Engine, open target.Open) (*Session, error) {
	s, solver, err := assemble(config, open)
	if err != nil {
		return nil, err
	}
	if config.Fast {
		if on, err = engine.Relax(on); err != nil {
			return nil, err
		}
	}
	if s.instance, err = on.Instantiate(s.program); err != nil {
		return nil, fmt.Errorf("method %s: %w", config.Method, err)
	}
	if s.sampler, err = newSampler(s, solver); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, s.Reset()
}

// assemble is a session whose program is complete and runs nowhere yet, and its solver.
func assemble(config Config, open target.Open) (*Session, transport.SamplerEntry, error) {
	entry, solver, err := config.resolve()
	if err != nil {
		return nil, solver, err
	}
	configured, err := entry.Configure(config.Parameters)
	if err != nil {
		return nil, solver, err
	}
	problem, err := newProblem(config, open)
	if err != nil {
		return nil, solver, err
	}
	s := &Session{Config: config, Entry: entry, Problem: problem, program: graph.New()}
	source, target := problem.source.declare(s.program, "source"), problem.target.declare(s.program, "target")
	s.model, err = configured.Build(&method.Problem{
		Graph: s.program, Dim: problem.Dim(), Source: source, Target: target, Points: problem.target.pool,
	})
	if err != nil {
		return nil, solver, err
	}
	if s.model.Parameters == nil {
		s.model.Parameters = &nn.Parameters{}
	}
	s.horizon = s.model.Horizon
	return s, solver, nil
}

// Reset goes back to the state before the first step.
func (s *Session) Reset() error {
	for _, v := range s.program.Variables() {
		if err := s.instance.Write(v.Name(), make([]float32, v.Size())); err != nil {
			return err
		}
	}
	s.steps = 0
	if err := engine.Seed(s.instance, s.Config.Seed); err != nil {
		return err
	}
	if err := s.Problem.source.fill(s.instance, "source"); err != nil {
		return err
	}
	if err := s.Problem.target.fill(s.instance, "target"); err != nil {
		return err
	}
	if s.Learns() {
		if err := s.SetHorizon(s.horizon); err != nil {
			return err
		}
	}
	return s.instance.Call(method.Initialize)
}

// Learns tells whether there is anything to train. If not, the session is finished from the start.
func (s *Session) Learns() bool { return s.model.Horizon > 0 }

// Step trains one step. It allocates nothing after the first.
func (s *Session) Step() error {
	var err error
	if !s.Learns() {
		err = fmt.Errorf("lab: %s has nothing to learn", s.Config.Method)
	} else if s.model.Train != nil {
		err = s.model.Train(s.instance)
	} else {
		err = s.instance.Call(method.Step)
	}
	if err != nil {
		return s.failed(err)
	}
	s.steps++
	return nil
}

// failed tells of which step an error is.
func (s *Session) failed(err error) error {
	if err != nil {
		err = fmt.Errorf("step %d: %w", s.steps+1, err)
	}
	return err
}

// Loss is the training loss of the last step, 0 if nothing is learnt. It is an error, a [Diverged], if that is not finite.
func (s *Session) Loss() (float64, error) {
	if !s.Learns() {
		return 0, nil
	}
	if err := s.instance.Read(s.loss[:], method.Loss); err != nil {
		return 0, err
	}
	loss := float64(s.loss[0])
	if math.IsNaN(loss) || math.IsInf(loss, 0) {
		return loss, Diverged{s.steps}
	}
	return loss, nil
}

// Diverged says that training has left the finite numbers.
type Diverged struct{ Step int }

func (d Diverged) Error() string {
	return fmt.Sprintf("training diverged by step %d: the loss is not finite", d.Step)
}

// Steps is the number of steps taken.
func (s *Session) Steps() int { return s.steps }

// Horizon is the number of steps after which the learning rate has fallen to zero.
func (s *Session) Horizon() int { return s.horizon }

// SetHorizon changes the schedule's length, in steps.
func (s *Session) SetHorizon(steps int) error {
	if steps < 1 {
		return fmt.Errorf("lab: a schedule of %d steps: want at least 1", steps)
	}
	s.horizon = steps
	return s.instance.Write(nn.HorizonName, []float32{float32(steps)})
}

// Parameters is how many numbers are learnt.
func (s *Session) Parameters() int { return s.model.Parameters.Count() }

// Fingerprint is a hash of the parameters' bits: equal runs have equal fingerprints on every machine. It is empty where nothing is learnt.
func (s *Session) Fingerprint() (string, error) {
	if !s.Learns() {
		return "", nil
	}
	hash := fnv.New64a()
	for _, v := range s.model.Parameters.Variables() {
		values := make([]float32, v.Size())
		if err := s.instance.Read(values, v.Name()); err != nil {
			return "", err
		}
		for _, x := range values {
			bits := math.Float32bits(x)
			hash.Write([]byte{byte(bits), byte(bits >> 8), byte(bits >> 16), byte(bits >> 24)})
		}
	}
	return fmt.Sprintf("%016x", hash.Sum64()), nil
}

// Path is what samples are carried along from Gaussian noise, where the method has one; otherwise known is false, and it is the straight one.
func (s *Session) Path() (path transport.Path, known bool) {
	if s.model.Path == nil {
		return transport.Linear(), false
	}
	return *s.model.Path, true
}

// Close frees the run's memory.
func (s *Session) Close() error { return s.instance.Close() }

// Stream is the named stream of random numbers of the run's seed.
func (s *Session) Stream(name string) *random.Stream { return random.New(s.Config.Seed, name) }
