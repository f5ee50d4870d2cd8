/** Shapes of drawings, as the data of SVG paths. */

/** A place in a drawing: to the right and down. */
export type Place = readonly [number, number];

/** Dots: strokes of no length, which round ends make visible. */
export function dots(places: readonly Place[]): string {
  return places.map((p) => `M${at(p)}h0`).join("");
}

/** Circles of that radius. */
export function circles(places: readonly Place[], radius: number): string {
  return places.map(([x, y]) => `M${at([x - radius, y])}a${radius} ${radius} 0 1 0 ${2 * radius} 0a${radius} ${radius} 0 1 0 ${-2 * radius} 0`).join("");
}

/** Lines from place to place. */
export function lines(...ways: readonly (readonly Place[])[]): string {
  return ways.map((way) => `M${way.map(at).join("L")}`).join("");
}

/** Heads of arrows that point along the last piece of each way. */
export function heads(size: number, ...ways: readonly (readonly Place[])[]): string {
  return ways.map((way) => {
    const tip: Place = way.at(-1) ?? [0, 0];
    const before: Place = way.at(-2) ?? tip;
    const angle = Math.atan2(tip[1] - before[1], tip[0] - before[0]);
    const side = (turn: number): Place => [tip[0] - size * Math.cos(angle + turn), tip[1] - size * Math.sin(angle + turn)];
    return lines([side(0.5), tip, side(-0.5)]);
  }).join("");
}

/** The place at a share s of the straight way between two. */
export function between([ax, ay]: Place, [bx, by]: Place, s: number): Place {
  return [ax + s * (bx - ax), ay + s * (by - ay)];
}

/** Numbers from −1 to 1 that look random and are the same every time. */
export function scatter(i: number): number {
  const wave = 43758.5453 * Math.sin(12.9898 * (i + 1));
  return 2 * (wave - Math.floor(wave)) - 1;
}

function at([x, y]: Place): string {
  return `${round(x)} ${round(y)}`;
}

function round(x: number): number {
  return Math.round(10 * x) / 10;
}
