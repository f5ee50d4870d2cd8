/** The way back and forth through what the reader has set: runs, not their training. */
import type { Run } from "../../protocol/run";
import { sameRun } from "./run";

const most = 100;

export class Undo {
  private past: Run[] = [];
  private future: Run[] = [];

  /** Notes that one run gives way to another; what had been undone can no longer be redone. */
  note(from: Run, to: Run): void {
    if (sameRun(from, to)) return;
    this.past = [...this.past, from].slice(-most);
    this.future = [];
  }

  /** The run before this one; undefined if there is none. */
  undo(now: Run): Run | undefined {
    const before = this.past.pop();
    if (before !== undefined) this.future.push(now);
    return before;
  }

  /** The run that this one was undone from; undefined if there is none. */
  redo(now: Run): Run | undefined {
    const after = this.future.pop();
    if (after !== undefined) this.past.push(now);
    return after;
  }

  /** What was asked for last was refused, and this run stays. */
  refused(now: Run): void {
    const last = this.past[this.past.length - 1];
    if (last !== undefined && sameRun(last, now)) this.past.pop();
  }

  get canUndo(): boolean {
    return this.past.length > 0;
  }

  get canRedo(): boolean {
    return this.future.length > 0;
  }
}
