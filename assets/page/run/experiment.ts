/** The experiment: the run that the controls ask for, the run that the worker has, and its last reports. */
import type { Refusal, WorkerReport, WorkerRequest } from "../../protocol/protocol";
import type { Run } from "../../protocol/run";
import type { Schema } from "../../protocol/schema";
import type { Metrics, Score, State, Status } from "../../protocol/state";

/** Who is told what changed. */
export interface ExperimentListener {
  /** The worker listens: its schema is known, and nothing is set yet. The notice is for the reader, "" if there is none. */
  opened(schema: Schema, notice: string): void;
  /** The controls must show this run. */
  wants(run: Run): void;
  /** A new run, or the same one anew, stands at step 0: what was measured belongs to the old one. */
  cleared(): void;
  state(state: State): void;
  metrics(metrics: Metrics): void;
  score(score: Score): void;
  /** The worker refused: asked is the run that it was to set, undefined where it refused something else. */
  refused(refusal: Refusal, asked: Run | undefined): void;
}

export class Experiment {
  /** The last state; undefined before the first. */
  state: State | undefined;
  /** The last score of this run. */
  score: Score | undefined;
  /** The last piece of the training curve of this run. */
  metrics: Metrics | undefined;
  private wanted: Run | undefined;
  private accepted: Run | undefined;
  /** The runs asked for and not answered yet, first to last. */
  private readonly unanswered: Run[] = [];
  private trainNext = false;
  /** Whether training was last asked for, not a pause; and how many times either was, without an answer yet. */
  private trainLast = false;
  private due = 0;
  private atFloor = false;
  /** The step to rewind to next, when the worker has answered the last such request. */
  private rewindNext: number | undefined;
  private rewinding = false;
  /** Of the run at step 0 that was last begun; undefined before the first. */
  private generation: number | undefined;

  constructor(
    private readonly send: (message: WorkerRequest) => void,
    private readonly listener: ExperimentListener,
  ) {}

  /** The run that the controls ask for; undefined before the worker listens. */
  run(): Run | undefined {
    return this.wanted;
  }

  /** Asks for a run, or for what comes trained of it. A run that was training trains on as the new one. */
  choose(run: Run, trained = false): void {
    this.trainNext ||= this.trains;
    this.wanted = run;
    this.unanswered.push(run);
    this.listener.wants(run);
    this.send(trained ? { type: "set", run, trained } : { type: "set", run });
  }

  /** Whether the run trains, or will by what was asked for last: the worker's answer may take a while. */
  get trains(): boolean {
    return this.trainNext || (this.due > 0 ? this.trainLast : this.state?.status === "training");
  }

  /** Trains; a run that the worker has not built yet, as soon as it has. */
  train(): void {
    if (this.state === undefined) this.trainNext = true;
    else this.ask({ type: "train", atFloor: this.atFloor });
  }

  /** Says whether training is to stop by itself when the score is at its floor. */
  stopAtFloor(on: boolean): void {
    this.atFloor = on;
    if (this.trains) this.train();
  }

  pause(): void {
    this.trainNext = false;
    if (this.state !== undefined) this.ask({ type: "pause" });
  }

  private ask(message: WorkerRequest): void {
    this.trainLast = message.type === "train";
    this.due++;
    this.send(message);
  }

  private answered(of: string): void {
    if (of === "train" || of === "pause") this.due = Math.max(0, this.due - 1);
  }

  step(): void {
    this.trainLast = false;
    this.send({ type: "step", count: 1 });
  }

  reset(): void {
    this.trainNext = this.trainLast = false;
    this.send({ type: "reset" });
  }

  /** Starts again from step 0 and trains. */
  again(): void {
    this.trainNext = true;
    this.send({ type: "reset" });
  }

  /** Goes back to a kept step. Of requests that come faster than the worker shows them, the last one counts. */
  rewind(step: number): void {
    this.trainNext = this.trainLast = false;
    this.rewindNext = step;
    this.rewindOn();
  }

  private rewindOn(): void {
    if (this.rewinding || this.rewindNext === undefined) return;
    this.rewinding = true;
    this.send({ type: "rewind", step: this.rewindNext });
    this.rewindNext = undefined;
  }

  private rewound(): void {
    this.rewinding = false;
    this.rewindOn();
  }

  /** The worker is gone: what it had is no longer known, what the controls ask for is. */
  lost(): void {
    this.unanswered.length = 0;
    this.trainNext = false;
    this.due = 0;
    this.rewindNext = undefined;
    this.rewinding = false;
    this.generation = undefined;
    this.state = undefined;
    this.score = undefined;
    this.metrics = undefined;
  }

  /** Takes in what the worker reports. */
  report(message: WorkerReport): void {
    switch (message.type) {
      case "ready":
        this.listener.opened(message.schema, message.notice);
        return;
      case "state":
        this.take(message);
        return;
      case "metrics":
        this.metrics = message;
        this.listener.metrics(message);
        return;
      case "score":
        this.score = message;
        this.listener.score(message);
        return;
      case "error":
        this.answered(message.of);
        if (message.of === "rewind") this.rewound();
        this.listener.refused(message, message.of === "set" ? this.revert() : undefined);
        return;
      case "findings":
      case "samples":
      case "model":
      case "picture":
      case "timing":
      case "nfe":
      case "sketch":
      case "outline":
      case "progress":
      case "data":
      case "assist":
        return;
    }
  }

  private take(state: State): void {
    this.state = state;
    this.answered(state.of);
    if (state.of === "set") this.accept(state.status);
    if (state.of === "open") this.adopt(state.run);
    if (state.generation !== this.generation) this.begin(state.generation);
    this.listener.state(state);
    if (state.of === "rewind") this.rewound();
    if (state.status !== "idle" || this.unanswered.length > 0 || !this.trainNext) return;
    this.trainNext = false;
    this.train();
  }

  /** The worker took a run on: as a new one, which is idle if there is something to train, or as the one it has, where only the sampling differs. */
  private accept(status: Status): void {
    this.unanswered.shift();
    if (this.unanswered.length > 0) return;
    this.accepted = this.wanted;
    if (status !== "idle") this.trainNext = false;
  }

  /** The worker took on a run that came with a file: the controls show it, unless they ask for another one by now. */
  private adopt(run: Run): void {
    if (this.unanswered.length > 0) return;
    this.wanted = this.accepted = run;
    this.listener.wants(run);
  }

  /** Another generation is another run: the answer to set, or to reset. */
  private begin(generation: number): void {
    this.generation = generation;
    this.rewindNext = undefined;
    this.score = undefined;
    this.metrics = undefined;
    this.listener.cleared();
  }

  /** The worker kept the old run, and so do the controls. Returns the run that was refused. */
  private revert(): Run | undefined {
    const refused = this.unanswered.shift();
    this.trainNext = false;
    if (this.unanswered.length === 0 && this.accepted !== undefined) {
      this.wanted = this.accepted;
      this.listener.wants(this.accepted);
    }
    return refused;
  }
}
