package nn

import (
	"fmt"
	"slices"

	"pushforward/core/graph"
)

// A Shard is a part of a training step that may be computed apart from the others: in any order, or by somebody else who has the same
// parameters. A step follows from the results of all its shards.
type Shard struct {
	Function string        // computes it
	Results  []*graph.Node // variables that Function sets: the shard's share of the loss [1×1] and of its gradient, in the order of the parameters
}

// Size is the count of numbers in the results.
func (s Shard) Size() int {
	size := 0
	for _, v := range s.Results {
		size += v.Size()
	}
	return size
}

// Cut splits a loss that is a mean over the rows of a batch, each row apart from the others, into shards of about as many rows, with the functions
// "gradient.0", "gradient.1" and so on. The loss [1×1] is asked for with a cut to apply to every matrix [batch×…] that it is made of, and is to be
// the mean over the rows that the cut leaves. Returned are, for a step that comes after the shards, the loss of the whole batch and its gradient.
func Cut(g *graph.Graph, p *Parameters, batch, count int, loss func(cut func(*graph.Node) *graph.Node) *graph.Node) (shards []Shard, total *graph.Node, gradient []*graph.Node) {
	variables := p.Variables()
	for i := range count {
		from, to := i*batch/count, (i+1)*batch/count
		part := loss(func(batch *graph.Node) *graph.Node { return batch.SliceRows(from, to) }).Scale(float64(to-from) / float64(batch))
		f := g.Function(fmt.Sprintf("gradient.%d", i))
		results := []*graph.Node{f.Output("loss", part)}
		for k, gradient := range graph.Gradient(part, variables...) {
			results = append(results, f.Output(variables[k].Name(), gradient))
		}
		shards = append(shards, Shard{f.Name, results})
	}
	sums := slices.Clone(shards[0].Results)
	for _, shard := range shards[1:] {
		for k, result := range shard.Results {
			sums[k] = sums[k].Add(result)
		}
	}
	return shards, sums[0], sums[1:]
}
