/** Starts the stage's program, Ebitengine in WebAssembly, in a frame of its own. */

import "go:wasm_exec";
import { packedFile } from "../packed";
import { envelope, type Given, type Refusal } from "../protocol/protocol";
import { watchGiven } from "./given";

/** URL of the stage's WebAssembly program, relative to the stage's document. */
declare const __STAGE_WASM__: string;

/** The class that wasm_exec.js defines: what a Go program imports, and how it runs. */
declare class Go {
  readonly importObject: WebAssembly.Imports;
  run(instance: WebAssembly.Instance): Promise<void>;
}

/** A failure that the reader can be told in plain words. */
class Failure extends Error {}

/** Tells the page that holds the frame. */
function tell(message: Given | Refusal): void {
  parent.postMessage(envelope(message), origin === "null" ? "*" : origin);
}

/**
 * Makes the canvas that the program will draw on, while the program still loads: graphics take long to begin, and browsers have few. The first canvas that
 * Ebitengine asks for is this one, and its context of this kind the one that is there.
 */
function prepareCanvas(): void {
  const canvas = document.createElement("canvas");
  if (canvas.getContext("webgl2", { alpha: true, premultipliedAlpha: true, stencil: true }) === null) {
    throw new Failure(
      "This browser cannot draw the stage: WebGL 2 is missing or switched off. Training and the numbers still work.",
    );
  }
  const create = document.createElement.bind(document);
  document.createElement = (tag: string, options?: ElementCreationOptions): HTMLElement => {
    if (tag !== "canvas") return create(tag, options);
    document.createElement = create;
    return canvas;
  };
}

/**
 * Makes the canvas's buffer the size of the screen it covers, in device pixels, whatever the zoom. Ebitengine gives it the
 * size of the body and reads the pixel ratio once only; so it is told that the body is as wide as its device pixels.
 */
function countDevicePixels(): void {
  const pixels = (length: number): number => Math.max(1, Math.round(length * devicePixelRatio));
  Object.defineProperties(document.body, {
    clientWidth: { get: () => pixels(innerWidth) },
    clientHeight: { get: () => pixels(innerHeight) },
  });
  watchPixelRatio(devicePixelRatio);
}

/** Lays the stage out anew when the window moves to a screen with another pixel ratio: no event says so everywhere. */
function watchPixelRatio(last: number): void {
  requestAnimationFrame(() => {
    if (devicePixelRatio !== last) {
      dispatchEvent(new Event("resize"));
    }
    watchPixelRatio(devicePixelRatio);
  });
}

/** Fetches and compiles the program, while it downloads if the server says what it is. */
async function load(imports: WebAssembly.Imports): Promise<WebAssembly.Instance> {
  const packed = packedFile(__STAGE_WASM__);
  const response = packed ?? (await fetch(__STAGE_WASM__).catch(() => {
    throw new Failure("The stage's program could not be loaded. Check the connection and reload the page.");
  }));
  if (!response.ok) {
    throw new Failure(`The stage's program could not be loaded: the server answered ${response.status}.`);
  }
  const streams = response.headers.get("Content-Type")?.startsWith("application/wasm") ?? false;
  const source = streams
    ? WebAssembly.instantiateStreaming(response, imports)
    : response.arrayBuffer().then((bytes) => WebAssembly.instantiate(bytes, imports));
  const { instance } = await source.catch((reason: unknown) => {
    throw new Failure(`The stage's program could not be started: ${String(reason)}`);
  });
  return instance;
}

/**
 * How long graphics wait for the program before they begin without it (milliseconds): without a graphics card the page stands still meanwhile, and what it
 * shows in place of the stage is to move first.
 */
const head = 300;

async function start(): Promise<void> {
  const go = new Go();
  const program = load(go.importObject);
  const late = new Promise<void>((done) => setTimeout(done, head));
  await Promise.race([late, program.catch(() => undefined)]); // What went wrong is told where it is awaited.
  prepareCanvas();
  countDevicePixels();
  await go.run(await program);
  throw new Failure("The stage's program ended. Restart the view to see the picture again.");
}

watchGiven(tell);
start().catch((reason: unknown) => {
  const message = reason instanceof Failure ? reason.message : `The stage's program failed: ${String(reason)}`;
  tell({ type: "error", message, of: "", fatal: true });
});
