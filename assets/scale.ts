/** Scales: how a number's range maps to a slider, and which texts a parameter accepts. */
import type { Parameter } from "./protocol";

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

/** Why a text is not a value of the parameter, as a phrase that says what is allowed, or "" when it is one. */
export function objection(p: Parameter, value: string): string {
  switch (p.kind) {
    case "choice":
      return p.choices.includes(value) ? "" : `want ${p.choices.join(", ")}`;
    case "bool":
      return value === "true" || value === "false" ? "" : "want true or false";
    case "int":
      return /^[+-]?\d+$/.test(value) ? outside(p, Number(value)) : `want a whole number${range(p)}`;
    case "float":
      return isDecimal(value) ? outside(p, Number(value)) : `want a number${range(p)}`;
    case "ints":
      return intsObjection(p, value);
  }
}

function intsObjection(p: Parameter, value: string): string {
  const items = value.split(",").map((item) => item.trim());
  if (items.some((item) => !/^\d+$/.test(item))) return "want whole numbers with commas between, such as 64,64";
  return items.map((item) => outside(p, Number(item))).find((why) => why !== "") ?? "";
}

function outside(p: Parameter, value: number): string {
  if (!Number.isFinite(value)) return `want a number${range(p)}`;
  if (p.min === 0 && p.max === 0) return "";
  return value < p.min || value > p.max ? `want a number${range(p)}` : "";
}

function range(p: Parameter): string {
  return p.min === 0 && p.max === 0 ? "" : ` from ${p.min} to ${p.max}`;
}

function isDecimal(value: string): boolean {
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(value);
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
