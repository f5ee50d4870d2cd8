import type { WorkerRequest } from "../../protocol/protocol";
import { sampleSchema } from "../../testing/fixture";
import { equal, test } from "../../testing/testing";
import { Benches, type BenchOptions } from "./bench";

const schema = sampleSchema();
const timing = { msPerStep: 0.5, gflops: 20, steps: 100, fast: false };

/** Benches whose messages are written down. */
function recorded(): { benches: Benches; sent: WorkerRequest[] } {
  const sent: WorkerRequest[] = [];
  return { benches: new Benches((message) => sent.push(message)), sent };
}

/** What comes of a bench, as text; it must be settled already. */
async function outcome(bench: Promise<unknown>): Promise<string> {
  return Promise.race([bench, Promise.resolve("nothing yet")]).then(
    (value) => JSON.stringify(value),
    (why: unknown) => (why instanceof Error ? why.message : String(why)),
  );
}

/** Runs an asynchronous test after the others. */
function later(name: string, body: () => Promise<void>): void {
  body().then(
    () => test(name, () => undefined),
    (cause: unknown) => test(name, () => { throw cause; }),
  );
}

later("a bench waits for the worker, says all of the run, and is answered", async () => {
  const { benches, sent } = recorded();
  const bench = benches.ask({ method: "flow", net: [64, 32], lr: 0.01, steps: 100, target: "ring", batch: undefined });
  equal(sent, []);
  benches.open(schema);
  const run = {
    method: "flow", source: "gaussian", target: "ring", seed: 0,
    parameters: { net: "64,32", lr: "0.01" }, targetParameters: {}, sourceParameters: {}, embedding: "", embeddingParameters: {},
    solver: "", solverParameters: {}, nfe: 0, fast: false,
  };
  equal(sent, [{ type: "bench", run, steps: 100 }]);
  equal(await outcome(bench), JSON.stringify("nothing yet"));
  equal(benches.report({ type: "timing", ...timing }), true);
  equal(await outcome(bench), JSON.stringify(timing));
});

later("two workers are asked for, and what is no number of them is refused", async () => {
  const { benches, sent } = recorded();
  benches.open(schema);
  void benches.ask({ workers: 2 });
  equal(sent.map((message) => message.type === "bench" && message.workers), [2]);
  equal(await outcome(benches.ask({ workers: "two" } as unknown as BenchOptions)), "Workers “two”: want a number.");
});

later("fast arithmetic is asked for, and what is neither yes nor no is refused", async () => {
  const { benches, sent } = recorded();
  benches.open(schema);
  const bench = benches.ask({ fast: true });
  equal(sent.map((message) => message.type === "bench" && message.run.fast), [true]);
  benches.report({ type: "timing", ...timing, fast: true });
  equal(await outcome(bench), JSON.stringify({ ...timing, fast: true }));
  equal(await outcome(benches.ask({ fast: "very" } as unknown as BenchOptions)), "Fast “very”: want true or false.");
});

later("answers go to the benches in turn, and a refusal is told in the page's words", async () => {
  const { benches } = recorded();
  benches.open(schema);
  const [first, second] = [benches.ask({ method: "flow", lr: -1 }), benches.ask()];
  benches.report({ type: "error", message: "param: lr: no", of: "bench", fatal: false });
  benches.report({ type: "timing", ...timing });
  equal(await outcome(first), "Rate −1: want a number from 0.00001 to 0.1.");
  equal(await outcome(second), JSON.stringify(timing));
});

later("what belongs to the run is left to it", async () => {
  const { benches } = recorded();
  equal(benches.report({ type: "error", message: "no", of: "set", fatal: false }), false);
  equal(benches.report({ type: "metrics", steps: [], loss: [], msPerStep: 1 }), false);
});

later("what no message carries is refused at once", async () => {
  const { benches, sent } = recorded();
  benches.open(schema);
  const why = (options: unknown): Promise<string> => outcome(benches.ask(options as BenchOptions));
  equal(await why("fm"), "Bench “fm”: want an object such as {method: \"fm\", net: [64, 64], batch: 512, steps: 200}.");
  equal(await why({ steps: "many" }), "Steps “many”: want a number.");
  equal(await why({ method: 7 }), "Method “7”: want text.");
  equal(await why({ batch: {} }), "Batch “[object Object]”: want text, a number, true, false or a list of numbers.");
  equal(sent, []);
});

later("a worker that stops takes its benches with it, and the next one starts with what came after", async () => {
  const { benches, sent } = recorded();
  benches.open(schema);
  const before = benches.ask();
  benches.lost("The training worker stopped.");
  equal(await outcome(before), "The training worker stopped.");
  const after = benches.ask();
  equal(sent.length, 1);
  benches.open(schema);
  equal(sent.length, 2);
  benches.report({ type: "timing", ...timing });
  equal(await outcome(after), JSON.stringify(timing));
});
