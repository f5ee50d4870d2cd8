import type { ModelFile } from "../../protocol/protocol";
import type { State } from "../../protocol/state";
import { sampleSchema } from "../../testing/fixture";
import { equal, test } from "../../testing/testing";
import { Safekeeping } from "./safekeeping";

const run = sampleSchema().default;

function stands(step: number, status: State["status"], generation = 1): State {
  const about = { seconds: 0, parameters: 1, dim: 2, sourceDim: 2, embedding: "", solvers: [], message: "", noMap: "", of: "", trained: false, kept: [0], latest: step, workers: 1 };
  return { run, status, step, horizon: 100, generation, ...about };
}

/** A worker that answers later, and counts how often it is asked. */
function safe(): { readonly asked: () => number; readonly safe: Safekeeping } {
  let asked = 0;
  const bring = (): Promise<ModelFile> => {
    asked++;
    return new Promise(() => undefined);
  };
  return { asked: () => asked, safe: new Safekeeping(bring, () => 0, () => undefined) };
}

test("nothing is asked for before there is something to keep", () => {
  const w = safe();
  w.safe.stands(stands(0, "idle"));
  w.safe.stands({ ...stands(1, "finished"), horizon: 0 });
  equal([w.asked(), w.safe.of(run) === undefined], [0, true]);
});

test("a run is asked for its state as it begins to train, and once at a time", () => {
  const w = safe();
  w.safe.stands(stands(5, "training"));
  w.safe.stands(stands(6, "training"));
  equal(w.asked(), 1);
});
