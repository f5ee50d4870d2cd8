/** Thumbnails: small drawings in strokes, of the page's colours, that can show how they move. */

const svgNamespace = "http://www.w3.org/2000/svg";

/** The size of a drawing, in units of half a pixel. */
export const width = 112;
export const height = 84;

/** One path of a drawing, and the classes that say how it looks. */
export interface Stroke {
  readonly look: string;
  readonly d: string;
}

/** A drawing: the same strokes each time, at rest or at s, which goes from 0 to 1. */
export type Picture = (s?: number) => readonly Stroke[];

/** How long a drawing takes from 0 to 1, and how long it then stands (milliseconds). */
const way = 1500;
const hold = 700;

export class Thumbnail {
  readonly node = document.createElementNS(svgNamespace, "svg");
  private paths: readonly SVGPathElement[] = [];
  private picture: Picture | undefined;
  private began: number | undefined;
  private next = 0;
  private readonly calmed = window.matchMedia("(prefers-reduced-motion: reduce)");

  constructor(picture?: Picture) {
    this.node.setAttribute("viewBox", `0 0 ${width} ${height}`);
    this.node.setAttribute("class", "thumbnail");
    this.node.setAttribute("aria-hidden", "true");
    this.show(picture);
  }

  /** Shows a picture at rest, or nothing. */
  show(picture: Picture | undefined): void {
    if (picture === this.picture) return;
    this.stop();
    this.picture = picture;
    const strokes = picture?.() ?? [];
    this.paths = strokes.map(({ look }) => {
      const path = document.createElementNS(svgNamespace, "path");
      path.setAttribute("class", look);
      return path;
    });
    this.node.replaceChildren(...this.paths);
    this.draw(strokes);
  }

  /** Plays the picture again and again, unless the reader wants less motion. */
  play(): void {
    if (this.picture === undefined || this.next !== 0 || this.calmed.matches) return;
    this.began = undefined;
    this.next = requestAnimationFrame((now) => this.frame(now));
  }

  /** Stands at rest. */
  stop(): void {
    if (this.next === 0) return;
    cancelAnimationFrame(this.next);
    this.next = 0;
    this.draw(this.picture?.() ?? []);
  }

  private frame(now: number): void {
    if (this.picture === undefined) return;
    this.began ??= now;
    const s = Math.min(1, ((now - this.began) % (way + hold)) / way);
    this.draw(this.picture(s * s * (3 - 2 * s)));
    this.next = requestAnimationFrame((later) => this.frame(later));
  }

  private draw(strokes: readonly Stroke[]): void {
    strokes.forEach(({ d }, i) => this.paths[i]?.setAttribute("d", d));
  }
}
