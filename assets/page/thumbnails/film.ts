/**
 * The film: particles of the run that the page opens with, on their way from noise to data, as the site builder has computed them. It shows what the
 * stage will show, at the same places, and keeps the stage's time; it plays by itself until the stage can draw, which takes a second or more.
 */
import film from "opening:film";
import { bytesOf } from "../../packed";
import { dots, type Place } from "./shape";

const svgNamespace = "http://www.w3.org/2000/svg";

/** The size of the drawing, which shows the scene's bounds. */
const height = 1000;
const width = height * film.shape;

/** The pace of the stage at speed 1: from 0 to 1, at the end, and the longest time that one frame takes into account (milliseconds). */
const way = 3000;
const hold = 500;
const longest = 100;

/** The shortest time between two pictures (milliseconds): the programs that it waits for need the cores. */
const rest = 40;

/** How wide the scene looks over its height. */
export const filmShape = film.shape;

export class Film {
  readonly node = document.createElementNS(svgNamespace, "svg");
  private readonly particles = path("dots generated");
  private readonly frames = film.frames.map(places);
  private passed = 0;
  private speed = 1;
  private before: number | undefined;
  private next = 0;

  /** told learns of every t that is shown while the film plays by itself. */
  constructor(private readonly told: (t: number) => void) {
    this.node.setAttribute("viewBox", `0 0 ${width} ${height}`);
    this.node.setAttribute("class", "thumbnail film");
    const target = path("dots target");
    target.setAttribute("d", dots(places(film.target)));
    this.node.append(target, this.particles);
    this.show(0);
  }

  /** Where it stands. */
  get t(): number {
    return Math.min(1, this.passed / way);
  }

  /** Plays by itself, from where it stands, at a speed. */
  play(speed: number): void {
    this.speed = speed;
    if (this.next !== 0) return;
    this.before = undefined;
    this.next = requestAnimationFrame((now) => this.tick(now));
  }

  /** Plays by itself no longer. */
  stop(): void {
    cancelAnimationFrame(this.next);
    this.next = 0;
  }

  /** Shows the particles at t. */
  show(t: number): void {
    this.passed = t * way;
    this.draw();
  }

  private tick(now: number): void {
    this.next = requestAnimationFrame((later) => this.tick(later));
    if (this.before !== undefined && now - this.before < rest) return;
    this.passed += this.speed * Math.min(longest, now - (this.before ?? now));
    if (this.passed > way + hold) this.passed -= way + hold;
    this.before = now;
    this.draw();
    this.told(this.t);
  }

  private draw(): void {
    this.node.dataset["t"] = String(this.t);
    this.node.style.setProperty("--left", String((1 - this.t) ** 3));
    this.particles.setAttribute("d", dots(between(this.frames, this.t)));
  }
}

/** The particles at t, on smooth curves through the frames (Catmull and Rom). */
function between(frames: readonly (readonly Place[])[], t: number): Place[] {
  const last = frames.length - 1;
  const k = Math.min(last - 1, Math.floor(t * last));
  const s = t * last - k;
  const weights = [-s + 2 * s ** 2 - s ** 3, 2 - 5 * s ** 2 + 3 * s ** 3, s + 4 * s ** 2 - 3 * s ** 3, s ** 3 - s ** 2];
  const around = [-1, 0, 1, 2].map((j) => frames[Math.min(last, Math.max(0, k + j))] ?? []);
  const at = (i: number, axis: 0 | 1): number => around.reduce((sum, frame, j) => sum + ((weights[j] ?? 0) * (frame[i]?.[axis] ?? 0)) / 2, 0);
  return Array.from({ length: frames[0]?.length ?? 0 }, (_, i) => [at(i, 0), at(i, 1)]);
}

/** The places of points, of which the site builder wrote two bytes each. */
function places(text: string): Place[] {
  const bytes = bytesOf(text);
  const [left, top, right, bottom] = film.box;
  const place = (i: number, low: number, high: number): number => low + ((high - low) * (bytes[i] ?? 0)) / 255;
  return Array.from({ length: bytes.length / 2 }, (_, i) => [width * place(2 * i, left, right), height * place(2 * i + 1, top, bottom)]);
}

function path(look: string): SVGPathElement {
  const made = document.createElementNS(svgNamespace, "path");
  made.setAttribute("class", look);
  return made;
}
