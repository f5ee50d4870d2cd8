/**
 * The messages that the page's programs send one another, field for field those of package
 * wasm/protocol. Every message is a plain object {ns, v, type, …}; bulk numbers are Float32Arrays.
 * decode.ts checks what arrives.
 */

export const namespace = "pushforward";
export const version = 1;

/** What to train: all that a permalink must carry to give the same bits again, on any machine unless it is fast. */
export interface Run {
  readonly method: string;
  readonly source: string;
  readonly target: string;
  /** An integer in [0, 2⁵³): what JSON carries exactly. */
  readonly seed: number;
  /** By parameter name; an absent one has its default. */
  readonly parameters: Values;
  readonly targetParameters: Values;
  readonly sourceParameters: Values;
  /** What carries a source of fewer dimensions than the target's into its space; "" is the worker's default. */
  readonly embedding: string;
  readonly embeddingParameters: Values;
  /** Way to draw samples from a velocity field; "" is the method's own. */
  readonly solver: string;
  readonly solverParameters: Values;
  /** Function evaluations per sample; 0 is the method's default. */
  readonly nfe: number;
  /** Relaxed arithmetic: faster, with bits that depend on the processor. Only where the schema says so. */
  readonly fast: boolean;
}

/** Parameter values by name, in the notation of the schema's defaults. */
export type Values = Readonly<Record<string, string>>;

/** All that the page knows of methods and targets: it renders its controls from this. */
export interface Schema {
  /** Of methods. */
  readonly families: readonly Family[];
  readonly methods: readonly Entry[];
  /** Of targets and sources. */
  readonly targetFamilies: readonly Family[];
  readonly sources: readonly Entry[];
  readonly targets: readonly Entry[];
  readonly embeddings: readonly Entry[];
  readonly solvers: readonly Solver[];
  readonly metrics: readonly MetricRow[];
  readonly layers: readonly Layer[];
  readonly presets: readonly Preset[];
  readonly default: Run;
  /** Runs may be fast. */
  readonly fast: boolean;
}

/** A run that shows something, and a question to think about first: of its choices, the one at outcome comes about. */
export interface Preset {
  readonly id: string;
  readonly name: string;
  readonly run: Run;
  readonly question: string;
  readonly choices: readonly string[];
  readonly outcome: number;
  /** What happened, in a sentence or two. */
  readonly shown: string;
}

/** A group of methods, or of targets and sources, in menu order. */
export interface Family {
  readonly id: string;
  readonly name: string;
  readonly idea: string;
}

/** One method, source, target or embedding. Absent texts are "", absent lists are empty, absent numbers are 0. */
export interface Entry {
  readonly id: string;
  readonly name: string;
  readonly family: string;
  readonly idea: string;
  readonly formula: string;
  readonly citation: string;
  /** What a method is measured to miss. */
  readonly limits: string;
  readonly attribution: string;
  readonly dim: number;
  readonly abilities: readonly string[];
  /** Ids of the sources a method allows; empty means all. */
  readonly sources: readonly string[];
  /** Ids of the targets a method allows, likewise; the first stands in for one that is not allowed. */
  readonly targets: readonly string[];
  readonly defaultNFE: number;
  /** Id of a method's own solver, "" if it has no velocity to integrate. */
  readonly solver: string;
  /** Id of the layer that explains a method. */
  readonly explains: string;
  readonly parameters: readonly Parameter[];
}

/** A text is typed by the reader; what is made is a text that the page makes, and nobody reads. */
export type ParameterKind = "float" | "int" | "ints" | "choice" | "bool" | "text" | "made";

/** One control. Min = max = 0 means that no range is declared; the max of a text is its most bytes. */
export interface Parameter {
  readonly name: string;
  readonly label: string;
  readonly kind: ParameterKind;
  readonly default: string;
  readonly min: number;
  readonly max: number;
  readonly scale: "linear" | "log";
  readonly unit: string;
  readonly choices: readonly string[];
  readonly help: string;
}

/** One number of a score; its id is the field of Score that it names. */
export interface MetricRow {
  readonly id: string;
  readonly name: string;
  readonly help: string;
  readonly lowerIsBetter: boolean;
}

/** One way to draw samples from a velocity field. */
export interface Solver {
  readonly id: string;
  readonly name: string;
  readonly idea: string;
  /** Chooses the number of function evaluations by itself. */
  readonly adaptive: boolean;
  readonly parameters: readonly Parameter[];
}

/** One layer of the stage. */
export interface Layer {
  readonly id: string;
  readonly name: string;
  /** It is empty unless the method has one of these abilities; no needs are none. */
  readonly needs: readonly string[];
  /** Not drawn until asked for, except where it explains the method. */
  readonly off: boolean;
  /** Id of a layer, "" for none: where that explains the method, this one is drawn too. */
  readonly with: string;
  readonly help: string;
}

export type Status = "idle" | "training" | "paused" | "finished" | "diverged";

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

/** What the stage is shown, in the target's natural units. */
export interface Picture {
  /** xmin, ymin, xmax, ymax worth seeing. */
  readonly bounds: readonly [number, number, number, number];
  /** How many times as long as a unit of x a unit of y looks. */
  readonly aspect: number;
  /** Names of the axes, "" if none. */
  readonly labels: readonly [string, string];
  /** Row-major [m×2]. */
  readonly target: Float32Array;
  readonly step: number;
  /** Particles. */
  readonly n: number;
  /** Ascending from 0 to 1. */
  readonly times: Float32Array;
  /** [times×n×2]. */
  readonly points: Float32Array;
}

/** What the model tells of the point that is followed, which is at (x, y) when t is t. */
export interface Findings {
  readonly x: number;
  readonly y: number;
  readonly t: number;
  readonly rows: readonly Finding[];
}

/** One line of findings: one number, or two for a point or a vector; what is not finite is left out. */
export interface Finding {
  readonly label: string;
  readonly values: readonly number[];
  readonly help: string;
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

export type Phase = "press" | "drag" | "release";

/** Where the pointer works on the stage while the layer "probe" is on, in the target's natural units, when the stage's clock stands at t. */
export interface Point {
  readonly x: number;
  readonly y: number;
  readonly t: number;
  readonly phase: Phase;
}

/** Where a stage looks: its centre's place, as shares of the width and height of the scene's bounds from their middle, and its scale over the one that shows all of them. */
export interface Camera {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

/** Where the mouse or a pen is over a stage, as shares of its width and height from the top left; on is false when it has left. */
export interface Cursor {
  readonly x: number;
  readonly y: number;
  readonly on: boolean;
}

/** The page's colours, as "#rrggbb". */
export interface Theme {
  readonly dark: boolean;
  readonly background: string;
  readonly foreground: string;
  readonly target: string;
  readonly generated: string;
  readonly noise: string;
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
