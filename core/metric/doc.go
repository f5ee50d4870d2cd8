// Package metric tells how good a sampler is: distances between its samples and fresh draws of the target, where they lie, the densities and flows behind them.
// A [Scorer] takes the few that are cheap enough to follow a training with; the [Registry] lists all, and [Measure] takes those that can be.
//
// Points are row-major []float32 [n×dim] in the target's natural units; sums are made in float64. Nothing here knows a method or a
// target: whatever can be sampled is measured.
package metric
