/** A window into the page for tests and the curious: the last messages, a way to send one, and a stopwatch. */
import type { NFERow, StageRequest, Timing, WorkerRequest } from "../protocol/protocol";
import type { Run } from "../protocol/run";
import type { Metrics, Score, State } from "../protocol/state";
import type { Playback } from "./controls/playback";
import type { Race } from "./race/race";
import type { BenchOptions } from "./run/bench";

/** One contestant of a race. */
export interface Standing {
  readonly run: Run | undefined;
  readonly state: State | undefined;
  readonly score: Score | undefined;
  readonly scores: readonly Score[];
  /** Of the last dial. */
  readonly rows: readonly NFERow[];
}

/** What window.pushforward offers; of several contestants, it is the one looked at that is meant. */
export interface Console {
  /** The run's last state; undefined before the first. */
  state(): State | undefined;
  /** The last score of this run. */
  score(): Score | undefined;
  /** The last piece of the training curve. */
  metrics(): Metrics | undefined;
  /** The run as the controls show it. */
  run(): Run | undefined;
  /** All contestants, first to last. */
  race(): readonly Standing[];
  /** Sends a request to the program it is meant for; a pause is the worker's. */
  send(message: WorkerRequest | StageRequest): void;
  /** Keeps the site for work offline, now; resolves when all of it is there. */
  offline(): Promise<void>;
  /** Times training steps of a method at any size, in the worker, beside the run, which is paused. What is wrong rejects the promise. */
  bench(options?: BenchOptions): Promise<Timing>;
}

/** The window into a race and its transport; keep keeps the site for work offline. */
export function consoleOf(race: Race, playback: Playback, keep: Console["offline"]): Console {
  const send = (message: WorkerRequest | StageRequest): void => {
    if (message.type === "set") race.choose(message.run);
    else if (message.type === "seek") playback.seek(message.t);
    else if (message.type === "play" || message.type === "theme" || message.type === "layers" || message.type === "camera") race.show(message);
    else race.selected.ask(message);
  };
  return {
    state: () => race.selected.experiment.state,
    score: () => race.selected.experiment.score,
    metrics: () => race.selected.experiment.metrics,
    run: () => race.selected.experiment.run(),
    race: () => race.contestants.map(({ run, experiment, course, dial }) => ({ run, state: experiment.state, score: course.score, scores: course.scores.list, rows: dial.rows })),
    send,
    offline: keep,
    bench: (options) => race.selected.benches.ask(options),
  };
}

declare global {
  interface Window {
    pushforward?: Console;
  }
}
