/**
 * The messages that the page's programs send one another, field for field those of package
 * wasm/protocol. Every message is a plain object {ns, v, type, …}; bulk numbers are Float32Arrays.
 * decode.ts checks what arrives.
 */
import type { Run, Values } from "./run";
import type { Schema } from "./schema";
import type { Metrics, Score, State } from "./state";
import type { Camera, Cursor, Findings, Picture, Point, Theme } from "./view";

export const namespace = "pushforward";
export const version = 1;

/** Fresh samples, row-major [n×dim]. */
export interface Samples {
  readonly n: number;
  readonly dim: number;
  readonly points: Float32Array;
}

/** A file that holds a model: all that training on needs, or the map from noise to samples, or nothing but the fingerprint. */
export type Format = "safetensors" | "onnx" | "";

/** The run's model as it stood at a step, as a file. */
export interface ModelFile {
  readonly format: Format;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Of the numbers learnt: equal for equal runs. */
  readonly fingerprint: string;
  readonly step: number;
}

/** What the first rows of a table tell of it. */
export interface Outline {
  /** Odd: the first field that is no number, and where. */
  readonly columns: readonly { readonly name: string; readonly numbers: boolean; readonly odd: string }[];
  /** Numbers have a decimal comma. */
  readonly comma: boolean;
  readonly sample: readonly (readonly string[])[];
  /** 0 where it is not known yet. */
  readonly rows: number;
}

/** Columns of a table as an NPY file. */
export interface Table {
  readonly file: Blob;
  readonly rows: number;
  /** Rows of which those were kept, by chance: others had no room. */
  readonly of: number;
  /** Rows left out, and what was wrong with the first. */
  readonly skipped: number;
  readonly first: string;
}

/** How long training steps took: the answer to bench. */
export interface Timing {
  readonly msPerStep: number;
  /** 10⁹ floating-point operations a second, by the plan's arithmetic. */
  readonly gflops: number;
  /** Steps timed. */
  readonly steps: number;
  /** With relaxed arithmetic. */
  readonly fast: boolean;
}

/** How good and how dear the samples of a model are with so many function evaluations. */
export interface NFERow {
  /** Of the model. */
  readonly step: number;
  /** Id, "" where there is nothing to integrate. */
  readonly solver: string;
  /** Function evaluations per sample, as made. */
  readonly nfe: number;
  readonly w2: number;
  readonly floor: number;
  /** w2 / floor; 1 is perfect. */
  readonly ratio: number;
  /** Standard error of the ratio over draws of target points; 0 if there was one only. */
  readonly error: number;
  /** Microseconds per sample. */
  readonly micros: number;
  /** This row's place, from 1, among rows that are to come. */
  readonly row: number;
  readonly rows: number;
}

/** What the page sends to the worker. */
export type WorkerRequest =
  /** With trained, a run that comes trained before is to stand where it was left. */
  | { readonly type: "set"; readonly run: Run; readonly trained?: boolean }
  | { readonly type: "pause" | "reset" }
  /** At the floor, training pauses by itself when two scores in a row cannot be told from it. */
  | { readonly type: "train"; readonly atFloor: boolean }
  | { readonly type: "step"; readonly count: number }
  /** Stand at the kept step nearest to one; training goes on from there, and drops what came later. */
  | { readonly type: "rewind"; readonly step: number }
  /** Follow the point of the picture at (x, y) when t is t, by its noise; or the same one, looked at when t is t; or stop to. */
  | { readonly type: "follow"; readonly x: number; readonly y: number; readonly t: number; readonly same: boolean; readonly off: boolean }
  | { readonly type: "samples"; readonly n: number }
  | { readonly type: "model"; readonly format: Format }
  /** Take on the run of a safetensors file, and stand where that was written. */
  | { readonly type: "open"; readonly bytes: Uint8Array }
  | { readonly type: "picture" }
  /** Workers: that share a step, 1 (which is usual) or 2. */
  | { readonly type: "bench"; readonly run: Run; readonly steps: number; readonly workers?: number }
  /** Own: with the run's own solver only. */
  | { readonly type: "nfe"; readonly own: boolean }
  /** Points of a target that no run has yet. */
  | { readonly type: "sketch"; readonly target: string; readonly parameters: Values }
  /** What runs refer to by @name. */
  | { readonly type: "data"; readonly name: string; readonly file: Blob }
  /** A table of the reader's, to be outlined; and then columns of it, by their places, to be read. Comma: the reader's numbers have a decimal comma. */
  | { readonly type: "table"; readonly file: Blob; readonly comma: boolean }
  | { readonly type: "columns"; readonly places: readonly number[]; readonly skip: boolean };

/** What the page sends to the stage. */
export type StageRequest =
  /** Number: of the requests of the clock, from 1; without one it is not counted. */
  | { readonly type: "play"; readonly speed: number; readonly number?: number }
  | { readonly type: "pause"; readonly number?: number }
  | { readonly type: "seek"; readonly t: number; readonly number?: number }
  | ({ readonly type: "theme" } & Theme)
  /** Without a list, the layers of the scene; particles is how many are drawn, 0 for the usual number. */
  | { readonly type: "layers"; readonly on: readonly string[] | undefined; readonly particles: number }
  | ({ readonly type: "camera" } & Camera);

/** What the worker sends to the page. */
export type WorkerReport =
  /** The notice is a sentence to tell the reader before they start, "" if there is none. */
  | { readonly type: "ready"; readonly schema: Schema; readonly notice: string }
  | ({ readonly type: "state" } & State)
  | ({ readonly type: "metrics" } & Metrics)
  | ({ readonly type: "score" } & Score)
  | ({ readonly type: "findings" } & Findings)
  | ({ readonly type: "samples" } & Samples)
  | ({ readonly type: "model" } & ModelFile)
  | ({ readonly type: "picture" } & Picture)
  | ({ readonly type: "timing" } & Timing)
  | ({ readonly type: "nfe" } & NFERow)
  /** Row-major [n×2]. */
  | { readonly type: "sketch"; readonly points: Float32Array }
  | ({ readonly type: "outline" } & Outline)
  /** How much of a table has been read. */
  | { readonly type: "progress"; readonly share: number }
  | ({ readonly type: "data" } & Table)
  /** A second worker would have work. */
  | { readonly type: "assist" }
  | Refusal;

/** What the stage sends to the page. */
export type StageReport =
  | { readonly type: "ready" }
  /** Asked: the number of the last request of the clock that the stage has heard. */
  | { readonly type: "time"; readonly t: number; readonly playing: boolean; readonly asked: number }
  /** How wide the scene looks over its height, and whether there are particles in it. */
  | { readonly type: "shape"; readonly ratio: number; readonly filled: boolean }
  | ({ readonly type: "point" } & Point)
  | ({ readonly type: "camera" } & Camera)
  | ({ readonly type: "cursor" } & Cursor)
  /** Space was pressed on the stage: play or pause. */
  | { readonly type: "toggle" }
  | Given
  | Refusal;

/** What is dragged over the stage, dropped there, or pasted while it has the focus: the files, which nobody sees before they are dropped, and the text. */
export interface Given {
  readonly type: "given";
  readonly by: "dragenter" | "dragleave" | "drop" | "paste";
  readonly files: readonly File[];
  readonly text: string;
}

/** One plain sentence on what was wrong; of is the type of the message refused, "" if none. The sender of a fatal one has stopped. */
export interface Refusal {
  readonly type: "error";
  readonly message: string;
  readonly of: string;
  readonly fatal: boolean;
}

/** Wraps a message's fields in the envelope that all messages share. */
export function envelope<M extends { readonly type: string }>(message: M): M & { ns: string; v: number } {
  return { ns: namespace, v: version, ...message };
}
