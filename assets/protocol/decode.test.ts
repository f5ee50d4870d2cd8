import { sampleSchema } from "../testing/fixture";
import { equal, refuses, test } from "../testing/testing";
import { envelopeOf, stageReport, workerReport } from "./decode";

const state = {
  type: "state",
  run: { method: "flow", source: "normal", target: "ring", seed: 7 },
  status: "training",
  step: 3,
  horizon: 10,
  seconds: 0.5,
  parameters: 12,
  dim: 2,
};

test("what Go leaves out reads as zero", () => {
  const schema = sampleSchema();
  equal(schema.metrics, []);
  equal(schema.methods[1]?.parameters, []);
  equal(schema.methods[0]?.parameters[1]?.scale, "linear");
  equal(schema.default.parameters, {});
  const ready = workerReport({ type: "ready", schema: { default: schema.default } });
  equal(ready.type === "ready" && ready.notice, "");
  const report = workerReport(state);
  equal(report.type === "state" && [report.message, report.of, report.run.solver, report.run.nfe, report.run.fast], ["", "", "", 0, false]);
  equal(workerReport({ type: "error", message: "no" }), { type: "error", message: "no", of: "", fatal: false });
});

test("messages of others are passed over, other versions refused", () => {
  equal([envelopeOf("hello"), envelopeOf(null), envelopeOf({ ns: "other", v: 1 }), envelopeOf([1])].every((v) => v === undefined), true);
  refuses(() => envelopeOf({ ns: "pushforward", v: 2 }), "2", "1");
});

test("a field of the wrong kind is named with what is wanted", () => {
  refuses(() => workerReport({ type: "dance" }), "dance", "ready");
  refuses(() => workerReport({ ...state, status: "asleep" }), "status", "asleep", "paused");
  refuses(() => workerReport({ ...state, step: "3" }), "step", "3", "finite number");
  refuses(() => workerReport({ ...state, seconds: Number.NaN }), "seconds", "finite number");
  refuses(() => workerReport({ ...state, run: 7 }), "run", "object");
  refuses(() => workerReport({ type: "metrics", steps: [1], loss: [null], msPerStep: 1 }), "loss", "finite number");
  refuses(() => workerReport({ type: "samples", n: 1, dim: 2, points: [1, 2] }), "points", "Float32Array");
  refuses(() => stageReport({ type: "time", t: "now" }), "t", "now");
});

test("a timing is read", () => {
  const timing = { type: "timing", msPerStep: 0.5, gflops: 20, steps: 100, fast: true };
  equal(workerReport(timing), timing);
  refuses(() => workerReport({ ...timing, gflops: Infinity }), "gflops", "finite number");
});

test("a table's outline and its columns are read", () => {
  equal(workerReport({ type: "outline", columns: [{ name: "x", numbers: true, odd: 'line 2: "a"' }, {}], sample: [["1", "a"]] }), {
    type: "outline", columns: [{ name: "x", numbers: true, odd: 'line 2: "a"' }, { name: "", numbers: false, odd: "" }], comma: false, sample: [["1", "a"]], rows: 0,
  });
  refuses(() => workerReport({ type: "outline", sample: [[1]] }), "row", "1");
  const data = workerReport({ type: "data", file: new Blob(["12"]), rows: 2 });
  equal(data.type === "data" && [data.file.size, data.rows, data.skipped, data.first], [2, 2, 0, ""]);
  refuses(() => workerReport({ type: "data", file: new Uint8Array(1) }), "file", "Blob");
});

test("a row of the dial is read", () => {
  const row = { type: "nfe", step: 20, solver: "heun", nfe: 8, w2: 0.2, floor: 0.1, ratio: 2, error: 0.05, micros: 3, row: 2, rows: 6 };
  equal(workerReport(row), row);
  refuses(() => workerReport({ ...row, ratio: Infinity }), "ratio", "finite number");
});

test("the stage's time is read", () => {
  equal(stageReport({ type: "time", t: 0.5, playing: true, asked: 2 }), { type: "time", t: 0.5, playing: true, asked: 2 });
  equal(stageReport({ type: "time" }), { type: "time", t: 0, playing: false, asked: 0 });
});

test("a stage tells where it looks, where the mouse is, and that it is to play or pause", () => {
  const camera = { type: "camera", x: 0.1, y: -0.2, scale: 2 };
  equal(stageReport(camera), camera);
  refuses(() => stageReport({ ...camera, scale: "2" }), "scale", "number");
  const given = { type: "given", by: "drop", files: [new File(["1"], "x.csv")], text: "" };
  equal(stageReport(given), given);
  refuses(() => stageReport({ ...given, by: "click" }), "by", "click", "paste");
  refuses(() => stageReport({ ...given, files: ["x.csv"] }), "files", "Files");
  equal(stageReport({ type: "cursor" }), { type: "cursor", x: 0, y: 0, on: false });
  equal(stageReport({ type: "toggle" }), { type: "toggle" });
});

test("a stage tells its clock and its shape", () => {
  equal(stageReport({ type: "shape", ratio: 1.6 }), { type: "shape", ratio: 1.6, filled: false });
  equal(stageReport({ type: "shape", ratio: 1, filled: true }), { type: "shape", ratio: 1, filled: true });
  equal(stageReport({ type: "time", t: 0.5, playing: true, asked: 1 }), { type: "time", t: 0.5, playing: true, asked: 1 });
  refuses(() => stageReport({ type: "shape", ratio: "wide" }), "ratio", "number");
  refuses(() => stageReport({ type: "form" }), "form", "shape");
});

test("findings are read row by row", () => {
  const row = { label: "Velocity at t", values: [1, -2], help: "Now." };
  equal(workerReport({ type: "findings", x: 1, t: 0.5, rows: [row, { label: "Log-density" }] }), {
    type: "findings", x: 1, y: 0, t: 0.5, rows: [row, { label: "Log-density", values: [], help: "" }],
  });
  refuses(() => workerReport({ type: "findings", rows: [{ label: "", values: ["1"] }] }), "values", "1");
});

test("a model and a picture are read", () => {
  const model = workerReport({ type: "model", format: "onnx", bytes: new Uint8Array([1, 2]), fingerprint: "ab", step: 3 });
  equal(model.type === "model" && [model.format, [...model.bytes], model.fingerprint, model.step], ["onnx", [1, 2], "ab", 3]);
  const none = workerReport({ type: "model", format: "", fingerprint: "ab" });
  equal(none.type === "model" && none.bytes.length, 0);
  refuses(() => workerReport({ type: "model", format: "zip" }), "format", "zip", "onnx");
  refuses(() => workerReport({ type: "model", format: "onnx", bytes: [1] }), "bytes", "Uint8Array");
  const scene = { bounds: [0, 1, 2, 3], target: new Float32Array([1, 2]), labels: ["a", ""] };
  const paths = { n: 1, step: 7, times: new Float32Array([0, 1]), points: new Float32Array(4) };
  const picture = workerReport({ type: "picture", scene, paths });
  equal(picture.type === "picture" && [picture.bounds, picture.aspect, picture.labels, picture.step], [[0, 1, 2, 3], 1, ["a", ""], 7]);
  refuses(() => workerReport({ type: "picture", scene, paths: { ...paths, n: 2 } }), "points", "particles");
  refuses(() => workerReport({ type: "picture", scene: { ...scene, bounds: [0] }, paths }), "bounds");
});
