package lab

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"io"
	"slices"
	"strings"

	"pushforward/core/codec"
	"pushforward/core/graph"
	"pushforward/core/target"
)

// trained lists the pairs of method and target that come trained before, with their default parameters, from Gaussian noise and seed 0: half way
// through their schedule, so that there is something left to train. With the target that the page opens with, these are each family's main methods.
var trained = [...][2]string{
	{"fm", "us-zipcodes"}, {"fm", "8gaussians"}, {"fm", "moons"}, {"fm", "checkerboard"},
	{"mmd", "us-zipcodes"}, {"mmd", "8gaussians"}, {"mmd", "moons"}, {"mmd", "checkerboard"},
	{"sinkhorn", "us-zipcodes"}, {"wasserstein", "us-zipcodes"}, {"gan", "us-zipcodes"}, {"realnvp", "us-zipcodes"},
	{"ot-cfm", "us-zipcodes"}, {"score", "us-zipcodes"}, {"ddpm", "us-zipcodes"},
}

// Trained lists the configs of the runs that come trained before.
func Trained() []Config {
	var list []Config
	for _, pair := range trained {
		list = append(list, Config{Method: pair[0], Source: "gaussian", Target: pair[1]})
	}
	return list
}

// TrainedFile is the name, beside the real data, of the file with what a config has learnt before; "" where there is none. Fast runs have the files of the
// exact ones, which are weights to go on from: rounded as they are, they lead to the bits of no straight run.
func TrainedFile(c Config) string {
	if c.Source != "gaussian" || c.Seed != 0 || c.Natural || c.Points != 0 || c.Embedding != "" || len(c.Parameters)+len(c.SourceParameters)+len(c.TargetParameters) > 0 {
		return ""
	}
	for _, pair := range trained {
		if pair == [2]string{c.Method, c.Target} {
			return "trained/" + c.Method + "-" + c.Target + ".half"
		}
	}
	return ""
}

// halfMagic begins a file of what was learnt: then come the step and, in 16 bits each, the numbers.
const halfMagic = "pushforward half 1\n"

// WriteTrained writes what the run samples with, in numbers of 16 bits: the averaged parameters, without the trained ones and the optimiser's state.
func (s *Session) WriteTrained(w io.Writer) error {
	out := bufio.NewWriter(w)
	out.WriteString(halfMagic)
	binary.Write(out, binary.LittleEndian, uint32(s.steps))
	for _, v := range s.learnt() {
		values := make([]float32, v.size)
		if err := s.instance.Read(values, v.name); err != nil {
			return err
		}
		for _, x := range values {
			binary.Write(out, binary.LittleEndian, codec.Half(x))
		}
	}
	return out.Flush()
}

// ReadTrained stands where a run of the same config wrote what it had learnt, up to the rounding: training goes on from there, but not to the bits of
// the straight run.
func (s *Session) ReadTrained(r io.Reader) error {
	magic := make([]byte, len(halfMagic))
	if _, err := io.ReadFull(r, magic); err != nil || string(magic) != halfMagic {
		return fmt.Errorf("lab: not a file of what was learnt: want it to begin with %q", halfMagic)
	}
	var word [4]byte
	if _, err := io.ReadFull(r, word[:]); err != nil {
		return fmt.Errorf("lab: a file of what was learnt breaks off: %w", err)
	}
	step := binary.LittleEndian.Uint32(word[:])
	if err := s.Reset(); err != nil {
		return err
	}
	for _, v := range s.learnt() {
		halves, values := make([]byte, 2*v.size), make([]float32, v.size)
		if _, err := io.ReadFull(r, halves); err != nil {
			return fmt.Errorf("lab: a file of what was learnt breaks off in %s: %w", v.name, err)
		}
		for i := range values {
			values[i] = codec.FromHalf(binary.LittleEndian.Uint16(halves[2*i:]))
		}
		names := []string{v.name}
		if parameter, ok := strings.CutPrefix(v.name, averaged); ok {
			names = append(names, parameter)
		}
		for _, name := range names {
			if err := s.instance.Write(name, values); err != nil {
				return err
			}
		}
	}
	s.steps = int(step)
	return s.instance.Write(graph.CounterName, []float32{float32(step)})
}

// averaged begins the name of a parameter's average.
const averaged = "average."

// learnt lists what training changes, but for the optimiser's state, the counter, and parameters of which there is an average.
func (s *Session) learnt() []place {
	changing, _ := s.changing()
	left := map[string]bool{graph.CounterName: true}
	for _, v := range changing {
		if parameter, ok := strings.CutPrefix(v.name, averaged); ok {
			left[parameter] = true
		}
	}
	return slices.DeleteFunc(changing, func(v place) bool { return left[v.name] || strings.HasPrefix(v.name, "adam.") })
}

// OpenTrained is a run that comes trained before, as it was left; found is false where its config has none.
func (s *Session) OpenTrained(open target.Open) (found bool, err error) {
	name := TrainedFile(s.Config)
	if name == "" {
		return false, nil
	}
	file, err := open(name)
	if err != nil {
		return false, err
	}
	defer file.Close()
	return true, s.ReadTrained(file)
}
