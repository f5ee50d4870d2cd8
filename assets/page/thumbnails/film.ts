/**
 * The film: particles of the run that the page opens with, on their way from noise to data, as the site builder has computed them. It shows what the
 * stage will show, at the same places, and plays by itself until the stage can draw, which takes a second or more. The page draws it until the projector
 * does, or throughout in browsers that have none.
 */
import footage from "opening:film";
import script from "projector:script";
import type { Theme } from "../../protocol/view";
import { element } from "../dom";
import type { Look, Order, Print } from "./projector";
import { height, noiseLeft, now, Reel, rest, timeOf, way, type Clock } from "./reel";
import { dots } from "./shape";

const svgNamespace = "http://www.w3.org/2000/svg";

/** The longest time that one frame of the page takes into account (milliseconds): a film that the page draws stands while the page does. */
const longest = 100;

/** The margin that the stage keeps around its scene, in CSS pixels. */
const margin = 14;

/** How wide the scene looks over its height. */
export const filmShape = footage.shape;

export class Film {
  private readonly reel = new Reel(footage);
  private readonly drawing = document.createElementNS(svgNamespace, "svg");
  private readonly target = path("dots target");
  private readonly particles = path("dots generated");
  private readonly screen = element("canvas", { class: "screen" });
  /** What covers the stage. */
  readonly nodes: readonly Element[] = [this.drawing, this.screen];
  private clock: Clock = { passed: 0, since: now(), speed: 0 };
  private before = 0;
  private next = 0;
  private projector: Worker | undefined;
  /** The projector has shown a picture. */
  private projected = false;
  private readonly resized = new ResizeObserver(() => this.measure());

  /** told learns of every t that is shown while the film plays by itself. */
  constructor(private readonly told: (t: number) => void) {
    this.drawing.setAttribute("viewBox", `0 0 ${this.reel.width} ${height}`);
    this.drawing.setAttribute("class", "thumbnail film");
    this.target.setAttribute("d", dots(this.reel.target));
    this.drawing.append(this.target, this.particles);
    this.show(0);
  }

  /** Where it stands. */
  get t(): number {
    return timeOf(this.clock, now());
  }

  /** Plays by itself, from where it stands, at a speed. */
  play(speed: number): void {
    this.run(speed);
    cancelAnimationFrame(this.next);
    this.before = now();
    this.next = requestAnimationFrame(() => this.tick());
  }

  /** Plays by itself no longer. */
  stop(): void {
    cancelAnimationFrame(this.next);
    this.show(this.t);
  }

  /** Stands at t. */
  show(t: number): void {
    this.set({ passed: t * way, since: now(), speed: 0 });
    this.draw(t);
  }

  /** Has the projector show it, once it is on the page: in these colours from now on. */
  project(colours: Theme): void {
    if (!this.screen.isConnected || !("transferControlToOffscreen" in this.screen)) return;
    this.projector ??= this.start();
    const print: Print = {
      background: colours.background,
      target: { ...look(this.target), colour: colours.target },
      particles: { ...look(this.particles), noise: colours.noise, generated: colours.generated },
    };
    this.order({ print });
  }

  /** Is shown no longer. */
  end(): void {
    this.stop();
    this.dismiss();
  }

  private start(): Worker {
    const url = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
    const projector = new Worker(url);
    projector.onmessage = () => {
      this.projected = true;
      URL.revokeObjectURL(url);
    };
    projector.onerror = (event) => {
      event.preventDefault(); // The page goes on with the drawing.
      this.dismiss();
    };
    const canvas = this.screen.transferControlToOffscreen();
    const first: Order = { canvas, footage, clock: this.clock };
    projector.postMessage(first, [canvas]);
    this.resized.observe(this.screen);
    return projector;
  }

  private dismiss(): void {
    this.resized.disconnect();
    this.projector?.terminate();
    this.projector = undefined;
    this.projected = false;
    this.screen.remove();
  }

  private measure(): void {
    this.order({ screen: { width: this.screen.clientWidth, height: this.screen.clientHeight, margin, density: devicePixelRatio } });
  }

  private order(order: Order): void {
    this.projector?.postMessage(order);
  }

  private run(speed: number): void {
    this.set({ passed: this.t * way, since: now(), speed });
  }

  private set(clock: Clock): void {
    this.clock = clock;
    this.order({ clock });
  }

  private tick(): void {
    this.next = requestAnimationFrame(() => this.tick());
    const stood = now() - this.before;
    if (stood < rest) return;
    if (this.projector === undefined && stood > longest) this.set({ ...this.clock, since: this.clock.since + stood - longest });
    this.before = now();
    const { t } = this;
    this.draw(t);
    this.told(t);
  }

  private draw(t: number): void {
    this.drawing.dataset["t"] = String(t);
    if (this.projected && this.clock.speed !== 0) return;
    this.drawing.style.setProperty("--left", String(noiseLeft(t)));
    this.particles.setAttribute("d", dots(this.reel.particles(t)));
  }
}

/** How the style sheet would have dots look. */
function look(node: Element): Look {
  const style = getComputedStyle(node);
  return { radius: parseFloat(style.strokeWidth) / 2, opacity: Number(style.opacity) };
}

function path(look: string): SVGPathElement {
  const made = document.createElementNS(svgNamespace, "path");
  made.setAttribute("class", look);
  return made;
}
