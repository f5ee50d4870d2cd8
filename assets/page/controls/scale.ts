/** Scales: how a number's range maps to a slider. */
import type { Parameter } from "../../protocol/schema";

/** Positions of a slider: integers from 0 to this. */
export const sliderEnd = 1000;

/** Whether the parameter declares a range that a slider can span. */
export function hasRange(p: Parameter): boolean {
  return p.max > p.min && (p.scale === "linear" || p.min > 0);
}

/** The slider's position in [0, sliderEnd] of a value; values outside the range go to its nearer end. */
export function toSlider(p: Parameter, value: number): number {
  const inside = Math.min(p.max, Math.max(p.min, value));
  const share =
    p.scale === "log" ? Math.log(inside / p.min) / Math.log(p.max / p.min) : (inside - p.min) / (p.max - p.min);
  return Math.round(share * sliderEnd);
}

/** The value at a slider's position, rounded to what the range makes readable. */
export function fromSlider(p: Parameter, position: number): number {
  const share = position / sliderEnd;
  const value = p.scale === "log" ? p.min * (p.max / p.min) ** share : p.min + (p.max - p.min) * share;
  if (p.kind === "int") return Math.round(value);
  const rounded =
    p.scale === "log" ? Number(value.toPrecision(2)) : roundTo(value, stepOf(p.max - p.min));
  return Math.min(p.max, Math.max(p.min, rounded));
}

/** A round step, 1, 2 or 5 times a power of ten, that cuts the span into 100 to 250 parts. */
function stepOf(span: number): number {
  const raw = span / 250;
  const power = 10 ** Math.floor(Math.log10(raw));
  const lead = [1, 2, 5, 10].find((m) => m * power >= raw * (1 - 1e-12)) ?? 10;
  return lead * power;
}

function roundTo(value: number, step: number): number {
  const digits = Math.max(0, -Math.floor(Math.log10(step)));
  return Number((Math.round(value / step) * step).toFixed(Math.min(20, digits)));
}
