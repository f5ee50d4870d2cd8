// Package compile turns a program (a [graph.Graph]) into a WebAssembly SIMD module: one exported function for each of the program's, working on
// one linear memory. A training step is then one call.
//
// Each function goes through five stages.
//
//  1. It is simplified: rebuilt without dead code, repeated subexpressions, arithmetic between constants and operations that
//     change nothing (x·1, the transpose of a transpose).
//  2. Its nodes are fused into units. Element-wise operations over one domain, and the reductions of their results,
//     become one loop that keeps values in vector registers; matrix products, gathers, scatters, sorts and concatenations
//     are units by themselves. Slices, broadcasts, reshapes and transposes are only views of memory.
//  3. Loops that read a matrix which a few instructions make of what they have anyway make it again; it is then not stored.
//  4. Units are lowered to kernels, which read and write views of buffers. A result is computed right into its variable where nothing still
//     reads the old value, else copied at the end, so that assignments appear to happen at once. The operands of large products are first packed into panels.
//  5. Buffers are placed: variables and constants have addresses of their own, scratch shares memory with whatever is not alive
//     at the same time.
//
// Then every kernel becomes a call of a small function (so that a browser's optimising compiler takes them early), and the exported function makes the calls in
// turn. In a browser the addresses of a kernel's views are parameters, and kernels that differ in nothing else, as those of equal layers,
// share a function. Loops and products are written for their exact shapes, with the columns left over by vectors done apart. [Module.Plan] prints the kernels. The example "passes" prints a small function after each of the stages.
//
// Arithmetic is strict unless [Options] say otherwise: every sum is taken in an order that depends on shapes alone, products are rounded before they are added, and
// transcendentals and random numbers are instructions of the module's own (package vector). The same program on the same numbers gives
// the same bits in every browser and natively, and compiling it twice gives the same bytes.
package compile
