/** A contestant: a run, the worker that trains it, the stage on whose card it is shown, and what was measured on the way. */
import type { Refusal, Samples, StageReport, StageRequest, WorkerReport, WorkerRequest } from "../../protocol/protocol";
import type { Run } from "../../protocol/run";
import type { Schema } from "../../protocol/schema";
import type { Findings } from "../../protocol/view";
import { Course } from "../measures/course";
import { Dial } from "../measures/dial";
import { Sketches } from "../own/sketches";
import { Benches } from "../run/bench";
import { Experiment } from "../run/experiment";
import { Safekeeping, type Kept } from "../run/safekeeping";
import { Undo } from "../run/undo";
import { Errands } from "../take/errands";
import { Trainer } from "../trainer";
import { Viewport } from "../viewport";
import { count } from "../words/format";
import { sentence } from "../words/sentence";
import type { Card } from "./card";

/** Where the programs are, as absolute URLs. */
export interface Programs {
  /** The training worker's script and its WebAssembly. */
  readonly script: string;
  readonly training: string;
  /** The stage's document. */
  readonly stage: string;
}

/** Where a contestant is shown: a card of a race, or a frame alone. */
export interface Seat {
  /** Of its stage. */
  readonly frame: HTMLIFrameElement;
}

/** Who is told of what becomes of contestants. */
export interface ContestantListener<S extends Seat = Card> {
  /** Its worker listens; its run is undefined if it is for the listener to choose. The notice is for the reader, "" if there is none. */
  opened(by: Contestant<S>, schema: Schema, notice: string): void;
  /** The controls must show this run. */
  wants(by: Contestant<S>, run: Run): void;
  /** Its course is empty and its stage shows another scene: a new run, or the same one anew, stands at step 0. */
  cleared(by: Contestant<S>): void;
  /** Where its run stands has changed. */
  stands(by: Contestant<S>): void;
  /** Something was added to its course. */
  measured(by: Contestant<S>): void;
  /** Its worker refused: asked is the run that it was to set, undefined where it refused something else. */
  refused(by: Contestant<S>, refusal: Refusal, asked: Run | undefined): void;
  /** Its worker tells of the point that is followed. */
  found(by: Contestant<S>, findings: Findings): void;
  /** Its worker has drawn fresh samples. */
  drew?(by: Contestant<S>, samples: Samples): void;
  /** A state of its run, which has been trained, is kept. */
  kept?(by: Contestant<S>, kept: Kept): void;
  /** Its stage reports. */
  shows(by: Contestant<S>, report: StageReport): void;
  /** Its worker is gone; the sentence says why. */
  lost(by: Contestant<S>, why: string): void;
  /** One of its programs speaks another language; the sentence says which. */
  garbled(by: Contestant<S>, why: string): void;
}

export class Contestant<S extends Seat = Card> {
  readonly course = new Course();
  readonly undo = new Undo();
  readonly experiment: Experiment;
  readonly benches: Benches;
  readonly dial: Dial;
  readonly sketches: Sketches;
  readonly errands: Errands;
  private readonly safe: Safekeeping;
  private readonly trainer: Trainer;
  private readonly viewport: Viewport;
  private listening = false;
  private stageOpened = false;
  /** The run to begin with, as soon as the worker listens; undefined if that is for the listener to choose. */
  private first: Run | undefined;

  constructor(
    readonly card: S,
    private readonly programs: Programs,
    private readonly listener: ContestantListener<S>,
  ) {
    this.trainer = new Trainer(programs.script, programs.training, {
      report: (message) => this.reported(message),
      failed: (why) => this.fail(why),
      garbled: (why) => listener.garbled(this, `The training worker sent a message this page cannot read (${why}): reload the page.`),
    });
    this.viewport = new Viewport(card.frame, {
      report: (message) => this.heard(message),
      garbled: (why) => listener.garbled(this, `The stage sent a message this page cannot read (${why}): reload the page.`),
    });
    const send = (message: WorkerRequest): void => this.trainer.send(message);
    this.benches = new Benches(send);
    this.dial = new Dial(send);
    this.sketches = new Sketches(send);
    this.errands = new Errands(send);
    this.safe = new Safekeeping(
      () => this.errands.ask({ type: "model", format: "safetensors" }),
      () => performance.now(),
      (kept) => listener.kept?.(this, kept),
    );
    this.experiment = new Experiment(send, {
      opened: (schema, notice) => this.opened(schema, notice),
      wants: (run) => listener.wants(this, run),
      cleared: () => {
        this.course.clear();
        this.dial.clear();
        listener.cleared(this);
      },
      state: (state) => {
        const moved = this.course.stands(state);
        this.safe.stands(state);
        if (state.status === "training") this.dial.stop();
        listener.stands(this);
        if (moved) listener.measured(this);
      },
      metrics: (metrics) => {
        this.course.addMetrics(metrics);
        listener.measured(this);
      },
      score: (score) => {
        this.course.addScore(score);
        listener.measured(this);
      },
      refused: (refusal, asked) => {
        if (this.listening) listener.refused(this, refusal, asked);
        else this.fail(sentence(refusal.message));
      },
    });
  }

  /** Starts both programs. */
  start(): void {
    this.viewport.load(this.programs.stage);
    this.trainer.start();
  }

  /** Ends both programs. */
  end(): void {
    this.trainer.stop();
    this.viewport.close();
  }

  /** The run that it has, or will have once its worker listens. */
  get run(): Run | undefined {
    return this.experiment.run() ?? this.first;
  }

  /** Asks for a run, now or once the worker listens; now it may come trained. */
  choose(run: Run, trained = false): void {
    if (this.listening) this.experiment.choose(run, trained);
    else this.first = run;
  }

  /** Whether there is something to train, and training has not ended. */
  get open(): boolean {
    const { state } = this.experiment;
    return state !== undefined && state.horizon > 0 && (state.status === "idle" || state.status === "paused");
  }

  /** Says whether the worker is to do all of its work itself. */
  work(alone: boolean): void {
    this.trainer.work(alone);
  }

  /** Starts the worker again, as it was asked to be; training goes on from the last state that is kept. */
  restart(): void {
    this.trainer.start();
  }

  /** Takes up a state of its run, a safetensors file, and trains on; the promise is rejected with a sentence where that is none. */
  async goOn(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    const { status } = await this.errands.ask({ type: "open", bytes });
    if (status !== "finished") this.experiment.train();
  }

  /** Starts the stage again, which shows what it did. */
  review(): void {
    this.viewport.load(this.programs.stage);
  }

  /** Sends a request to the worker. */
  ask(message: WorkerRequest): void {
    this.trainer.send(message);
  }

  /** A worker of the same program, for work beside the run. */
  spawn(): Worker {
    return this.trainer.spawn();
  }

  /** Sends a request to the stage. */
  show(message: StageRequest): void {
    this.viewport.send(message);
  }

  private reported(message: WorkerReport): void {
    if (message.type === "findings") this.listener.found(this, message);
    if (message.type === "samples") this.listener.drew?.(this, message);
    if (this.benches.report(message) || this.sketches.report(message) || this.errands.report(message)) return;
    if (this.dial.report(message)) this.listener.measured(this);
    else this.experiment.report(message);
  }

  private opened(schema: Schema, notice: string): void {
    this.listening = true;
    this.connect();
    const again = this.run;
    this.listener.opened(this, schema, notice);
    if (again !== undefined) this.resume(again);
    this.benches.open(schema);
  }

  /** Takes up a run that a worker before this one has left. */
  private resume(run: Run): void {
    const kept = this.safe.of(run);
    this.experiment.choose(run);
    if (kept === undefined) return;
    const opened = this.errands.ask({ type: "open", bytes: kept.bytes });
    void opened.then(
      () => kept.training && this.experiment.train(),
      () => undefined, // It stands at step 0.
    );
  }

  private heard(message: StageReport): void {
    // A stage that opens for the second time was reloaded, and its line to the worker went with the old one.
    if (message.type === "ready" && this.stageOpened && this.listening) this.connect();
    this.stageOpened ||= message.type === "ready";
    this.listener.shows(this, message);
  }

  private connect(): void {
    const line = new MessageChannel();
    this.trainer.connect(line.port1);
    this.viewport.connect(line.port2);
  }

  private fail(why: string): void {
    const kept = this.safe.of(this.run)?.step ?? 0;
    const told = this.listening ? `${why} It goes on from step ${count(kept)}.` : why;
    this.listening = false;
    this.dial.stop();
    this.experiment.lost();
    this.benches.lost(why);
    this.sketches.lost(why);
    this.errands.lost(why);
    this.listener.lost(this, told);
  }
}
