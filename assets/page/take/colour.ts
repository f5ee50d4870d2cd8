/** Colours as "#rrggbb". */

/** A colour a share of the way from one to another. */
export function mixed(from: string, to: string, share: number): string {
  const part = (colour: string, i: number): number => parseInt(colour.slice(1 + 2 * i, 3 + 2 * i), 16);
  return `#${[0, 1, 2].map((i) => Math.round(part(from, i) * (1 - share) + part(to, i) * share).toString(16).padStart(2, "0")).join("")}`;
}
