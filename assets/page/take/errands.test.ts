import type { WorkerReport, WorkerRequest } from "../../protocol/protocol";
import { equal, test } from "../../testing/testing";
import { Errands } from "./errands";

test("each answer goes to who asked for its kind, first to first, and others are passed over", () => {
  const sent: WorkerRequest[] = [];
  const errands = new Errands((message) => sent.push(message));
  const samples = (n: number): WorkerReport => ({ type: "samples", n, dim: 2, points: new Float32Array() });
  equal(errands.report(samples(1)), false);
  void errands.ask({ type: "samples", n: 2 });
  errands.ask({ type: "model", format: "onnx" }).catch(() => undefined);
  equal(sent.map((m) => m.type), ["samples", "model"]);
  equal(errands.report({ type: "error", of: "train", message: "no", fatal: false }), false);
  equal(errands.report({ type: "error", of: "model", message: "no", fatal: false }), true);
  equal(errands.report({ type: "error", of: "model", message: "no", fatal: false }), false);
  equal([errands.report(samples(2)), errands.report(samples(2))], [true, false]);
});
