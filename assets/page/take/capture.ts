/** Pictures of a stage as it is seen: its canvas, copied in the moment after it was drawn, for a WebGL canvas is empty later. */
import type { StageRequest } from "../../protocol/protocol";

/** A stage that can be looked at, and asked. */
export interface Watched {
  readonly frame: HTMLIFrameElement;
  readonly ask: (request: StageRequest) => void;
}

/** What a stage tells of itself. */
interface Shown {
  readonly t: number;
  /** Pictures drawn so far. */
  readonly drawn: number;
}

declare global {
  interface Window {
    /** In the stage's window. */
    pushforwardStage?: () => Shown;
  }
}

/** Frames to wait for a picture: a slow machine takes its time. */
const patience = 600;
const askAgain = 10;

/** The times of an animation's pictures. */
export const animation: readonly number[] = Array.from({ length: 61 }, (_, i) => i / 60);

/** How long a film is: the way from 0 to 1, and a hold; in milliseconds. */
const way = 3000;
const hold = 500;
const longest = 30_000;

const types: readonly string[] = ["video/webm;codecs=vp9", "video/webm;codecs=vp8", "video/webm"];

/** The canvas of a stage; undefined before it is there, and where the page may not look into its frame. */
export function canvasOf({ frame }: Watched): HTMLCanvasElement | undefined {
  return frame.contentDocument?.querySelector("canvas") ?? undefined;
}

/** The kind of film that the browser can record; undefined if none. */
export function filmType(): string | undefined {
  return typeof MediaRecorder === "function" ? types.find((type) => MediaRecorder.isTypeSupported(type)) : undefined;
}

/** Where the stage's clock stands. */
export function timeOf({ frame }: Watched): number {
  return frame.contentWindow?.pushforwardStage?.().t ?? 1;
}

/** The stage as it is seen at a time, as PNG. Its clock then stands there. */
export async function still(stage: Watched, t: number): Promise<Uint8Array<ArrayBuffer>> {
  const picture = await copied(stage, t);
  const blob = await new Promise<Blob | null>((keep) => picture.toBlob(keep, "image/png"));
  if (blob === null) throw new Error("The browser makes no picture of the stage.");
  return new Uint8Array(await blob.arrayBuffer());
}

/** A copy of the stage's canvas. A stage that is out of sight does not draw, so it comes into view. */
async function copied(stage: Watched, t: number): Promise<HTMLCanvasElement> {
  const view = stage.frame.contentWindow;
  const canvas = canvasOf(stage);
  if (view?.pushforwardStage === undefined || canvas === undefined) throw new Error("The stage is not running: there is no picture of it.");
  stage.frame.scrollIntoView({ block: "nearest" });
  const before = view.pushforwardStage().drawn;
  for (let i = 0; i < patience; i++) {
    if (i % askAgain === 0) stage.ask({ type: "seek", t });
    await new Promise((next) => view.requestAnimationFrame(next));
    const now = view.pushforwardStage();
    if (now.drawn === before || now.t !== t) continue;
    const copy = Object.assign(document.createElement("canvas"), { width: canvas.width, height: canvas.height });
    const pen = copy.getContext("2d");
    pen?.drawImage(canvas, 0, 0);
    if (pen?.getImageData(0, 0, 1, 1).data[3] === 255) return copy; // else it was drawn in an earlier frame, and is empty by now
  }
  throw new Error("The stage does not draw: bring it into view and try again.");
}

/** The stage while t goes from 0 to 1, as WebM. */
export async function film(stage: Watched): Promise<Blob> {
  const view = stage.frame.contentWindow;
  const canvas = canvasOf(stage);
  const mimeType = filmType();
  if (view?.pushforwardStage === undefined || canvas === undefined || mimeType === undefined) throw new Error("The stage is not running: there is no film of it.");
  await copied(stage, 0); // it stands at the start, in view
  const recorder = new MediaRecorder(canvas.captureStream(), { mimeType, videoBitsPerSecond: 8e6 });
  const parts: Blob[] = [];
  recorder.addEventListener("dataavailable", (event) => parts.push(event.data));
  const stopped = new Promise((keep) => recorder.addEventListener("stop", keep, { once: true }));
  recorder.start();
  stage.ask({ type: "play", speed: 1 });
  const start = performance.now();
  for (let over = Infinity, now = start; now < over && now < start + longest; now = performance.now()) {
    await new Promise((next) => view.requestAnimationFrame(next));
    if (view.pushforwardStage().t === 1) over = Math.min(over, now + hold - 50); // before it starts over
    else if (now > start + way + hold) break;
  }
  recorder.stop();
  for (const track of recorder.stream.getTracks()) track.stop();
  await stopped;
  return new Blob(parts, { type: "video/webm" });
}
