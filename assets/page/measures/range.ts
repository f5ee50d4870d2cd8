/** The range of a chart of the training loss. */

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
