import type { Score } from "../../protocol/state";

/** The scores of a run in the order of their steps, one a step, in bounded memory: when there are too many, every second one goes. */
export class Scores {
  readonly list: Score[] = [];

  /** capacity is the most that are kept, at least 2. */
  constructor(private readonly capacity: number) {}

  /** Adds a score where its step belongs, in place of an older one of that step. */
  add(score: Score): void {
    const later = this.list.findIndex((s) => s.step >= score.step);
    const at = later < 0 ? this.list.length : later;
    this.list.splice(at, this.list[at]?.step === score.step ? 1 : 0, score);
    if (this.list.length <= this.capacity) return;
    const last = this.list.length - 1;
    const thinned = this.list.filter((_, i) => (last - i) % 2 === 0);
    this.list.splice(0, this.list.length, ...thinned);
  }

  /** The last score up to a step. */
  at(step: number): Score | undefined {
    return this.list.filter((s) => s.step <= step).pop();
  }

  /** Forgets what is later than a step. */
  cut(step: number): void {
    const later = this.list.findIndex((s) => s.step > step);
    if (later >= 0) this.list.length = later;
  }

  /** Forgets everything. */
  clear(): void {
    this.list.length = 0;
  }
}
