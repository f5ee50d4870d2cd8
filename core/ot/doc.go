// Package ot is optimal transport between samples: the exact assignment of one to the other, the Wasserstein distances it gives,
// their sliced and one-dimensional relatives, and the entropic plans of Sinkhorn.
//
// Points are row-major []float32 [n×dim] in natural units; sums are made in float64. The cost of moving x to y is ‖x−y‖², so that
// W₂² = minπ (1/n) Σᵢ ‖xᵢ − y_π(i)‖² for samples of equal size and weight. Distances are W₂, not its square.
package ot
