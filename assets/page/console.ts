/** A window into the page for tests and the curious: the last messages, and a way to send one. */
import type { Metrics, Run, Score, StageRequest, State, WorkerRequest } from "../protocol/protocol";

/** What window.pushforward offers. */
export interface Console {
  /** The run's last state; undefined before the first. */
  state(): State | undefined;
  /** The last score of this run. */
  score(): Score | undefined;
  /** The last piece of the training curve. */
  metrics(): Metrics | undefined;
  /** The run as the controls show it. */
  run(): Run | undefined;
  /** Sends a request to the program it is meant for; a pause is the worker's. */
  send(message: WorkerRequest | StageRequest): void;
}

declare global {
  interface Window {
    pushforward?: Console;
  }
}
