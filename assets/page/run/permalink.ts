/**
 * Permalinks: #v=1&m=…&s=…&d=…&seed=7&… , flat, versioned, keys that differ from the default only.
 *
 *     v       the permalink's version, always 1
 *     m s d   method, source and target ("data") by id
 *     seed    the run's seed
 *     e       the embedding of a source of fewer dimensions
 *     solver  how samples are drawn, nfe the function evaluations per sample
 *     fast    1 where arithmetic is relaxed
 *     t       where the transport stands still, in [0,1]
 *     layers  the stage's layers, ids with commas between
 *     trained 1 where the run comes trained; the page that is opened without a link begins with one that does
 *     race    the methods of the other contestants of a race, ids with commas between
 *     name    a parameter of the method; d.name, s.name, e.name and solver.name of the target, the source, the
 *             embedding and the solver, and m.name of the method where the bare name is one of the keys above
 *     r1.…    how the first of the race's others is trained and sampled, r2.… the second: solver, nfe, and parameters as above
 *
 * A link is somebody else's text: every value is checked, a bad one gives way to the default and a note.
 */
import type { Run, Values } from "../../protocol/run";
import type { Schema } from "../../protocol/schema";
import { quoted } from "../words/sentence";
import { seedObjection, valueObjection } from "./objection";
import {
  embeddingOf,
  sharing,
  methodOf,
  methodsFor,
  solverOf,
  sourceOf,
  sourcesFor,
  targetsFor,
  targetOf,
  withEmbedding,
  withMethod,
  withSolver,
  withSource,
  withTarget,
  withValue,
  type Parametrised,
} from "./run";

const version = "1";
const reserved: readonly string[] = ["v", "m", "s", "d", "e", "seed", "solver", "nfe", "t", "layers", "trained", "fast", "race"];
/** A key of one of the race's others. */
const rival = /^r[123]\./;
/** Room for a source and a target of the reader's own. */
const maxLength = 8000;
const maxNFE = 1024;
const manyNames = 12;
const fewNames = 8;
/** What a link to a fast run comes to where there is none: nothing in it is wrong, so that its reader sees an exact run and learns why. */
export const exactInstead = "The link asks for fast arithmetic, which this browser does not have: the run is exact.";
/** Others in a race: a page shows no more than four at a time. */
const maxRivals = 3;

/** What a link says. */
export interface Permalink {
  readonly run: Run;
  /** The runs of the other contestants of a race. What they share with the first is that one's. */
  readonly rivals: readonly Run[];
  /** Whether the run is to come trained, where it does. */
  readonly trained: boolean;
  /** Where the transport stands still; undefined when it plays. */
  readonly t: number | undefined;
  /** The layers that are on; undefined when they are the method's own. */
  readonly layers: readonly string[] | undefined;
}

/** A link as read, and a sentence for each value that was not usable. */
export interface Reading extends Permalink {
  readonly notes: readonly string[];
}

/** Reads a location's hash ("" or "#…"). */
export function readPermalink(hash: string, schema: Schema): Reading {
  const nothing = { run: schema.default, rivals: [], trained: false, t: undefined, layers: undefined };
  const text = hash.replace(/^#/, "");
  if (text === "") return { ...nothing, trained: true, notes: [] };
  if (text.length > maxLength) {
    return { ...nothing, notes: [`The link is ${text.length} characters long: at most ${maxLength} are read.`] };
  }
  const keys = new URLSearchParams(text);
  const v = keys.get("v");
  if (v !== null && v !== version) {
    return { ...nothing, notes: [`The link has version ${quoted(v)}: this page reads version ${version}.`] };
  }
  return new Reader(schema, keys).read();
}

class Reader {
  private readonly notes: string[] = [];

  constructor(
    private readonly schema: Schema,
    private readonly keys: URLSearchParams,
    /** Of all keys, for notes. */
    private readonly prefix = "",
  ) {}

  read(): Reading {
    const run = { ...this.values(this.numbers(this.names())), fast: this.fast() };
    const trained = this.yes("trained");
    return { run, rivals: this.rivals(run), trained, t: this.time(), layers: this.layers(), notes: this.notes };
  }

  private fast(): boolean {
    const asked = this.yes("fast");
    if (asked && !this.schema.fast) this.notes.push(exactInstead);
    return asked && this.schema.fast;
  }

  /** The others of a race, each by its method and the keys that begin with its number. */
  private rivals(run: Run): Run[] {
    const known = methodsFor(this.schema, run).map((m) => m.id);
    const text = this.checked("race", (value) => {
      const ids = value.split(",");
      return ids.length <= maxRivals && ids.every((id) => known.includes(id)) ? "" : `want at most ${maxRivals} methods among ${known.join(", ")}`;
    });
    return (text?.split(",") ?? []).map((id, i) => {
      const start = sharing(run, withMethod(this.schema, run, id));
      const prefix = `r${i + 1}.`;
      const own = [...this.keys].filter(([key]) => key.startsWith(prefix)).map(([key, value]) => [key.slice(prefix.length), value]);
      const reader = new Reader(this.schema, new URLSearchParams(own), prefix);
      const rival = reader.sampling(start);
      this.notes.push(...reader.notes);
      return rival;
    });
  }

  /** A rival's run: what is its own to choose. */
  private sampling(run: Run): Run {
    const solver = this.id("solver", "solver", this.schema.solvers);
    const drawn = solver === undefined ? run : withSolver(this.schema, run, solver);
    const read = this.values(this.numbers(drawn));
    return sharing(run, read);
  }

  private names(): Run {
    const { schema } = this;
    let run = schema.default;
    const method = this.id("m", "method", schema.methods);
    if (method !== undefined && method !== run.method) run = withMethod(schema, run, method);
    const target = this.id("d", "target", targetsFor(schema, methodOf(schema, run)));
    if (target !== undefined && target !== run.target) run = withTarget(run, target);
    const source = this.id("s", "source", sourcesFor(schema, methodOf(schema, run)));
    if (source !== undefined && source !== run.source) run = withSource(run, source);
    const embedding = this.id("e", "embedding", schema.embeddings);
    if (embedding !== undefined) run = withEmbedding(run, embedding);
    const solver = this.id("solver", "solver", schema.solvers);
    if (solver !== undefined) run = withSolver(schema, run, solver);
    return run;
  }

  private numbers(run: Run): Run {
    const seed = this.checked("seed", seedObjection);
    const nfe = this.checked("nfe", (text) =>
      /^\d+$/.test(text) && Number(text) >= 1 && Number(text) <= maxNFE ? "" : `want a whole number from 1 to ${maxNFE}`,
    );
    return {
      ...run,
      seed: seed === undefined ? run.seed : Number(seed),
      nfe: nfe === undefined ? run.nfe : Number(nfe),
    };
  }

  private values(run: Run): Run {
    const { schema } = this;
    let { parameters, targetParameters, sourceParameters, embeddingParameters, solverParameters } = run;
    for (const [key, value] of this.keys) {
      if (reserved.includes(key) || rival.test(key)) continue;
      const [space, name] = split(key);
      if (space === "d") targetParameters = this.value(targetParameters, targetOf(schema, run), key, name, value);
      else if (space === "s") sourceParameters = this.value(sourceParameters, sourceOf(schema, run), key, name, value);
      else if (space === "e") embeddingParameters = this.value(embeddingParameters, embeddingOf(schema, run), key, name, value);
      else if (space === "solver") solverParameters = this.value(solverParameters, solverOf(schema, run), key, name, value);
      else parameters = this.value(parameters, methodOf(schema, run), key, name, value);
    }
    return { ...run, parameters, targetParameters, sourceParameters, embeddingParameters, solverParameters };
  }

  private value(values: Values, entry: Parametrised | undefined, key: string, name: string, value: string): Values {
    if (entry === undefined) {
      this.note(key, value, "there is nothing of that kind in this run");
      return values;
    }
    const why = valueObjection(entry, name, value);
    if (why === "") return withValue(values, entry, name, value);
    this.note(key, value, why);
    return values;
  }

  private time(): number | undefined {
    const text = this.checked("t", (v) => (/^(\d*\.)?\d+$/.test(v) && Number(v) <= 1 ? "" : "want a number from 0 to 1"));
    return text === undefined ? undefined : Number(text);
  }

  private layers(): string[] | undefined {
    const known = this.schema.layers.map((l) => l.id);
    const text = this.checked("layers", (v) => {
      const unknown = v.split(",").filter((id) => id !== "" && !known.includes(id));
      return unknown.length === 0 ? "" : `want some of ${known.join(", ")}`;
    });
    return text?.split(",").filter((id) => id !== "");
  }

  private id(key: string, noun: string, entries: readonly { readonly id: string }[]): string | undefined {
    const ids = entries.map((e) => e.id);
    return this.checked(key, (v) => (ids.includes(v) ? "" : `want a ${noun} among ${some(ids)}`));
  }

  private yes(key: string): boolean {
    return this.checked(key, (v) => (v === "1" ? "" : "want 1")) === "1";
  }

  /** The value of a key when it is there and nothing speaks against it. */
  private checked(key: string, objection: (value: string) => string): string | undefined {
    const value = this.keys.get(key);
    if (value === null) return undefined;
    const why = objection(value);
    if (why === "") return value;
    this.note(key, value, why);
    return undefined;
  }

  private note(key: string, value: string, why: string): void {
    this.notes.push(`The link says ${this.prefix}${key}=${quoted(value)}: ${why}. The default is used.`);
  }
}

/** Writes the hash of a link, "" when all is default. */
export function writePermalink(link: Permalink, schema: Schema): string {
  const { run } = link;
  const standard = schema.default;
  const pairs: [string, string][] = [];
  const differ = (key: string, value: string, byDefault: string): void => {
    if (value !== byDefault) pairs.push([key, value]);
  };
  differ("m", run.method, standard.method);
  differ("s", run.source, standard.source);
  differ("d", run.target, standard.target);
  differ("e", run.embedding, standard.embedding);
  differ("seed", String(run.seed), String(standard.seed));
  differ("solver", run.solver, standard.solver);
  if (run.nfe > 0) differ("nfe", String(run.nfe), String(standard.nfe));
  if (run.fast) pairs.push(["fast", "1"]);
  pairs.push(...ofMethod(run));
  for (const [name, value] of Object.entries(run.targetParameters)) pairs.push([`d.${name}`, value]);
  for (const [name, value] of Object.entries(run.sourceParameters)) pairs.push([`s.${name}`, value]);
  for (const [name, value] of Object.entries(run.embeddingParameters)) pairs.push([`e.${name}`, value]);
  pairs.push(...ofSolver(run));
  if (link.rivals.length > 0) pairs.push(["race", link.rivals.map((r) => r.method).join(",")]);
  link.rivals.forEach((r, i) => {
    const own: [string, string][] = [];
    if (r.solver !== "") own.push(["solver", r.solver]);
    if (r.nfe > 0) own.push(["nfe", String(r.nfe)]);
    own.push(...ofMethod(r), ...ofSolver(r));
    pairs.push(...own.map(([key, value]): [string, string] => [`r${i + 1}.${key}`, value]));
  });
  if (link.t !== undefined) pairs.push(["t", String(Number(link.t.toFixed(3)))]);
  if (link.layers !== undefined) pairs.push(["layers", link.layers.join(",")]);
  if (pairs.length === 0) return "";
  if (link.trained) pairs.push(["trained", "1"]);
  return `#v=${version}&${pairs.map(([key, value]) => `${key}=${escaped(value)}`).join("&")}`;
}

/** The keys and values of the method's parameters. */
function ofMethod(run: Run): [string, string][] {
  return Object.entries(run.parameters).map(([name, value]) => [reserved.includes(name) || name.includes(".") ? `m.${name}` : name, value]);
}

/** The keys and values of the solver's parameters. */
function ofSolver(run: Run): [string, string][] {
  return Object.entries(run.solverParameters).map(([name, value]) => [`solver.${name}`, value]);
}

/** What a parameter may belong to: method, target ("data"), source, embedding, solver. */
const spaces = ["m", "d", "s", "e", "solver"] as const;

/** The key's space (a bare key is the method's) and the parameter's name in it. */
function split(key: string): readonly [(typeof spaces)[number], string] {
  const dot = key.indexOf(".");
  const space = spaces.find((s) => s === key.slice(0, dot));
  return space === undefined ? ["m", key] : [space, key.slice(dot + 1)];
}

/** Names with commas between; of many, the first few: nobody reads dozens. */
function some(names: readonly string[]): string {
  return names.length <= manyNames ? names.join(", ") : `${names.slice(0, fewNames).join(", ")} and ${names.length - fewNames} others`;
}

/** Percent-encodes a value but for the comma, which is legal in a fragment and reads better. */
function escaped(value: string): string {
  return encodeURIComponent(value).replaceAll("%2C", ",");
}
