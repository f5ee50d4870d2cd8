/** Runs as they were left: the last states of a few, kept in this browser, from which a page that opens at the same link can go on. */
import type { Run } from "../../protocol/run";
import type { Contestant } from "../race/contestant";
import { Shelf, type Dated } from "../shelf";
import { identityOf } from "./run";
import type { Kept } from "./safekeeping";

/** How many runs are kept, and the largest model, in bytes. */
const most = 4;
const largest = 8 * 2 ** 20;

/** A run as it was left at a step. */
export interface Left extends Dated {
  readonly step: number;
  /** A safetensors file. */
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export class LeftRuns {
  private readonly shelf = new Shelf<Left>("pushforward-runs", "runs", most);
  private found: { readonly name: string; readonly left: Left } | undefined;
  /** What is to be written next: a later state takes the place of one that has not been. */
  private next: Kept | undefined;
  private writing = false;

  /** changed is told when a run has been found that was left, failed, in a sentence, why one cannot be taken up. */
  constructor(
    private readonly changed: () => void,
    private readonly failed: (why: string) => void,
  ) {}

  /** Looks for what was left of a run. */
  async look(run: Run): Promise<void> {
    const name = identityOf(run);
    const left = await this.shelf.get(name).catch(() => undefined); // The browser forbids it.
    if (!isLeft(left)) return;
    this.found = { name, left };
    this.changed();
  }

  /** What was found of a run, until it is trained here. */
  of(run: Run | undefined): Left | undefined {
    return run !== undefined && this.found?.name === identityOf(run) ? this.found.left : undefined;
  }

  /** Has a contestant go on where its run was left. */
  goOn(by: Contestant): void {
    const left = this.of(by.run);
    if (left !== undefined) by.goOn(left.bytes).catch((why: Error) => this.failed(why.message));
  }

  /** Keeps a state, where the browser lets it. */
  keep(kept: Kept): void {
    if (kept.bytes.length > largest) return;
    if (this.found?.name === identityOf(kept.run)) this.found = undefined;
    this.next = kept;
    if (!this.writing) void this.write();
  }

  private async write(): Promise<void> {
    this.writing = true;
    for (let kept = this.next; kept !== undefined; kept = this.next) {
      this.next = undefined;
      await this.shelf.put(identityOf(kept.run), { step: kept.step, bytes: kept.bytes, at: Date.now() }).catch(() => undefined); // No room, or the browser forbids it.
    }
    this.writing = false;
  }
}

function isLeft(thing: unknown): thing is Left {
  const { step, bytes } = (thing ?? {}) as Partial<Left>;
  return typeof step === "number" && bytes instanceof Uint8Array;
}
