package method

import (
	"pushforward/core/engine"
	"pushforward/core/graph"
	"pushforward/core/nn"
)

// Two shards cost an exchange of the gradient and a second optimiser. With two workers in Chromium both are repaid by steps of this much arithmetic,
// on batches so large that a parameter's gradient takes longer to compute than to exchange.
const (
	shardOperations = 1 << 26 // floating-point operations of the products of a step
	shardRows       = 256
)

// shards is how many parts a step is cut into. It depends on nothing but the settings, so that its bits do not depend on who computes it.
func shards(parameters *nn.Parameters, batch int) int {
	if batch >= shardRows && 6*batch*parameters.Count() >= shardOperations {
		return 2
	}
	return 1
}

// minimizeMean is minimize for a loss that is a mean over the rows of a batch, each row apart from the others, as [nn.Cut] asks for it. It begins a
// model.
func (o Optimiser) minimizeMean(g *graph.Graph, parameters *nn.Parameters, batch int, loss func(cut func(*graph.Node) *graph.Node) *graph.Node) (*Model, *nn.Average) {
	model := &Model{Parameters: parameters}
	count := shards(parameters, batch)
	if count == 1 {
		step := g.Function(Step)
		return model, o.minimize(step, parameters, loss(func(whole *graph.Node) *graph.Node { return whole }))
	}
	parts, total, gradient := nn.Cut(g, parameters, batch, count, loss)
	model.Shards, model.Train = parts, model.trainShards
	return model, o.descend(g.Function(Step), parameters, total, gradient)
}

// trainShards takes a step alone.
func (m *Model) trainShards(instance engine.Instance) error {
	for _, shard := range m.Shards {
		if err := instance.Call(shard.Function); err != nil {
			return err
		}
	}
	return instance.Call(Step)
}
