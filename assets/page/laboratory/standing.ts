/** What the laboratory measured of a method on a target, in words, numbers and shades. */
import type { Standing } from "laboratory:scores";
import { duration } from "../words/format";

/** A ratio that looks like perfect samples', and one from which on cells are as dark as they get. */
const good = 1.1;
const poor = 4;

/** How dark the cell of a score is, from 0 to 1. */
export function shade(ratio: number): number {
  return Math.min(1, Math.max(0, Math.log(ratio / good) / Math.log(poor / good)));
}

/** What a cell says: a ratio to the floor with three digits, or why there is none. */
export function brief(s: Standing | null | undefined): string {
  if (s === null || s === undefined) return "";
  if (s.refused !== undefined) return "–";
  if (s.failed !== undefined || s.worst === undefined) return "failed";
  return ratio(s.worst);
}

/** A standing as a sentence. */
export function sentence(method: string, target: string, s: Standing): string {
  const name = `${method} on ${target}`;
  if (s.refused !== undefined) return `${name}: ${s.refused}.`;
  if (s.failed !== undefined || s.worst === undefined) return `${name} failed: ${s.failed ?? "no score"}.`;
  const scores = s.seeds === 1 || s.mean === undefined ? `${ratio(s.worst)} times the floor, of one seed` : `${ratio(s.worst)} times the floor at worst of ${s.seeds} seeds, ${ratio(s.mean)} on average`;
  const modes = s.modes === undefined || s.hq === undefined ? "" : `; ${round(s.modes)} modes found, ${(100 * s.hq).toFixed(1)}% of the samples within 3σ of one`;
  const seconds = s.seconds === 0 ? "nothing to train" : `${duration(s.seconds)} of training`;
  return `${name}: ${scores}${modes}; ${seconds}.`;
}

function ratio(v: number): string {
  return v < 10 ? v.toFixed(2) : String(v);
}

function round(v: number): string {
  return String(Math.round(10 * v) / 10);
}
