/** What the page asks of a contestant's worker, and how the answer is timed. */

/** One piece of work, the same for every contestant. */
export interface Workload {
  readonly name: string;
  /**
   * "train": one step of Adam down the mean squared error, whose value is read. "sample": `steps` Euler steps of all rows along the
   * network's field. "product": one matrix product. "registers": the most that one core multiplies and adds. "default": a step of the method
   * of that name.
   */
  readonly kind: "train" | "sample" | "product" | "registers" | "default";
  /** Features of each layer, inputs and outputs included; of a product, its inner and outer width. */
  readonly widths: readonly number[];
  /** Rows of the batch, particles, or rows of the product. */
  readonly rows: number;
  /** Euler steps from time 0 to 1. */
  readonly steps: number;
  /** Whether products may round once; only this project's program is asked. */
  readonly relaxed: boolean;
}

/** What is known of a program beside the time that its work takes. */
export interface Figures {
  /** Milliseconds from the graph to a loaded module: the first time in this worker, and the least of the times after. */
  readonly compileMs: number;
  readonly compileAgainMs: number;
  /** Bytes that the plan asks for, those of them in variables, and those that the module's memory has once the work is done. */
  readonly planned: number;
  readonly variables: number;
  readonly memory: number;
}

/** What a contestant makes of a workload. It is ready to run when the promise that made it is fulfilled. */
export interface Task {
  /** Does the work so many times, to the end. */
  run(times: number): Promise<void> | void;
  /** A number that tells whether the work was right: the last step's loss, or the mean square of what was computed. */
  check(): Promise<number> | number;
  figures?(): Figures;
  dispose(): void;
}

export interface Contestant {
  prepare(workload: Workload): Promise<Task>;
}

export interface Outcome {
  /** Milliseconds of one piece of work, a mean over about a second. */
  readonly ms: number;
  /** The check after the first. */
  readonly check: number;
  /** When the first piece was done, in milliseconds since the epoch. */
  readonly first: number;
  readonly figures?: Figures;
}

/** Milliseconds for which work is done before the clock starts, so that the browser's optimising compiler has taken it; and after. */
const WARM = 600;
const TIMED = 1000;

/** Answers the page's messages, each a workload, with an {@link Outcome} or, if it fails, its message. */
export function serve(contestant: Contestant): void {
  addEventListener("message", ({ data }: MessageEvent<Workload>) => {
    compete(contestant, data).then(
      (outcome) => postMessage(outcome),
      (cause: unknown) => postMessage(cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)),
    );
  });
}

async function compete(contestant: Contestant, workload: Workload): Promise<Outcome> {
  const task = await contestant.prepare(workload);
  try {
    await task.run(1);
    const check = await task.check();
    const first = performance.timeOrigin + performance.now();
    const began = performance.now();
    let ms = await time(task, 1);
    while (performance.now() - began < WARM) {
      ms = await time(task, 1 + Math.floor(20 / Math.max(ms, 0.1))); // many at once, because the clock is coarse
    }
    const outcome = { ms: await time(task, Math.max(1, Math.round(TIMED / ms))), check, first };
    return task.figures ? { ...outcome, figures: task.figures() } : outcome;
  } finally {
    task.dispose();
  }
}

/** Milliseconds of one piece of work, a mean over so many. */
async function time(task: Task, times: number): Promise<number> {
  const began = performance.now();
  await task.run(times);
  return (performance.now() - began) / times;
}

/** The mean square of numbers. */
export function meanSquare(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) {
    sum += values[i]! ** 2;
  }
  return sum / values.length;
}

/** The error that a contestant throws for work it does not do. */
export function refusal(workload: Workload): Error {
  return new Error(`${workload.name}: no work of kind ${workload.kind} is done here`);
}
