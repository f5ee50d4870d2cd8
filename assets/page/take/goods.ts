/** What there is to take away from a run, in the order of the section: each a button, with what it gives and why it may not. */
import type { State } from "../../protocol/state";
import { count } from "../words/format";
import { canvasOf, filmType, type Watched } from "./capture";

export type Good = "csv" | "npy" | "safetensors" | "onnx" | "open" | "png" | "svg" | "webm" | "frames" | "json" | "curves" | "link" | "embed" | "bibtex";

/** A row of the section. */
export interface Row {
  readonly id: string;
  readonly title: string;
  readonly buttons: readonly { readonly good: Good; readonly label: string; readonly name: string }[];
}

export const rows: readonly Row[] = [
  {
    id: "samples",
    title: "Samples",
    buttons: [
      { good: "csv", label: "CSV", name: "Samples as CSV" },
      { good: "npy", label: "NPY", name: "Samples as NumPy's NPY" },
    ],
  },
  {
    id: "model",
    title: "Model",
    buttons: [
      { good: "safetensors", label: "safetensors", name: "Model as safetensors" },
      { good: "onnx", label: "ONNX", name: "Map as an ONNX model" },
      { good: "open", label: "Open…", name: "Open a model's safetensors file" },
    ],
  },
  {
    id: "picture",
    title: "Picture",
    buttons: [
      { good: "png", label: "PNG", name: "Picture as PNG" },
      { good: "svg", label: "SVG", name: "Picture as SVG" },
    ],
  },
  {
    id: "animation",
    title: "Animation",
    buttons: [
      { good: "webm", label: "WebM", name: "Animation as WebM" },
      { good: "frames", label: "Frames", name: "Frames of the animation, as PNG pictures in a ZIP" },
    ],
  },
  {
    id: "record",
    title: "Record",
    buttons: [
      { good: "json", label: "JSON", name: "The run as JSON" },
      { good: "curves", label: "Curves", name: "Curves of loss and score as CSV" },
    ],
  },
  {
    id: "words",
    title: "Copy",
    buttons: [
      { good: "link", label: "Link", name: "Copy the link to this run" },
      { good: "embed", label: "Embed", name: "Copy the lines that embed this run" },
      { good: "bibtex", label: "BibTeX", name: "BibTeX: copy the citation" },
    ],
  },
];

/** Numbers that a model file holds for each trained one: itself, its average and the optimiser's two. */
const perParameter = 4;
/** What numbers take as text, with a comma. */
const digits = 11;

/** What a row gives, in a few words; n is how many samples are asked for. */
export function about(row: string, state: State, n: number, stage: Watched): string {
  const canvas = canvasOf(stage);
  switch (row) {
    case "samples":
      return `Fresh ones, ${state.dim} columns in the target's units: CSV about ${size(n * state.dim * digits)}, NPY ${size(128 + 4 * n * state.dim)}.`;
    case "model":
      return state.horizon === 0
        ? "Opens a run that was saved before."
        : `safetensors (about ${size(4 * perParameter * state.parameters)}) trains on, here and in lab, to the same bits. ONNX runs elsewhere: noise in, samples out.`;
    case "picture":
      return `PNG as seen${canvas ? `, ${canvas.width} × ${canvas.height}` : ""}; SVG of target, particles and axes at this t.`;
    case "animation":
      return "t from 0 to 1: a film of 3.5 s, or 61 pictures in a ZIP.";
    case "record":
      return "What was run, scores and the numbers' hash; losses and scores by step.";
    default:
      return "This run's address, lines for another page, what to cite.";
  }
}

/** Why something is not to be had, as a sentence; "" where it is. */
export function objection(good: Good, state: State, stage: Watched): string {
  switch (good) {
    case "safetensors":
      return state.horizon === 0 ? "This method learns nothing: there is no model." : "";
    case "onnx":
      return state.noMap === "" ? "" : `ONNX: ${state.noMap}.`;
    case "curves":
      if (state.horizon === 0) return "This method does not train: there are no curves.";
      return state.step === 0 ? "Curves come with training." : "";
    case "png":
    case "frames":
      return canvasOf(stage) === undefined ? noStage : "";
    case "webm":
      if (canvasOf(stage) === undefined) return noStage;
      return filmType() === undefined ? "This browser records no WebM." : "";
    case "embed":
      return window.location.protocol.startsWith("http") ? "" : "Other pages can embed what a web server serves, and this page comes from a file.";
    default:
      return "";
  }
}

const noStage = "The stage is not running: there is no picture of it.";

/** Bytes for people. */
export function size(bytes: number): string {
  if (bytes < 1000) return `${count(bytes)} bytes`;
  if (bytes < 1e6) return `${count(bytes / 1000)} kB`;
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
