/** The reel: the particles of the film at any time, and the clock that it is played by, which the page and the projector share. */
import type film from "opening:film";
import { bytesOf } from "../../packed";
import type { Place } from "./shape";

/** The film as the site builder writes it. */
export type Footage = typeof film;

/** The height of the drawing, which shows the scene's bounds. */
export const height = 1000;

/** The pace of the stage at speed 1: from 0 to 1, and at the end (milliseconds). */
export const way = 3000;
const hold = 500;

/** The shortest time between two pictures (milliseconds): the programs that the film is shown for need the cores. */
export const rest = 60;

export class Reel {
  readonly width: number;
  /** Points of the target. */
  readonly target: readonly Place[];
  private readonly frames: readonly (readonly Place[])[];

  constructor(private readonly footage: Footage) {
    this.width = height * footage.shape;
    this.target = this.places(footage.target);
    this.frames = footage.frames.map((text) => this.places(text));
  }

  /** The particles at t, on smooth curves through the frames (Catmull and Rom). */
  particles(t: number): Place[] {
    const { frames } = this;
    const last = frames.length - 1;
    const k = Math.min(last - 1, Math.floor(t * last));
    const s = t * last - k;
    const weights = [-s + 2 * s ** 2 - s ** 3, 2 - 5 * s ** 2 + 3 * s ** 3, s + 4 * s ** 2 - 3 * s ** 3, s ** 3 - s ** 2];
    const around = [-1, 0, 1, 2].map((j) => frames[Math.min(last, Math.max(0, k + j))] ?? []);
    const at = (i: number, axis: 0 | 1): number => around.reduce((sum, frame, j) => sum + ((weights[j] ?? 0) * (frame[i]?.[axis] ?? 0)) / 2, 0);
    return Array.from({ length: frames[0]?.length ?? 0 }, (_, i) => [at(i, 0), at(i, 1)]);
  }

  /** The places of points, of which the site builder wrote two bytes each. */
  private places(text: string): Place[] {
    const bytes = bytesOf(text);
    const [left, top, right, bottom] = this.footage.box;
    const place = (i: number, low: number, high: number): number => low + ((high - low) * (bytes[i] ?? 0)) / 255;
    return Array.from({ length: bytes.length / 2 }, (_, i) => [this.width * place(2 * i, left, right), height * place(2 * i + 1, top, bottom)]);
  }
}

/** A clock that runs by itself: it stood at passed (milliseconds at speed 1) at the moment since (as {@link now} has it), and runs at that speed, 0 if it stands. */
export interface Clock {
  readonly passed: number;
  readonly since: number;
  readonly speed: number;
}

/** This moment, in milliseconds, the same on a page and in its workers. */
export function now(): number {
  return performance.timeOrigin + performance.now();
}

/** The t that a clock shows at a moment, from 0 to 1. */
export function timeOf({ passed, since, speed }: Clock, moment: number): number {
  return Math.min(1, ((passed + speed * Math.max(0, moment - since)) % (way + hold)) / way);
}

/** How much of the noise's colour a particle has left at t. */
export function noiseLeft(t: number): number {
  return (1 - t) ** 3;
}
