/** The numbers that every contestant works on: the same parameters and rows, from a generator of fixed seed. */
import type { Workload } from "./contest";

/** An affine map, x·weight + bias. */
export interface Layer {
  readonly inputs: number;
  readonly outputs: number;
  /** [inputs×outputs], row by row. */
  readonly weight: Float32Array<ArrayBuffer>;
  /** [outputs]. */
  readonly bias: Float32Array<ArrayBuffer>;
}

/** Adam's constants (Kingma and Ba 2015), which are the same in every library. */
export const ADAM = { rate: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-7 } as const;

/** The network's layers: weights of variance 1/inputs, biases that are small but not 0. */
export function layers({ widths }: Workload): Layer[] {
  const next = uniform(1);
  return widths.slice(1).map((outputs, i) => {
    const inputs = widths[i]!;
    return {
      inputs,
      outputs,
      weight: fill(inputs * outputs, Math.sqrt(3 / inputs), next),
      bias: fill(outputs, 0.1, next),
    };
  });
}

/** Rows to learn from or to carry: inputs [rows×inputs] and targets [rows×outputs]. */
export function batch({ widths, rows }: Workload): { x: Float32Array<ArrayBuffer>; y: Float32Array<ArrayBuffer> } {
  const next = uniform(2);
  return { x: fill(rows * widths[0]!, 1, next), y: fill(rows * widths[widths.length - 1]!, 1, next) };
}

/** Where the particles start [rows×outputs]; the network's inputs are a place and a time. */
export function particles({ widths, rows }: Workload): Float32Array<ArrayBuffer> {
  return fill(rows * widths[widths.length - 1]!, 1, uniform(3));
}

function fill(count: number, scale: number, next: () => number): Float32Array<ArrayBuffer> {
  return Float32Array.from({ length: count }, () => scale * next());
}

/** Uniform numbers on [-1, 1): Marsaglia's xorshift of 32 bits (2003, p. 3: shifts 13, 17, 5). */
function uniform(seed: number): () => number {
  let state = 0x9e3779b9 * seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state / 2 ** 31;
  };
}
