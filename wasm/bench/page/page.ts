/** The page of the benchmark: starts one contestant in a worker, and hands it one workload. Both are in its address. */
import type { Outcome, Workload } from "./contest";

/** What the page reports of one workload: an outcome, and how long after the navigation here the first piece of work was done. */
interface Report extends Outcome {
  readonly startMs: number;
}

async function contest(script: string, workload: Workload): Promise<Report> {
  const worker = new Worker(script, { type: "module" });
  try {
    const outcome = await ask(worker, workload);
    return { ...outcome, startMs: outcome.first - performance.timeOrigin };
  } finally {
    worker.terminate();
  }
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

const query = new URLSearchParams(location.search);
const running = contest(query.get("script") ?? "", JSON.parse(query.get("workload") ?? "null") as Workload);
running.catch(() => undefined); // whoever asks is told

/** The report, or null if there is none after so many milliseconds. */
function finished(ms: number): Promise<Report | null> {
  const patience = new Promise<null>((resolve) => setTimeout(resolve, ms, null));
  return Promise.race([running, patience]);
}

Object.assign(globalThis, { finished });
