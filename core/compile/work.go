package compile

import "pushforward/core/graph"

// Operations is how many floating-point operations a call of a function takes, by its plan: 2mkn for a product of [m×k] and [k×n], one an element for
// every element-wise operation (a transcendental and a random number count as one), for every reduction, one for each number that a scatter
// adds, and none for moving numbers and for sorting. What a plan computes twice counts twice. It is 0 if there is no such function.
func (m *Module) Operations(function string) int {
	count := 0
	for _, p := range m.plans {
		if p.name != function {
			continue
		}
		for _, k := range p.kernels {
			count += k.operations()
		}
	}
	return count
}

func (p *product) operations() int {
	return 2 * p.a.shape.rows * p.a.shape.cols * p.b.shape.cols
}

func (k *loop) operations() int {
	count := 0
	for _, n := range k.nodes {
		switch n.Op().Kind() {
		case graph.Elementwise, graph.Reduction, graph.Random:
			count += k.domain.size()
		}
	}
	return count
}

func (s *scatter) operations() int { return s.from.shape.size() }

func (*copying) operations() int { return 0 }
func (*gather) operations() int  { return 0 }
func (*argsort) operations() int { return 0 }
