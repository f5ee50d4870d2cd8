/** Styles of curves that stand beside one another: each has a colour and a dash of its own, so that neither is needed to tell them apart. */
import type { ChartSeries } from "./chart";

/** Lengths of strokes and gaps, in CSS pixels. */
const dashes: readonly (readonly number[])[] = [[], [9, 4], [2.5, 3], [10, 3, 2, 3], [16, 4], [5, 2.5]];

/** How many styles there are; tokens.css has as many colours, --series-1 and so on. */
export const styles = dashes.length;

/** The style of a slot, from 0. */
export function series(slot: number): ChartSeries {
  return { color: (p) => p.series[slot] ?? p.ink, width: 2, alpha: 1, points: true, dash: dashes[slot] ?? [] };
}

/** A piece of the line in that style, for tables and legends. */
export function swatch(slot: number): SVGSVGElement {
  const name = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(name, "svg");
  const line = document.createElementNS(name, "path");
  for (const [key, value] of [["viewBox", "0 0 26 10"], ["class", "swatch"], ["aria-hidden", "true"]] as const) svg.setAttribute(key, value);
  line.setAttribute("d", "M1 5h24");
  line.setAttribute("stroke-dasharray", (dashes[slot] ?? []).join(" "));
  svg.style.color = `var(--series-${slot + 1})`;
  svg.append(line);
  return svg;
}
