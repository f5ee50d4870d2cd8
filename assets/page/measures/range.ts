/** The ranges of charts of the training loss and of scores. */

/** The range of the middle 98% of the values, so that one early spike does not flatten the rest. */
export function lossRange(values: readonly number[]): [number, number] {
  if (values.length === 0) return [0, 1];
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))] ?? 0;
  const low = at(0.01);
  const high = at(0.99);
  const spread = high - low;
  const size = Math.max(Math.abs(low), Math.abs(high));
  // Values that differ by no more than rounding are one value: marks between them would be without number.
  const margin = 0.1 * (spread > size * 1e-6 ? spread : size || 10);
  return [low >= 0 && low < margin * 2 ? 0 : low - margin, high + margin];
}

/** From a little under the floor to a little over the worst ratio, never less than one doubling. */
export function scoreRange(values: readonly number[]): [number, number] {
  return [Math.min(0.9, ...values.map((v) => v * 0.95)), Math.max(2.2, ...values) * 1.1];
}

/** Round ratios within a range, few enough to be read. */
export function scoreMarks(low: number, high: number): number[] {
  const span = high / low;
  const marks = span < 5 ? [1, 1.5, 2, 3] : span < 60 ? [1, 2, 5, 10, 20, 50] : decades(Math.log10(high));
  return marks.filter((m) => m >= low && m <= high);
}

/** Powers of ten up to that exponent, at most six of them, evenly apart. */
function decades(most: number): number[] {
  const apart = Math.ceil((Math.floor(most) + 1) / 6);
  return Array.from({ length: Math.floor(most / apart) + 1 }, (_, i) => 10 ** (i * apart));
}
