/** What the worker offers, and its decoding. */
import { number, object, objects, oneOf, text, texts, type Fields } from "./fields";
import { decodeRun, type Run } from "./run";

/** All that the page knows of methods and targets: it renders its controls from this. */
export interface Schema {
  /** Of methods. */
  readonly families: readonly Family[];
  readonly methods: readonly Entry[];
  /** Of targets and sources. */
  readonly targetFamilies: readonly Family[];
  readonly sources: readonly Entry[];
  readonly targets: readonly Entry[];
  readonly embeddings: readonly Entry[];
  readonly solvers: readonly Solver[];
  readonly metrics: readonly MetricRow[];
  readonly layers: readonly Layer[];
  readonly presets: readonly Preset[];
  readonly default: Run;
  /** Runs may be fast. */
  readonly fast: boolean;
}

/** A run that shows something, and a question to think about first: of its choices, the one at outcome comes about. */
export interface Preset {
  readonly id: string;
  readonly name: string;
  readonly run: Run;
  readonly question: string;
  readonly choices: readonly string[];
  readonly outcome: number;
  /** What happened, in a sentence or two. */
  readonly shown: string;
}

/** A group of methods, or of targets and sources, in menu order. */
export interface Family {
  readonly id: string;
  readonly name: string;
  readonly idea: string;
}

/** One method, source, target or embedding. Absent texts are "", absent lists are empty, absent numbers are 0. */
export interface Entry {
  readonly id: string;
  readonly name: string;
  readonly family: string;
  readonly idea: string;
  readonly formula: string;
  readonly citation: string;
  /** What a method is measured to miss. */
  readonly limits: string;
  readonly attribution: string;
  readonly dim: number;
  readonly abilities: readonly string[];
  /** Ids of the sources a method allows; empty means all. */
  readonly sources: readonly string[];
  /** Ids of the targets a method allows, likewise; the first stands in for one that is not allowed. */
  readonly targets: readonly string[];
  readonly defaultNFE: number;
  /** Id of a method's own solver, "" if it has no velocity to integrate. */
  readonly solver: string;
  /** Id of the layer that explains a method. */
  readonly explains: string;
  readonly parameters: readonly Parameter[];
}

/** A text is typed by the reader; what is made is a text that the page makes, and nobody reads. */
export type ParameterKind = (typeof kinds)[number];

const kinds = ["float", "int", "ints", "choice", "bool", "text", "made"] as const;

/** One control. Min = max = 0 means that no range is declared; the max of a text is its most bytes. */
export interface Parameter {
  readonly name: string;
  readonly label: string;
  readonly kind: ParameterKind;
  readonly default: string;
  readonly min: number;
  readonly max: number;
  readonly scale: "linear" | "log";
  readonly unit: string;
  readonly choices: readonly string[];
  readonly help: string;
}

/** One number of a score; its id is the field of Score that it names. */
export interface MetricRow {
  readonly id: string;
  readonly name: string;
  readonly help: string;
  readonly lowerIsBetter: boolean;
}

/** One way to draw samples from a velocity field. */
export interface Solver {
  readonly id: string;
  readonly name: string;
  readonly idea: string;
  /** Chooses the number of function evaluations by itself. */
  readonly adaptive: boolean;
  readonly parameters: readonly Parameter[];
}

/** One layer of the stage. */
export interface Layer {
  readonly id: string;
  readonly name: string;
  /** It is empty unless the method has one of these abilities; no needs are none. */
  readonly needs: readonly string[];
  /** Not drawn until asked for, except where it explains the method. */
  readonly off: boolean;
  /** Id of a layer, "" for none: where that explains the method, this one is drawn too. */
  readonly with: string;
  readonly help: string;
}

/** Decodes a schema. */
export function decodeSchema(f: Fields): Schema {
  return {
    families: objects(f, "families").map(family),
    methods: objects(f, "methods").map(entry),
    targetFamilies: objects(f, "targetFamilies").map(family),
    sources: objects(f, "sources").map(entry),
    targets: objects(f, "targets").map(entry),
    embeddings: objects(f, "embeddings").map(entry),
    solvers: objects(f, "solvers").map(solver),
    metrics: objects(f, "metrics").map(metricRow),
    layers: objects(f, "layers").map(layer),
    presets: objects(f, "presets").map(preset),
    default: decodeRun(object(f, "default")),
    fast: f["fast"] === true,
  };
}

function preset(f: Fields): Preset {
  return {
    id: text(f, "id"),
    name: text(f, "name"),
    run: decodeRun(object(f, "run")),
    question: text(f, "question"),
    choices: texts(f, "choices"),
    outcome: number(f, "outcome"),
    shown: text(f, "shown"),
  };
}

function family(f: Fields): Family {
  return { id: text(f, "id"), name: text(f, "name"), idea: text(f, "idea") };
}

function entry(f: Fields): Entry {
  return {
    id: text(f, "id"),
    name: text(f, "name"),
    family: text(f, "family"),
    idea: text(f, "idea"),
    formula: text(f, "formula"),
    citation: text(f, "citation"),
    limits: text(f, "limits"),
    attribution: text(f, "attribution"),
    dim: number(f, "dim"),
    abilities: texts(f, "abilities"),
    sources: texts(f, "sources"),
    targets: texts(f, "targets"),
    defaultNFE: number(f, "defaultNFE"),
    solver: text(f, "solver"),
    explains: text(f, "explains"),
    parameters: objects(f, "parameters").map(parameter),
  };
}

function parameter(f: Fields): Parameter {
  return {
    name: text(f, "name"),
    label: text(f, "label"),
    kind: oneOf(f, "kind", kinds),
    default: text(f, "default"),
    min: number(f, "min"),
    max: number(f, "max"),
    scale: text(f, "scale") === "log" ? "log" : "linear",
    unit: text(f, "unit"),
    choices: texts(f, "choices"),
    help: text(f, "help"),
  };
}

function metricRow(f: Fields): MetricRow {
  return { id: text(f, "id"), name: text(f, "name"), help: text(f, "help"), lowerIsBetter: f["lowerIsBetter"] === true };
}

function solver(f: Fields): Solver {
  return {
    id: text(f, "id"),
    name: text(f, "name"),
    idea: text(f, "idea"),
    adaptive: f["adaptive"] === true,
    parameters: objects(f, "parameters").map(parameter),
  };
}

function layer(f: Fields): Layer {
  return { id: text(f, "id"), name: text(f, "name"), needs: texts(f, "needs"), off: f["off"] === true,
    with: text(f, "with"), help: text(f, "help") };
}
