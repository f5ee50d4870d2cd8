/** What a stage shows, what is told of it, and their decoding. */
import { finite, floats, list, number, objects, oneOf, text, texts, type Fields } from "./fields";

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

export type Phase = (typeof phases)[number];

const phases = ["press", "drag", "release"] as const;

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

/** Decodes a picture, which comes in two parts. */
export function decodePicture(scene: Fields, paths: Fields): Picture {
  const [left, bottom, right, top] = list(scene, "bounds").map((v) => finite(v, "bounds"));
  const [x, y] = texts(scene, "labels");
  if (left === undefined || bottom === undefined || right === undefined || top === undefined) throw new Error("bounds: want four numbers");
  const [n, times, points] = [number(paths, "n"), floats(paths, "times"), floats(paths, "points")];
  if (points.length !== 2 * n * times.length) throw new Error(`points ${points.length}: want two numbers for each of ${n} particles at ${times.length} times`);
  return {
    bounds: [left, bottom, right, top],
    aspect: number(scene, "aspect") || 1,
    labels: [x ?? "", y ?? ""],
    target: floats(scene, "target"),
    step: number(paths, "step"),
    n,
    times,
    points,
  };
}

/** Decodes findings. */
export function decodeFindings(f: Fields): Findings {
  return { x: number(f, "x"), y: number(f, "y"), t: number(f, "t"), rows: objects(f, "rows").map(finding) };
}

function finding(f: Fields): Finding {
  return { label: text(f, "label"), values: list(f, "values").map((v) => finite(v, "values")), help: text(f, "help") };
}

/** Decodes a point. */
export function decodePoint(f: Fields): Point {
  return { x: number(f, "x"), y: number(f, "y"), t: number(f, "t"), phase: oneOf(f, "phase", phases) };
}

/** Decodes a camera. */
export function decodeCamera(f: Fields): Camera {
  return { x: number(f, "x"), y: number(f, "y"), scale: number(f, "scale") };
}

/** Decodes a cursor. */
export function decodeCursor(f: Fields): Cursor {
  return { x: number(f, "x"), y: number(f, "y"), on: f["on"] === true };
}
