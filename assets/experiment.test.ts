import { Experiment, type ExperimentListener } from "./experiment";
import { sampleSchema } from "./fixture";
import type { Run, State, Status, WorkerRequest } from "./protocol";
import { equal, test } from "./testing";

const schema = sampleSchema();
const first = schema.default;
const second: Run = { ...first, seed: 8 };

/** An experiment whose messages and whose listener's calls are written down. */
function recorded(): { experiment: Experiment; sent: WorkerRequest[]; heard: string[] } {
  const sent: WorkerRequest[] = [];
  const heard: string[] = [];
  const listener: ExperimentListener = {
    opened: () => heard.push("opened"),
    wants: (run) => heard.push(`wants ${run.seed}`),
    cleared: () => heard.push("cleared"),
    state: (state) => heard.push(state.status),
    metrics: () => heard.push("metrics"),
    score: () => heard.push("score"),
    refused: (refusal) => heard.push(refusal.message),
  };
  return { experiment: new Experiment((message) => sent.push(message), listener), sent, heard };
}

function stands(run: Run, status: Status, step: number): { type: "state" } & State {
  return { type: "state", run, status, step, horizon: 100, seconds: 0, parameters: 1, dim: 2, message: "" };
}

const types = (sent: readonly WorkerRequest[]): string[] => sent.map((m) => m.type);

test("a run that trains trains on as the next one", () => {
  const { experiment, sent } = recorded();
  experiment.choose(first);
  experiment.report(stands(first, "idle", 0));
  equal(types(sent), ["set"]);
  experiment.train();
  experiment.report(stands(first, "training", 5));
  experiment.choose(second);
  experiment.report(stands(first, "training", 6));
  equal(types(sent), ["set", "train", "set"]);
  experiment.report(stands(second, "idle", 0));
  equal(types(sent), ["set", "train", "set", "train"]);
});

test("two quick choices train once, as the last", () => {
  const { experiment, sent } = recorded();
  experiment.choose(first);
  experiment.report(stands(first, "idle", 0));
  experiment.report(stands(first, "training", 5));
  experiment.choose(second);
  experiment.choose(first);
  experiment.report(stands(second, "idle", 0));
  equal(types(sent), ["set", "set", "set"]);
  experiment.report(stands(first, "idle", 0));
  equal(types(sent), ["set", "set", "set", "train"]);
});

test("a refused run leaves the old one in the controls", () => {
  const { experiment, heard } = recorded();
  experiment.choose(first);
  experiment.report(stands(first, "idle", 0));
  experiment.choose(second);
  experiment.report({ type: "error", of: "set", message: "seed 8: want another" });
  equal(experiment.run(), first);
  equal(heard, ["wants 7", "cleared", "idle", "wants 8", "wants 7", "seed 8: want another"]);
});

test("again resets, then trains; a reset by itself does not", () => {
  const { experiment, sent } = recorded();
  experiment.choose(first);
  experiment.report(stands(first, "idle", 0));
  experiment.again();
  experiment.report(stands(first, "idle", 0));
  experiment.reset();
  experiment.report(stands(first, "idle", 0));
  equal(types(sent), ["set", "reset", "train", "reset"]);
});

test("an idle run forgets what the last one measured", () => {
  const { experiment } = recorded();
  experiment.choose(first);
  experiment.report(stands(first, "idle", 0));
  experiment.report({ type: "metrics", steps: [1], loss: [2], msPerStep: 1 });
  experiment.report(stands(first, "idle", 0));
  equal(experiment.metrics === undefined, true);
});
