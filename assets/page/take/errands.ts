/** Errands: what the worker is asked to bring, each as a promise. It answers those of one kind in turn. */
import type { ModelFile, Samples, WorkerReport, WorkerRequest } from "../../protocol/protocol";
import type { State } from "../../protocol/state";
import type { Picture } from "../../protocol/view";
import { sentence } from "../words/sentence";

/** What an errand brings, by the type of its request. */
interface Brought {
  readonly samples: Samples;
  readonly model: ModelFile;
  readonly picture: Picture;
  readonly open: State;
}

type Kind = keyof Brought;

interface Asked {
  readonly kind: Kind;
  readonly keep: (report: never) => void;
  readonly refuse: (why: Error) => void;
}

export class Errands {
  private readonly unanswered: Asked[] = [];

  constructor(private readonly send: (message: WorkerRequest) => void) {}

  /** Asks for something; the promise is rejected with a sentence where it cannot be had. */
  ask<K extends Kind>(request: WorkerRequest & { readonly type: K }): Promise<Brought[K]> {
    return new Promise((keep, refuse) => {
      this.unanswered.push({ kind: request.type, keep, refuse });
      this.send(request);
    });
  }

  /** Takes in what the worker reports; false if that is no answer to an errand, or one that others wait for as well. */
  report(message: WorkerReport): boolean {
    const kind = message.type === "state" || message.type === "error" ? message.of : message.type;
    const index = this.unanswered.findIndex((asked) => asked.kind === kind);
    const [asked] = index < 0 ? [] : this.unanswered.splice(index, 1);
    if (asked === undefined) return false;
    if (message.type === "error") asked.refuse(new Error(sentence(message.message)));
    else asked.keep(message as never);
    return message.type !== "state";
  }

  /** The worker is gone, and the sentence says why. */
  lost(why: string): void {
    for (const { refuse } of this.unanswered.splice(0)) refuse(new Error(sentence(why)));
  }
}
