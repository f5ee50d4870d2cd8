package trainer

import (
	"fmt"

	"pushforward/core/engine"
	"pushforward/wasm/protocol"
)

// Welcome is the first message of a worker with an engine. If the compiling engine does not work here, slow is why: the message then says so, and the run that
// the page starts with is one that the fallback can train.
func Welcome(on engine.Engine, slow error) *protocol.Ready {
	ready := &protocol.Ready{Schema: Schema()}
	_, exactOnly := engine.Relax(on)
	ready.Schema.Fast = exactOnly == nil
	if slow == nil {
		return ready
	}
	ready.Notice = fmt.Sprintf("This browser cannot run SIMD WebAssembly: training is about %d times slower, and large networks are refused.", engine.Slowdown)
	ready.Schema.Default.Parameters = map[string]string{"net": "16,16", "batch": "64", "waves": "2"}
	return ready
}
