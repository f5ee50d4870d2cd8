/** Reads a table of the reader's off the page's thread, in a worker that ends with the dialog: its memory goes with it. */
import { envelopeOf, workerReport } from "../../protocol/decode";
import { envelope, type Outline, type Table, type WorkerReport, type WorkerRequest } from "../../protocol/protocol";
import { sentence } from "../words/sentence";

export class Reader {
  private worker: Promise<Worker> | undefined;
  private waiting: ((report: WorkerReport) => void) | undefined;

  constructor(
    private readonly spawn: () => Worker,
    private readonly progress: (share: number) => void,
  ) {}

  /** What the first rows of a file tell; the promise is rejected, in a sentence, for what is no table. */
  async outline(file: Blob): Promise<Outline> {
    const answer = await this.ask({ type: "table", file });
    if (answer.type !== "outline") throw new Error(`The reader answered with ${answer.type}: want an outline.`);
    return answer;
  }

  /** Columns of the file that was outlined last, by their places. */
  async columns(places: readonly number[], skip: boolean): Promise<Table> {
    const answer = await this.ask({ type: "columns", places, skip });
    if (answer.type !== "data") throw new Error(`The reader answered with ${answer.type}: want data.`);
    return answer;
  }

  /** Ends the worker, if there is one. */
  close(): void {
    void this.worker?.then((worker) => worker.terminate(), () => undefined);
    this.worker = undefined;
    this.waiting = undefined;
  }

  private async ask(message: WorkerRequest): Promise<WorkerReport> {
    const worker = await (this.worker ??= this.start());
    return new Promise((keep, refuse) => {
      this.waiting = (report) => (report.type === "error" ? refuse(new Error(sentence(report.message))) : keep(report));
      worker.postMessage(envelope(message));
    });
  }

  /** A worker, once it listens. */
  private start(): Promise<Worker> {
    return new Promise((keep, refuse) => {
      const worker = this.spawn();
      worker.onmessage = ({ data }: MessageEvent<unknown>) => {
        const fields = envelopeOf(data);
        if (fields === undefined) return;
        const report = workerReport(fields);
        if (report.type === "ready") keep(worker);
        else if (report.type === "progress") this.progress(report.share);
        else this.waiting?.(report);
      };
      worker.onerror = (event) => {
        event.preventDefault();
        const why = "The reader stopped, perhaps for want of memory: choose a smaller file.";
        this.waiting?.({ type: "error", message: why, of: "", fatal: true });
        refuse(new Error(why));
        this.close();
      };
    });
  }
}
