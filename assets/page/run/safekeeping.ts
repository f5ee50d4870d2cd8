/** Safekeeping: the last state of a training, kept on the page, so that training outlives its worker. */
import type { ModelFile } from "../../protocol/protocol";
import type { Run } from "../../protocol/run";
import type { State } from "../../protocol/state";
import { sameRun } from "./run";

/** A run as it stood at a step. */
export interface Kept {
  readonly run: Run;
  readonly step: number;
  /** A safetensors file, which the worker goes on from. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Whether it trained when it was last heard of. */
  readonly training: boolean;
}

/** Between two states of a run that trains, in milliseconds. */
const every = 4000;

export class Safekeeping {
  private file: { readonly run: Run; readonly generation: number; readonly model: ModelFile } | undefined;
  private last: State | undefined;
  private asking = false;
  private due = 0;

  /** bring asks the worker for its model; clock is in milliseconds; trained is told of each state of a run that has been trained. */
  constructor(
    private readonly bring: () => Promise<ModelFile>,
    private readonly clock: () => number,
    private readonly trained: (kept: Kept) => void,
  ) {}

  /** Takes in where the run stands: a state is kept every few seconds, and where training has stopped. */
  stands(state: State): void {
    this.last = state;
    if (state.generation !== this.file?.generation) this.file = undefined;
    if (this.asking || state.horizon === 0 || state.step === 0 || state.step === this.file?.model.step) return;
    if (state.status === "training" && this.clock() < this.due) return;
    void this.keep(state);
  }

  /** What is kept of a run, if anything is. */
  of(run: Run | undefined): Kept | undefined {
    if (run === undefined || this.file === undefined || !sameRun(run, this.file.run)) return undefined;
    const { step, bytes } = this.file.model;
    return { run, step, bytes, training: this.last?.status === "training" };
  }

  private async keep({ run, generation, seconds }: State): Promise<void> {
    this.asking = true;
    try {
      const model = await this.bring();
      if (this.last?.generation !== generation) return;
      this.file = { run, generation, model };
      const kept = this.of(run);
      if (kept !== undefined && seconds > 0) this.trained(kept);
    } catch {
      // A method without a model, or a worker that is gone: what was kept before stays.
    } finally {
      this.asking = false;
      this.due = this.clock() + every;
    }
  }
}
