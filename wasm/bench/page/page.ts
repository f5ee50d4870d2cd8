/** The page of the benchmark: starts each contestant in a worker of its own, and hands it one workload at a time. */
import type { Outcome, Workload } from "./contest";

interface Started {
  readonly worker: Worker;
  readonly at: number;
}

/** What the page reports of one workload: an outcome, and how long after the start of its worker the first piece of work was done. */
interface Report extends Outcome {
  readonly startMs: number;
}

async function contest(script: string, workload: Workload): Promise<Report> {
  const started = start(script);
  try {
    const outcome = await ask(started.worker, workload);
    return { ...outcome, startMs: outcome.first - started.at };
  } finally {
    started.worker.terminate();
  }
}

function start(script: string): Started {
  const at = performance.timeOrigin + performance.now();
  return { worker: new Worker(script, { type: "module" }), at };
}

function ask(worker: Worker, workload: Workload): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<Outcome | string>) => {
      if (typeof data === "string") {
        reject(new Error(data));
      } else {
        resolve(data);
      }
    };
    worker.onerror = ({ message }) => reject(new Error(message));
    worker.postMessage(workload);
  });
}

let running: Promise<Report> | undefined;

/** Begins one contest; see {@link finished}. */
function begin(script: string, workload: Workload): void {
  running = contest(script, workload);
}

/** The report of what was begun, or null if there is none after so many milliseconds. */
function finished(ms: number): Promise<Report | null> {
  const patience = new Promise<null>((resolve) => setTimeout(resolve, ms, null));
  return Promise.race([running ?? patience, patience]);
}

Object.assign(globalThis, { begin, finished });
