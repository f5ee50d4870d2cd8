// Package vector emits the elementary functions of WebAssembly SIMD code, which has none of its own.
//
// Every function takes the [encode.Function] under construction, replaces the four float32 numbers (v128) on top of
// the stack by its values, and declares the locals it needs. There are no branches, no memory, no calls, and no fused or
// relaxed operations: every engine gives the same bits. [Threefry] alone is a function of its own, to be called; [RelaxedSigmoid] and
// [RelaxedSigmoidTimes] alone are relaxed.
//
//	function   error     arguments                      instructions
//	Exp        1.6 ulp   all                            27
//	Log        0.9 ulp   all                            41
//	Sin        2.1 ulp   |x| ≤ 10⁴; or 2⁻³² absolute    24
//	Cos        2.1 ulp   |x| ≤ 10⁴; or 2⁻³² absolute    27
//	Tanh       2.6 ulp   all                            29
//	Sigmoid    2.5 ulp   all; or 2⁻¹²⁷ absolute         26
//	Softplus   3.1 ulp   all                            42
//	Erf        3.4 ulp   all                            44
//	Normal     3.7 ulp   all pairs of words             54, after 122 for Threefry
//
// An ulp is the distance between float32 numbers at the exact value; "all" includes denormal arguments and results,
// infinities and overflow, and NaN gives NaN. Instructions are for four numbers, without constants and moves of locals.
// The errors are those that sweeps of every exponent found (1.3·10⁸ numbers per function), rounded up; the tests hold the
// functions to them on a smaller sweep.
//
// The polynomials are minimax in the relative error of the function on the reduced interval. They were fitted in float64 by
// Lawson's iteration (weighted least squares, weights multiplied by the error each time) on 400 Chebyshev points; then
// one coefficient after the other, lowest first, was rounded to float32 and the rest refitted. Leading coefficients
// that a series fixes (1, and −½ for the logarithm) were kept.
package vector
