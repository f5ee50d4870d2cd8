/** A small picture of points, in the colour of targets. */
import { element } from "../dom";

/** Width and height in CSS pixels. */
const side = 240;
const margin = 12;

export class Scatter {
  readonly node = element("canvas", { class: "scatter", role: "img", "aria-label": "Points drawn from it" });

  /** Draws points, row-major [n×2], as large as they fit with one scale for both axes; none clear the picture. */
  show(points: Float32Array): void {
    const density = window.devicePixelRatio || 1;
    this.node.width = this.node.height = Math.round(side * density);
    const context = this.node.getContext("2d");
    if (context === null || points.length === 0) return;
    const box = boundsOf(points);
    const scale = (side - 2 * margin) / Math.max(box.width, box.height, Number.MIN_VALUE);
    context.scale(density, density);
    context.fillStyle = getComputedStyle(this.node).color;
    context.globalAlpha = 0.6;
    for (let i = 0; i + 1 < points.length; i += 2) {
      const x = side / 2 + ((points[i] ?? 0) - box.x) * scale;
      const y = side / 2 - ((points[i + 1] ?? 0) - box.y) * scale;
      context.fillRect(x - 0.75, y - 0.75, 1.5, 1.5);
    }
  }
}

/** The middle and the size of the box around points. */
function boundsOf(points: Float32Array): { readonly x: number; readonly y: number; readonly width: number; readonly height: number } {
  const low = [Infinity, Infinity];
  const high = [-Infinity, -Infinity];
  points.forEach((v, i) => {
    low[i % 2] = Math.min(low[i % 2] ?? v, v);
    high[i % 2] = Math.max(high[i % 2] ?? v, v);
  });
  const [left = 0, bottom = 0] = low;
  const [right = 0, top = 0] = high;
  return { x: (left + right) / 2, y: (bottom + top) / 2, width: right - left, height: top - bottom };
}
