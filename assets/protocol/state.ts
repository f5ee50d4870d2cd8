/** How a run goes, and its decoding. */
import { finite, list, number, object, oneOf, text, texts, type Fields } from "./fields";
import { decodeRun, type Run } from "./run";

export type Status = (typeof statuses)[number];

const statuses = ["idle", "training", "paused", "finished", "diverged"] as const;

/** Where a run stands. */
export interface State {
  readonly run: Run;
  readonly status: Status;
  readonly step: number;
  /** Steps of the learning-rate schedule; 0 if nothing is learnt. */
  readonly horizon: number;
  /** Seconds spent in training steps. */
  readonly seconds: number;
  /** Trainable numbers in the model. */
  readonly parameters: number;
  readonly dim: number;
  /** Raised by every set and reset that goes to step 0. */
  readonly generation: number;
  /** Of the source before it is embedded. */
  readonly sourceDim: number;
  /** Id of the embedding in use, "" if the source needs none. */
  readonly embedding: string;
  /** Ids of the solvers that the run can use. */
  readonly solvers: readonly string[];
  /** A plain sentence: why the run diverged or stopped by itself, "" otherwise. */
  readonly message: string;
  /** The run came trained before, rounded: its bits are not those of a straight run. */
  readonly trained: boolean;
  /** Steps to which rewind can go, ascending. */
  readonly kept: readonly number[];
  /** The last step it can go to: where the run stands, unless it has been rewound. */
  readonly latest: number;
  /** Why the run's map cannot be written as an ONNX model, "" if it can. */
  readonly noMap: string;
  /** "set", "open" or "rewind" in the answer to that, "" otherwise. */
  readonly of: string;
  /** How many workers share the run. */
  readonly workers: number;
}

/** The training curve since the last metrics message. */
export interface Metrics {
  readonly steps: readonly number[];
  readonly loss: readonly number[];
  readonly msPerStep: number;
}

/** A measurement of the model at one step, against fresh target points; distances are in the target's natural units. */
export interface Score {
  readonly step: number;
  readonly seconds: number;
  /** Points a side. */
  readonly n: number;
  readonly w2: number;
  readonly floor: number;
  /** w2 / floor; 1 is perfect. */
  readonly ratio: number;
  readonly swd: number;
  readonly mmd2: number;
  readonly energy: number;
  readonly nfe: number;
  /** Milliseconds per 10,000 samples. */
  readonly sampleMs10: number;
  /** Modes of a target of equal modes, 0 of another; and how many of them hold at least a quarter of their share of the samples. */
  readonly modes: number;
  readonly covered: number;
  /** It cannot be told from its floor. */
  readonly atFloor: boolean;
}

/** Decodes a state. */
export function decodeState(f: Fields): State {
  return {
    run: decodeRun(object(f, "run")),
    status: oneOf(f, "status", statuses),
    step: number(f, "step"),
    horizon: number(f, "horizon"),
    seconds: number(f, "seconds"),
    parameters: number(f, "parameters"),
    dim: number(f, "dim"),
    generation: number(f, "generation"),
    sourceDim: number(f, "sourceDim"),
    embedding: text(f, "embedding"),
    solvers: texts(f, "solvers"),
    message: text(f, "message"),
    noMap: text(f, "noMap"),
    of: text(f, "of"),
    trained: f["trained"] === true,
    kept: list(f, "kept").map((v) => finite(v, "kept")),
    latest: number(f, "latest"),
    workers: number(f, "workers"),
  };
}

/** Decodes a piece of the training curve. */
export function decodeMetrics(f: Fields): Metrics {
  return { steps: list(f, "steps").map((v) => finite(v, "steps")), loss: list(f, "loss").map((v) => finite(v, "loss")), msPerStep: number(f, "msPerStep") };
}

/** Decodes a score. */
export function decodeScore(f: Fields): Score {
  return {
    step: number(f, "step"),
    seconds: number(f, "seconds"),
    n: number(f, "n"),
    w2: number(f, "w2"),
    floor: number(f, "floor"),
    ratio: number(f, "ratio"),
    swd: number(f, "swd"),
    mmd2: number(f, "mmd2"),
    energy: number(f, "energy"),
    nfe: number(f, "nfe"),
    sampleMs10: number(f, "sampleMs10"),
    modes: number(f, "modes"),
    covered: number(f, "covered"),
    atFloor: f["atFloor"] === true,
  };
}
