import type { WorkerRequest } from "../../protocol/protocol";
import type { Run } from "../../protocol/run";
import type { State, Status } from "../../protocol/state";
import { sampleSchema } from "../../testing/fixture";
import { equal, test } from "../../testing/testing";
import { Experiment, type ExperimentListener } from "./experiment";

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
    refused: (refusal, asked) => heard.push(asked === undefined ? refusal.message : `${refusal.message} (${asked.seed})`),
  };
  return { experiment: new Experiment((message) => sent.push(message), listener), sent, heard };
}

let generation = 0;

/** What the worker reports of a run; an idle one is a new one. */
function stands(run: Run, status: Status, step: number, of = ""): { type: "state" } & State {
  if (status === "idle") generation++;
  const { solver, embedding } = run;
  const about = { seconds: 0, parameters: 1, dim: 2, sourceDim: 2, generation, embedding, solvers: [solver], message: "", noMap: "", trained: false, kept: [0], latest: 0, workers: 1 };
  return { type: "state", run, status, step, horizon: 100, of, ...about };
}

/** The worker's answer to set with a run that it had to build. */
const built = (run: Run): { type: "state" } & State => stands(run, "idle", 0, "set");

const types = (sent: readonly WorkerRequest[]): string[] => sent.map((m) => m.type);

test("a run that trains trains on as the next one", () => {
  const { experiment, sent } = recorded();
  experiment.choose(first);
  experiment.report(built(first));
  equal(types(sent), ["set"]);
  experiment.train();
  experiment.report(stands(first, "training", 5));
  experiment.choose(second);
  experiment.report(stands(first, "training", 6));
  equal(types(sent), ["set", "train", "set"]);
  experiment.report(built(second));
  equal(types(sent), ["set", "train", "set", "train"]);
});

test("training asked for before the run stands begins when it does, unless it is paused before", () => {
  for (const paused of [false, true]) {
    const { experiment, sent } = recorded();
    experiment.choose(first);
    experiment.train();
    if (paused) experiment.pause();
    equal(types(sent), ["set"]);
    experiment.report(built(first));
    equal(types(sent), paused ? ["set"] : ["set", "train"]);
  }
});

test("a slider that is dragged asks for one step at a time, and last for where it was let go", () => {
  const { experiment, sent } = recorded();
  experiment.choose(first);
  experiment.report(built(first));
  for (const step of [90, 80, 70]) experiment.rewind(step);
  equal(sent.slice(1), [{ type: "rewind", step: 90 }]);
  experiment.report(stands(first, "paused", 90, "rewind"));
  equal(sent.slice(2), [{ type: "rewind", step: 70 }]);
  experiment.report({ type: "error", message: "no", of: "rewind", fatal: false });
  experiment.rewind(60);
  equal(sent.slice(3), [{ type: "rewind", step: 60 }]);
});

test("two quick choices train once, as the last", () => {
  const { experiment, sent } = recorded();
  experiment.choose(first);
  experiment.report(built(first));
  experiment.report(stands(first, "training", 5));
  experiment.choose(second);
  experiment.choose(first);
  experiment.report(built(second));
  equal(types(sent), ["set", "set", "set"]);
  experiment.report(built(first));
  equal(types(sent), ["set", "set", "set", "train"]);
});

test("a refused run leaves the old one in the controls", () => {
  const { experiment, heard } = recorded();
  experiment.choose(first);
  experiment.report(built(first));
  experiment.choose(second);
  experiment.report({ type: "error", of: "set", message: "want another", fatal: false });
  equal(experiment.run(), first);
  equal(heard, ["wants 7", "cleared", "idle", "wants 8", "wants 7", "want another (8)"]);
});

test("a run that comes with a file is the one that the controls show", () => {
  const { experiment, heard } = recorded();
  experiment.choose(first);
  experiment.report(built(first));
  experiment.report({ ...stands(second, "paused", 9, "open"), generation: ++generation });
  equal(experiment.run(), second);
  equal(heard, ["wants 7", "cleared", "idle", "wants 8", "cleared", "paused"]);
  experiment.choose(first);
  experiment.report({ ...stands(second, "paused", 9, "open"), generation: ++generation });
  equal(experiment.run(), first);
  experiment.report(built(first));
  experiment.report({ type: "error", of: "open", message: "no model", fatal: false });
  equal([experiment.run(), heard[heard.length - 1]], [first, "no model"]);
});

test("again resets, then trains; a reset by itself does not", () => {
  const { experiment, sent } = recorded();
  experiment.choose(first);
  experiment.report(built(first));
  experiment.again();
  experiment.report(stands(first, "idle", 0));
  experiment.reset();
  experiment.report(stands(first, "idle", 0));
  equal(types(sent), ["set", "reset", "train", "reset"]);
});

test("a run that learns nothing begins finished, and is not trained", () => {
  const { experiment, sent, heard } = recorded();
  experiment.choose(first);
  experiment.report(built(first));
  experiment.report(stands(first, "training", 5));
  experiment.report({ type: "metrics", steps: [5], loss: [2], msPerStep: 1 });
  experiment.choose(second);
  experiment.report({ ...stands(second, "finished", 0, "set"), horizon: 0, generation: generation + 1 });
  generation++;
  equal(types(sent), ["set", "set"]);
  equal(heard.slice(-3), ["wants 8", "cleared", "finished"]);
  equal([experiment.metrics, experiment.state?.horizon], [undefined, 0]);
});

test("a report of an idle run does not begin it again", () => {
  const { experiment, heard } = recorded();
  const state = built(first);
  experiment.choose(first);
  experiment.report(state);
  experiment.report({ ...state, of: "" });
  equal(heard, ["wants 7", "cleared", "idle", "idle"]);
});

test("an idle run forgets what the last one measured", () => {
  const { experiment } = recorded();
  experiment.choose(first);
  experiment.report(built(first));
  experiment.report({ type: "metrics", steps: [1], loss: [2], msPerStep: 1 });
  experiment.report(stands(first, "idle", 0));
  equal(experiment.metrics === undefined, true);
});

test("a run that only draws in another way keeps training and what was measured", () => {
  const { experiment, sent, heard } = recorded();
  const other: Run = { ...first, solver: "rk4" };
  experiment.choose(first);
  experiment.report(built(first));
  experiment.report(stands(first, "training", 5));
  experiment.report({ type: "metrics", steps: [5], loss: [2], msPerStep: 1 });
  experiment.choose(other);
  experiment.report(stands(other, "training", 6, "set"));
  experiment.reset();
  experiment.report(stands(other, "idle", 0));
  equal(types(sent), ["set", "set", "reset"]);
  equal(heard, ["wants 7", "cleared", "idle", "training", "metrics", "wants 7", "training", "cleared", "idle"]);
  equal(experiment.run(), other);
});

test("a new run and then another way to draw train on once both are answered", () => {
  const { experiment, sent } = recorded();
  const other: Run = { ...second, nfe: 8 };
  experiment.choose(first);
  experiment.report(built(first));
  experiment.report(stands(first, "training", 5));
  experiment.choose(second);
  experiment.choose(other);
  experiment.report(built(second));
  equal(types(sent), ["set", "set", "set"]);
  experiment.report(built(other));
  equal(types(sent), ["set", "set", "set", "train"]);
});

test("a reset that crosses a choice does not answer it", () => {
  const { experiment } = recorded();
  experiment.choose(first);
  experiment.report(built(first));
  experiment.reset();
  experiment.choose(second);
  experiment.report(stands(first, "idle", 0));
  experiment.report({ type: "error", of: "set", message: "want another", fatal: false });
  equal(experiment.run(), first);
});

test("a refusal names the run it answers, or none", () => {
  const { experiment, heard } = recorded();
  const refused = { type: "error", message: "no", fatal: false } as const;
  experiment.choose(first);
  experiment.choose(second);
  experiment.report({ ...refused, of: "set" });
  experiment.report({ ...refused, of: "train" });
  experiment.report({ ...refused, of: "set" });
  equal(heard, ["wants 7", "wants 8", "no (7)", "no", "no (8)"]);
});
