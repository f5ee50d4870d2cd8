/** Sketches: points of targets that no run has yet, asked of the worker, which answers in turn. */
import type { WorkerReport, WorkerRequest } from "../../protocol/protocol";
import type { Values } from "../../protocol/run";
import { sentence } from "../words/sentence";

/** A promise of points, row-major [n×2]. */
interface Asked {
  readonly keep: (points: Float32Array) => void;
  readonly refuse: (why: Error) => void;
}

export class Sketches {
  private readonly unanswered: Asked[] = [];

  constructor(private readonly send: (message: WorkerRequest) => void) {}

  /** Points of a target; the promise is rejected, in a sentence, where there can be none. */
  ask(target: string, parameters: Values): Promise<Float32Array> {
    return new Promise((keep, refuse) => {
      this.unanswered.push({ keep, refuse });
      this.send({ type: "sketch", target, parameters });
    });
  }

  /** Takes in what the worker reports; false if that is no answer to a sketch. */
  report(message: WorkerReport): boolean {
    if (message.type === "sketch") this.unanswered.shift()?.keep(message.points);
    else if (message.type === "error" && message.of === "sketch") this.unanswered.shift()?.refuse(new Error(sentence(message.message)));
    else return false;
    return true;
  }

  /** The worker is gone, and the sentence says why. */
  lost(why: string): void {
    for (const { refuse } of this.unanswered.splice(0)) refuse(new Error(sentence(why)));
  }
}
