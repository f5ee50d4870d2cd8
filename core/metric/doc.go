// Package metric tells how good a set of samples is: distances between it and fresh draws of the target, and the scores made of them.
//
// Points are row-major []float32 [n×dim] in the target's natural units; sums are made in float64. Nothing here knows a method or a
// target: whatever can be sampled is measured.
package metric
