/**
 * The projector: a worker that plays the film on a canvas of the page. Without a graphics card the graphics of the stage keep the page's thread for a second
 * or two; what a worker draws is seen meanwhile.
 */
import { height, noiseLeft, now, Reel, rest, timeOf, type Clock, type Footage } from "./reel";
import type { Place } from "./shape";

/** How dots look. */
export interface Look {
  /** In CSS pixels. */
  readonly radius: number;
  readonly opacity: number;
}

/** The screen: its size and the margin around the picture in CSS pixels, and the device pixels of each. */
export interface Screen {
  readonly width: number;
  readonly height: number;
  readonly margin: number;
  readonly density: number;
}

/** What all pictures have in common, besides the screen. */
export interface Print {
  readonly background: string;
  readonly target: Look & { readonly colour: string };
  /** Its colour is noise's at 0, and goes over into generated. */
  readonly particles: Look & { readonly noise: string; readonly generated: string };
}

/** What the page asks for: the first time with what to show and where, later with what has changed. The first picture is answered with "shown". */
export interface Order {
  readonly canvas?: OffscreenCanvas;
  readonly footage?: Footage;
  readonly screen?: Screen;
  readonly print?: Print;
  readonly clock?: Clock;
}

const scope = globalThis as unknown as DedicatedWorkerGlobalScope;

class Projector {
  private readonly context: OffscreenCanvasRenderingContext2D;
  private readonly reel: Reel;
  /** Of the last picture. */
  private at: number | undefined;
  private drawn = -Infinity;

  constructor(private readonly canvas: OffscreenCanvas, footage: Footage) {
    const context = canvas.getContext("2d");
    if (context === null) throw new Error("a worker has no 2d context");
    this.context = context;
    this.reel = new Reel(footage);
  }

  /** Draws the picture of a moment, unless it is there or the last one is too young. */
  show(screen: Screen, print: Print, clock: Clock, moment: number, changed: boolean): void {
    const t = timeOf(clock, moment);
    if (!changed && (t === this.at || moment - this.drawn < rest)) return;
    if (this.at === undefined) scope.postMessage("shown");
    this.at = t;
    this.drawn = moment;
    this.draw(screen, print, t);
  }

  private draw(screen: Screen, { background, target, particles }: Print, t: number): void {
    const { canvas, context, reel } = this;
    const [width, height] = [Math.round(screen.width * screen.density), Math.round(screen.height * screen.density)];
    if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
    context.setTransform(screen.density, 0, 0, screen.density, 0, 0);
    context.globalAlpha = 1;
    context.fillStyle = background;
    context.fillRect(0, 0, screen.width, screen.height);
    context.fillStyle = target.colour;
    this.dots(reel.target, target, screen);
    context.fillStyle = particles.generated;
    context.fillStyle = `color-mix(in oklab, ${particles.generated}, ${particles.noise} ${100 * noiseLeft(t)}%)`;
    this.dots(reel.particles(t), particles, screen);
  }

  /** Draws dots at places of the reel, which lies in the middle of the screen. */
  private dots(places: readonly Place[], { radius, opacity }: Look, screen: Screen): void {
    const { context, reel } = this;
    const scale = Math.min((screen.width - 2 * screen.margin) / reel.width, (screen.height - 2 * screen.margin) / height);
    context.globalAlpha = opacity;
    context.beginPath();
    for (const [right, down] of places) {
      const x = screen.width / 2 + scale * (right - reel.width / 2);
      const y = screen.height / 2 + scale * (down - height / 2);
      context.moveTo(x + radius, y);
      context.arc(x, y, radius, 0, 2 * Math.PI);
    }
    context.fill();
  }
}

let projector: Projector | undefined;
let asked: Order = {};
let changed = false;

function tick(): void {
  const { screen, print, clock } = asked;
  if (screen !== undefined && print !== undefined && clock !== undefined) {
    projector?.show(screen, print, clock, now(), changed);
    changed = false;
  }
  scope.requestAnimationFrame(tick);
}

scope.onmessage = ({ data }: MessageEvent<Order>) => {
  asked = { ...asked, ...data };
  changed = true;
  if (data.canvas === undefined || data.footage === undefined) return;
  projector = new Projector(data.canvas, data.footage);
  tick();
};
