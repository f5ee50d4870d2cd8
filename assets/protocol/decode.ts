/** Decoding: an unknown value that arrived by postMessage becomes a typed report, or an error that names the field and what is allowed there. */
import { blob, bytes, file, floats, isFields, list, number, object, objects, oneOf, text, texts, type Fields } from "./fields";
import { namespace, version, type Format, type Given, type NFERow, type Refusal, type StageReport, type WorkerReport } from "./protocol";
import { decodeSchema } from "./schema";
import { decodeMetrics, decodeScore, decodeState } from "./state";
import { decodeCamera, decodeCursor, decodeFindings, decodePicture, decodePoint } from "./view";

const formats: readonly Format[] = ["safetensors", "onnx", ""];
const ways: readonly Given["by"][] = ["dragenter", "dragleave", "drop", "paste"];

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
      return { type: "ready", schema: decodeSchema(object(fields, "schema")), notice: text(fields, "notice") };
    case "state":
      return { type: "state", ...decodeState(fields) };
    case "metrics":
      return { type: "metrics", ...decodeMetrics(fields) };
    case "score":
      return { type: "score", ...decodeScore(fields) };
    case "findings":
      return { type: "findings", ...decodeFindings(fields) };
    case "samples":
      return { type: "samples", n: number(fields, "n"), dim: number(fields, "dim"), points: floats(fields, "points") };
    case "model":
      return { type: "model", format: oneOf(fields, "format", formats), bytes: bytes(fields, "bytes"), fingerprint: text(fields, "fingerprint"), step: number(fields, "step") };
    case "picture":
      return { type: "picture", ...decodePicture(object(fields, "scene"), object(fields, "paths")) };
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
      return { type: "point", ...decodePoint(fields) };
    case "camera":
      return { type: "camera", ...decodeCamera(fields) };
    case "cursor":
      return { type: "cursor", ...decodeCursor(fields) };
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
