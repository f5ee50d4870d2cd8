/** The dial of a run: how good and how dear its samples are, from one function evaluation on. */
import type { NFERow, WorkerReport, WorkerRequest } from "../../protocol/protocol";

export class Dial {
  /** What was measured of one model. */
  rows: readonly NFERow[] = [];
  /** Rows are still to come. */
  turning = false;

  constructor(private readonly send: (message: WorkerRequest) => void) {}

  /** Measures the model as it stands, by each integrator or by the run's own solver. The worker pauses training for it. */
  turn(own: boolean): void {
    this.rows = [];
    this.turning = true;
    this.send({ type: "nfe", own });
  }

  /** Takes in what the worker reports; false if that is no answer to a dial. */
  report(message: WorkerReport): boolean {
    if (message.type === "nfe") {
      // A row that comes after its dial was put away is of another model.
      if (this.turning) this.rows = [...this.rows, message];
      this.turning &&= message.row < message.rows;
      return true;
    }
    if (message.type === "error" && message.of === "nfe") this.turning = false;
    return false;
  }

  /** The model is another one. */
  clear(): void {
    this.rows = [];
    this.turning = false;
  }

  /** Training goes on: what was measured stands, but no more will come. */
  stop(): void {
    this.turning = false;
  }
}
