/** What a host asks a frame to show, checked as a link is: by its schema, and refused as a whole where a part of it is wrong. */
import type { Run } from "../protocol/run";
import type { Schema } from "../protocol/schema";
import { exactInstead, readPermalink, type Reading } from "../page/run/permalink";
import { withMethod, withSource, withTarget } from "../page/run/run";
import type { Setting } from "./messages";

/** The run that the setting makes of the present one; undefined if it is about none. Throws at what is not to be had. */
export function settled(schema: Schema, now: Run, setting: Setting): Reading | undefined {
  const { link, method, target, source, seed, layers } = setting;
  if ([link, method, target, source, seed, layers].every((v) => v === undefined)) return undefined;
  const base = link === undefined ? undefined : checked(readPermalink(link, schema));
  const start = base?.run ?? now;
  const keys = new URLSearchParams({ v: "1", m: method ?? start.method, d: target ?? start.target, s: source ?? start.source });
  if (seed !== undefined) keys.set("seed", seed);
  if (layers !== undefined) keys.set("layers", layers);
  const named = checked(readPermalink(`#${keys.toString()}`, schema));
  let run = start;
  if (method !== undefined && method !== run.method) run = withMethod(schema, run, method);
  if (target !== undefined && target !== run.target) run = withTarget(run, target);
  if (source !== undefined && source !== run.source) run = withSource(run, source);
  if (seed !== undefined) run = { ...run, seed: named.run.seed };
  return { run, rivals: [], trained: base?.trained === true, t: base?.t, layers: named.layers ?? base?.layers, notes: base?.notes ?? [] };
}

/** The reading, if nothing in it is wrong: to run exactly where a browser has no fast arithmetic is not. */
function checked(reading: Reading): Reading {
  const note = reading.notes.find((n) => n !== exactInstead);
  if (note !== undefined) throw new Error(note.replace(/^The link says/, "set:").replace(/ The default is used\.$/, ""));
  return reading;
}
