package graph

// MatMulTT is aᵀ·bᵀ: a node has flags for it, which every engine honours, but no method or derivative makes one.
func (n *Node) MatMulTT(b *Node) *Node { return n.product(b, true, true) }
