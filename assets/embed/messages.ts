/**
 * The messages between an embedded frame and the page that holds it: plain objects {ns: "pushforward", v: 1, type, …}. What arrives from
 * the host is somebody else's text: it is decoded here, or refused by an error that names the field and what is allowed.
 */
import type { Demo, Exported, Measured } from "./api/embed";

/** What the host asks for. A refused request changes nothing. */
export type HostRequest =
  | ({ readonly type: "set" } & Setting)
  | { readonly type: "play" | "pause" | "train" | "reset" | "export" }
  | { readonly type: "step"; readonly count: number }
  | { readonly type: "seek"; readonly t: number }
  | ({ readonly type: "rest" } & Turn)
  | { readonly type: "samples"; readonly n: number };

/** Whether the frame is to rest or to go on with what it did before, and the number of the request: states repeat the last one, and whether it rests. */
export interface Turn {
  readonly on: boolean;
  readonly turn: number;
}

/** What of the frame is to change: a run by its link, or single choices by id, and how it looks. */
export interface Setting {
  readonly link?: string;
  readonly method?: string;
  readonly target?: string;
  readonly source?: string;
  readonly seed?: string;
  readonly layers?: string;
  readonly controls?: string;
  readonly theme?: Shade;
}

/** Light or dark; auto is the system's. */
export type Shade = "light" | "dark" | "auto";

/** What the frame tells the host. */
export type FrameReport =
  | { readonly type: "ready"; readonly methods: readonly Choice[]; readonly targets: readonly Choice[]; readonly sources: readonly Choice[] }
  | ({ readonly type: "state"; readonly turn: number } & Demo)
  | ({ readonly type: "metrics" } & Measured)
  | { readonly type: "samples"; readonly n: number; readonly dim: number; readonly points: Float32Array }
  | ({ readonly type: "export" } & Exported)
  | { readonly type: "error"; readonly message: string; readonly of: string }
  | { readonly type: "resize"; readonly width: number; readonly height: number };

/** One thing to choose, and its name. */
export interface Choice {
  readonly id: string;
  readonly name: string;
}

type Fields = Readonly<Record<string, unknown>>;

const shades: readonly Shade[] = ["light", "dark", "auto"];
const settings: readonly string[] = ["link", "method", "target", "source", "seed", "layers", "controls", "theme"];
const maxText = 4000;
const maxSteps = 10_000;
const maxSamples = 100_000;
const mostTurns = 2 ** 31;

/** Decodes a host's message; throws when a field is not what the protocol says. */
export function hostRequest(fields: Fields): HostRequest {
  const { type } = fields;
  switch (type) {
    case "set":
      return { type, ...setting(fields) };
    case "play":
    case "pause":
    case "train":
    case "reset":
    case "export":
      return { type };
    case "step":
      return { type, count: whole(fields, "count", 1, maxSteps) };
    case "seek":
      return { type, t: within(fields, "t", 0, 1) };
    case "rest":
      return { type, on: toggle(fields, "on"), turn: whole(fields, "turn", 0, mostTurns) };
    case "samples":
      return { type, n: whole(fields, "n", 1, maxSamples) };
    default:
      throw new Error(`message type ${shown(type)}: want set, play, pause, train, reset, step, seek, rest, samples or export`);
  }
}

function setting(fields: Fields): Setting {
  const found: Record<string, string> = {};
  for (const [name, value] of Object.entries(fields)) {
    if (name === "ns" || name === "v" || name === "type") continue;
    if (!settings.includes(name)) throw new Error(`set: field ${shown(name)}: want ${settings.join(", ")}`);
    if (name === "theme" && !shades.some((s) => s === value)) throw new Error(`set: theme ${shown(value)}: want ${shades.join(", ")}`);
    const text = name === "seed" && typeof value === "number" ? String(value) : value;
    if (typeof text !== "string" || text.length > maxText) throw new Error(`set: ${name} ${shown(value)}: want at most ${maxText} letters`);
    found[name] = text;
  }
  return found;
}

function toggle(fields: Fields, name: string): boolean {
  const v = fields[name];
  if (typeof v !== "boolean") throw new Error(`${name} ${shown(v)}: want true or false`);
  return v;
}

function within(fields: Fields, name: string, least: number, most: number): number {
  const v = fields[name];
  if (typeof v !== "number" || !(v >= least && v <= most)) throw new Error(`${name} ${shown(v)}: want a number from ${least} to ${most}`);
  return v;
}

function whole(fields: Fields, name: string, least: number, most: number): number {
  const v = fields[name];
  if (typeof v !== "number" || !Number.isInteger(v) || v < least || v > most) throw new Error(`${name} ${shown(v)}: want a whole number from ${least} to ${most}`);
  return v;
}

/** A value as an error shows it: short, whatever it is. */
function shown(v: unknown): string {
  const text = typeof v === "string" ? `"${v}"` : typeof v === "object" && v !== null ? "that is an object" : String(v);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
