/** Reads a table of the reader's off the page's thread, in a worker that ends with the dialog: its memory goes with it. */
import { envelopeOf, workerReport } from "../../protocol/decode";
import { envelope, type Outline, type Table, type WorkerReport, type WorkerRequest } from "../../protocol/protocol";
import { writesCommas } from "../words/format";

export class Reader {
  private worker: Promise<Worker> | undefined;
  private waiting: ((report: WorkerReport) => void) | undefined;
  /** The file that was outlined last, and whether the worker has it. */
  private file: Blob | undefined;
  private opened = false;

  constructor(
    private readonly spawn: () => Worker,
    private readonly progress: (share: number) => void,
  ) {}

  /** What the first rows of a file tell; the promise is rejected, with a reason, for what is no table. What is being read is given up. */
  async outline(file: Blob): Promise<Outline> {
    if (this.waiting !== undefined) this.close();
    const answer = await this.ask({ type: "table", file, comma: writesCommas() });
    if (answer.type !== "outline") throw new Error(`the reader answered with ${answer.type}: want an outline`);
    this.file = file;
    this.opened = true;
    return answer;
  }

  /** Columns of the file that was outlined last, by their places. */
  async columns(places: readonly number[], skip: boolean): Promise<Table> {
    if (!this.opened && this.file !== undefined) await this.outline(this.file);
    const answer = await this.ask({ type: "columns", places, skip });
    if (answer.type !== "data") throw new Error(`the reader answered with ${answer.type}: want data`);
    return answer;
  }

  /** Ends the worker, if there is one; what is asked of it is refused. */
  close(): void {
    void this.worker?.then((worker) => worker.terminate(), () => undefined);
    this.worker = undefined;
    this.opened = false;
    this.answer({ type: "error", message: "reading was stopped", of: "", fatal: false });
  }

  private async ask(message: WorkerRequest): Promise<WorkerReport> {
    const worker = await (this.worker ??= this.start());
    return new Promise((keep, refuse) => {
      this.waiting = (report) => (report.type === "error" ? refuse(new Error(report.message.replace(/^(?:table|npy): /, ""))) : keep(report));
      worker.postMessage(envelope(message));
    });
  }

  /** Tells whoever asked. */
  private answer(report: WorkerReport): void {
    const { waiting } = this;
    this.waiting = undefined;
    waiting?.(report);
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
        else if (this.waiting !== undefined) this.answer(report);
        else if (report.type === "error") {
          refuse(new Error(report.message));
          this.close();
        }
      };
      worker.onerror = (event) => {
        event.preventDefault();
        const why = "the reader stopped, perhaps for want of memory: choose a smaller file";
        this.answer({ type: "error", message: why, of: "", fatal: true });
        refuse(new Error(why));
        this.close();
      };
    });
  }
}
