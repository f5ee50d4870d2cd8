/** Curves with points at different places, as one table: every place, and for each curve its value there or null. */

export interface Points {
  /** Ascending. */
  readonly x: readonly number[];
  readonly y: readonly number[];
}

export function joined(curves: readonly Points[]): { readonly x: readonly number[]; readonly y: readonly (readonly (number | null)[])[] } {
  const x = [...new Set(curves.flatMap((c) => c.x))].sort((a, b) => a - b);
  const y = curves.map((c) => {
    const values = new Map(c.x.map((v, i) => [v, c.y[i] ?? null]));
    return x.map((v) => values.get(v) ?? null);
  });
  return { x, y };
}
