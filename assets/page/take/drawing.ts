/** The picture as SVG: target, particles and axes, as shapes that any drawing program takes apart. */
import type { Picture, Theme } from "../../protocol/view";
import { mixed } from "./colour";

const width = 800; // of the plot; its height follows the scene's shape
const margin = 48;
const mostTicks = 6;

/** The picture when the transport stands at t. */
export function drawing(picture: Picture, t: number, theme: Theme): string {
  const [left, bottom, right, top] = picture.bounds;
  const scale = width / (right - left);
  const height = scale * picture.aspect * (top - bottom);
  const x = (v: number): string => (margin + scale * (v - left)).toFixed(2);
  const y = (v: number): string => (margin + height - scale * picture.aspect * (v - bottom)).toFixed(2);
  const circles = (points: Float32Array, radius: number): string => {
    const list: string[] = [];
    for (let i = 0; i + 1 < points.length; i += 2) {
      const [a, b] = [points[i] ?? 0, points[i + 1] ?? 0];
      if (Number.isFinite(a) && Number.isFinite(b)) list.push(`<circle cx="${x(a)}" cy="${y(b)}" r="${radius}"/>`);
    }
    return list.join("\n");
  };
  const [w, h] = [width + 2 * margin, height + 2 * margin].map((v) => v.toFixed(0));
  const tick = (v: number, at: string): string => `<text ${at}>${label(v)}</text>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}" viewBox="0 0 ${w} ${h}">
<title>Particles at t = ${t.toFixed(2)}, step ${picture.step}</title>
<clipPath id="plot"><rect x="${margin}" y="${margin}" width="${width}" height="${height.toFixed(2)}"/></clipPath>
<rect width="${w}" height="${h}" fill="${theme.background}"/>
<g id="axes" font-family="sans-serif" font-size="12" fill="${theme.foreground}">
<rect x="${margin}" y="${margin}" width="${width}" height="${height.toFixed(2)}" fill="none" stroke="${theme.foreground}" stroke-opacity="0.3"/>
<g text-anchor="middle">
${ticks(left, right).map((v) => tick(v, `x="${x(v)}" y="${(margin + height + 16).toFixed(2)}"`)).join("\n")}
<text x="${margin + width / 2}" y="${(margin + height + 34).toFixed(2)}">${escaped(picture.labels[0])}</text>
</g>
<g text-anchor="end">
${ticks(bottom, top).map((v) => tick(v, `x="${margin - 6}" y="${y(v)}" dy="4"`)).join("\n")}
<text x="${margin}" y="${margin - 8}" text-anchor="start">${escaped(picture.labels[1])}</text>
</g>
</g>
<g id="target" clip-path="url(#plot)" fill="none" stroke="${theme.target}" stroke-opacity="0.6">
${circles(picture.target, 2)}
</g>
<g id="particles" clip-path="url(#plot)" fill="${mixed(theme.noise, theme.generated, t)}" fill-opacity="0.8">
${circles(positions(picture, t), 2)}
</g>
</svg>
`;
}

/** Where the particles are at t [n×2]: on the line between two frames. */
export function positions(picture: Picture, t: number): Float32Array {
  const { times, points, n } = picture;
  const after = Math.max(1, times.findIndex((time) => time >= t));
  const [from, to] = [times[after - 1] ?? 0, times[after] ?? 1];
  const share = to > from ? Math.min(1, Math.max(0, (t - from) / (to - from))) : 1;
  const [a, b] = [points.subarray(2 * n * (after - 1)), points.subarray(2 * n * Math.min(after, times.length - 1))];
  return new Float32Array(2 * n).map((_, i) => (1 - share) * (a[i] ?? 0) + share * (b[i] ?? 0));
}

/** Round numbers from low to high, no more than a handful. */
export function ticks(low: number, high: number): number[] {
  const raw = (high - low) / mostTicks;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map((m) => m * power).find((s) => s >= raw) ?? raw;
  const first = Math.ceil(low / step);
  return Array.from({ length: Math.max(0, Math.floor(high / step) - first + 1) }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}

function label(v: number): string {
  return String(v).replace("-", "−");
}

/** A text within XML. */
export function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
