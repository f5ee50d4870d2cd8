package lab

import (
	"encoding/binary"
	"fmt"
	"hash/fnv"

	"pushforward/core/target"
)

// Identity is a hash of what a run of the config is: its program with all parameters in it, its schedule, how samples are drawn, and the draws of source
// and target that it learns from. Where it differs, results are of another method. It is an error where [New] would refuse the config.
func Identity(config Config, open target.Open) (string, error) {
	s, solver, err := assemble(config, open)
	if err != nil {
		return "", err
	}
	hash := fnv.New64a()
	fmt.Fprintf(hash, "%v\n%d steps, %d evaluations, solver %s %v\n", s.program, s.horizon, s.Config.NFE, solver.ID, s.Config.SolverParameters)
	for _, d := range []distribution{s.Problem.source, s.Problem.target} {
		if err := binary.Write(hash, binary.LittleEndian, d.pool); err != nil {
			return "", err
		}
	}
	return fmt.Sprintf("%016x", hash.Sum64()), nil
}
