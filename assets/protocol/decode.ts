/** Decoding: an unknown value that arrived by postMessage becomes a typed report, or an error that names the field and what is allowed there. */
import { blob, bytes, file, finite, floats, isFields, list, number, object, objects, oneOf, text, texts, values, type Fields } from "./fields";
import {
  namespace,
  version,
  type Entry,
  type Family,
  type Format,
  type Given,
  type Layer,
  type MetricRow,
  type NFERow,
  type Parameter,
  type ParameterKind,
  type Phase,
  type Finding,
  type Preset,
  type Refusal,
  type Run,
  type Schema,
  type Solver,
  type StageReport,
  type State,
  type Status,
  type WorkerReport,
} from "./protocol";

const kinds: readonly ParameterKind[] = ["float", "int", "ints", "choice", "bool", "text", "made"];
const formats: readonly Format[] = ["safetensors", "onnx", ""];
const phases: readonly Phase[] = ["press", "drag", "release"];
const ways: readonly Given["by"][] = ["dragenter", "dragleave", "drop", "paste"];
const statuses: readonly Status[] = ["idle", "training", "paused", "finished", "diverged"];

/** The fields of a message of ours, or undefined when data belongs to somebody else. */
export function envelopeOf(data: unknown): Fields | undefined {
  if (!isFields(data) || data["ns"] !== namespace) return undefined;
  if (data["v"] !== version) throw new Error(`message version ${String(data["v"])}: want ${version}`);
  return data;
}

/** Decodes a worker's message; throws when a field is not what the protocol says. */
export function workerReport(fields: Fields): WorkerReport {
  switch (fields["type"]) {
    case "ready":
      return { type: "ready", schema: schema(object(fields, "schema")), notice: text(fields, "notice") };
    case "state":
      return { type: "state", ...state(fields) };
    case "metrics":
      return {
        type: "metrics",
        steps: list(fields, "steps").map((v) => finite(v, "steps")),
        loss: list(fields, "loss").map((v) => finite(v, "loss")),
        msPerStep: number(fields, "msPerStep"),
      };
    case "score":
      return score(fields);
    case "findings":
      return { type: "findings", x: number(fields, "x"), y: number(fields, "y"), t: number(fields, "t"), rows: objects(fields, "rows").map(finding) };
    case "samples":
      return { type: "samples", n: number(fields, "n"), dim: number(fields, "dim"), points: floats(fields, "points") };
    case "model":
      return { type: "model", format: oneOf(fields, "format", formats), bytes: bytes(fields, "bytes"), fingerprint: text(fields, "fingerprint"), step: number(fields, "step") };
    case "picture":
      return picture(object(fields, "scene"), object(fields, "paths"));
    case "timing":
      return { type: "timing", msPerStep: number(fields, "msPerStep"), gflops: number(fields, "gflops"), steps: number(fields, "steps"), fast: fields["fast"] === true };
    case "nfe":
      return { type: "nfe", ...nfeRow(fields) };
    case "sketch":
      return { type: "sketch", points: floats(fields, "points") };
    case "outline":
      return {
        type: "outline",
        columns: objects(fields, "columns").map((c) => ({ name: text(c, "name"), numbers: c["numbers"] === true, odd: text(c, "odd") })),
        comma: fields["comma"] === true,
        sample: list(fields, "sample").map((row) => texts({ row }, "row")),
        rows: number(fields, "rows"),
      };
    case "progress":
      return { type: "progress", share: number(fields, "share") };
    case "data":
      return { type: "data", file: blob(fields, "file"), rows: number(fields, "rows"), of: number(fields, "of"), skipped: number(fields, "skipped"), first: text(fields, "first") };
    case "assist":
      return { type: "assist" };
    case "error":
      return refusal(fields);
    default:
      throw new Error(`message type ${String(fields["type"])}: want ready, state, metrics, score, findings, samples, model, picture, timing, nfe, sketch, outline, progress, data, assist or error`);
  }
}

/** Decodes a stage's message; throws when a field is not what the protocol says. */
export function stageReport(fields: Fields): StageReport {
  switch (fields["type"]) {
    case "ready":
      return { type: "ready" };
    case "time":
      return { type: "time", t: number(fields, "t"), playing: fields["playing"] === true, asked: number(fields, "asked") };
    case "shape":
      return { type: "shape", ratio: number(fields, "ratio"), filled: fields["filled"] === true };
    case "point":
      return { type: "point", x: number(fields, "x"), y: number(fields, "y"), t: number(fields, "t"), phase: oneOf(fields, "phase", phases) };
    case "camera":
      return { type: "camera", x: number(fields, "x"), y: number(fields, "y"), scale: number(fields, "scale") };
    case "cursor":
      return { type: "cursor", x: number(fields, "x"), y: number(fields, "y"), on: fields["on"] === true };
    case "toggle":
      return { type: "toggle" };
    case "given":
      return { type: "given", by: oneOf(fields, "by", ways), files: list(fields, "files").map(file), text: text(fields, "text") };
    case "error":
      return refusal(fields);
    default:
      throw new Error(`message type ${String(fields["type"])}: want ready, time, shape, point, camera, cursor, toggle, given or error`);
  }
}

function schema(f: Fields): Schema {
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
    default: run(object(f, "default")),
    fast: f["fast"] === true,
  };
}

function preset(f: Fields): Preset {
  return {
    id: text(f, "id"),
    name: text(f, "name"),
    run: run(object(f, "run")),
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

function run(f: Fields): Run {
  return {
    method: text(f, "method"),
    source: text(f, "source"),
    target: text(f, "target"),
    seed: number(f, "seed"),
    parameters: values(f, "parameters"),
    targetParameters: values(f, "targetParameters"),
    sourceParameters: values(f, "sourceParameters"),
    embedding: text(f, "embedding"),
    embeddingParameters: values(f, "embeddingParameters"),
    solver: text(f, "solver"),
    solverParameters: values(f, "solverParameters"),
    nfe: number(f, "nfe"),
    fast: f["fast"] === true,
  };
}

function state(f: Fields): State {
  return {
    run: run(object(f, "run")),
    status: oneOf(f, "status", statuses),
    step: number(f, "step"),
    horizon: number(f, "horizon"),
    seconds: number(f, "seconds"),
    parameters: number(f, "parameters"),
    dim: number(f, "dim"),
    generation: number(f, "generation"),
    sourceDim: number(f, "sourceDim"),
    embedding: text(f, "embedding"),
    solvers: texts(f, "solvers"),
    message: text(f, "message"),
    noMap: text(f, "noMap"),
    of: text(f, "of"),
    trained: f["trained"] === true,
    kept: list(f, "kept").map((v) => finite(v, "kept")),
    latest: number(f, "latest"),
    workers: number(f, "workers"),
  };
}

function score(f: Fields): WorkerReport {
  return {
    type: "score",
    step: number(f, "step"),
    seconds: number(f, "seconds"),
    n: number(f, "n"),
    w2: number(f, "w2"),
    floor: number(f, "floor"),
    ratio: number(f, "ratio"),
    swd: number(f, "swd"),
    mmd2: number(f, "mmd2"),
    energy: number(f, "energy"),
    nfe: number(f, "nfe"),
    sampleMs10: number(f, "sampleMs10"),
    modes: number(f, "modes"),
    covered: number(f, "covered"),
    atFloor: f["atFloor"] === true,
  };
}

function picture(scene: Fields, paths: Fields): WorkerReport {
  const [left, bottom, right, top] = list(scene, "bounds").map((v) => finite(v, "bounds"));
  const [x, y] = texts(scene, "labels");
  if (left === undefined || bottom === undefined || right === undefined || top === undefined) throw new Error("bounds: want four numbers");
  const [n, times, points] = [number(paths, "n"), floats(paths, "times"), floats(paths, "points")];
  if (points.length !== 2 * n * times.length) throw new Error(`points ${points.length}: want two numbers for each of ${n} particles at ${times.length} times`);
  return {
    type: "picture",
    bounds: [left, bottom, right, top],
    aspect: number(scene, "aspect") || 1,
    labels: [x ?? "", y ?? ""],
    target: floats(scene, "target"),
    step: number(paths, "step"),
    n,
    times,
    points,
  };
}

function finding(f: Fields): Finding {
  return { label: text(f, "label"), values: list(f, "values").map((v) => finite(v, "values")), help: text(f, "help") };
}

function nfeRow(f: Fields): NFERow {
  return {
    step: number(f, "step"),
    solver: text(f, "solver"),
    nfe: number(f, "nfe"),
    w2: number(f, "w2"),
    floor: number(f, "floor"),
    ratio: number(f, "ratio"),
    error: number(f, "error"),
    micros: number(f, "micros"),
    row: number(f, "row"),
    rows: number(f, "rows"),
  };
}

function refusal(f: Fields): Refusal {
  return { type: "error", message: text(f, "message"), of: text(f, "of"), fatal: f["fatal"] === true };
}
