/**
 * The opening: what covers the stage until it can draw. A page that is opened with the run that comes trained plays a film of it, and hands its time over
 * to the stage; any other shows the target's points.
 */
import type { StageReport, StageRequest } from "../protocol/protocol";
import type { Theme } from "../protocol/view";
import type { Card } from "./race/card";
import { poster } from "./thumbnails/clouds";
import { Film, filmShape } from "./thumbnails/film";
import { Thumbnail } from "./thumbnails/thumbnail";

/** How far apart in t the film and the stage may be where one takes the other's place, and how often the stage is asked to come closer. */
const close = 0.04;
const tries = 3;

/** What an opening needs of the page. */
export interface OpeningRequests {
  /** The stage is to have that shape: its width over its height. */
  shape(ratio: number): void;
  /** The transport stands at t, and plays. */
  follow(t: number): void;
  /** The stage is to be asked for something. */
  show(message: StageRequest): void;
  /** The stage's colours. */
  colours(): Theme;
}

export class Opening {
  /** Undefined where there is none, or it has ended. */
  private film: Film | undefined;
  /** What the clock was last asked for. */
  private clock: StageRequest = { type: "play", speed: 1 };
  /** How often the stage was told the film's time. */
  private told = 0;

  constructor(private readonly requests: OpeningRequests) {}

  /** Covers the stage of a card for now. */
  begin(host: HTMLElement, card: Card): void {
    if (!plain(window.location.hash)) {
      card.cover(new Thumbnail(poster(host)).node);
      return;
    }
    this.film = new Film((t) => this.requests.follow(t));
    this.requests.shape(filmShape);
    const calmed = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.takes(calmed ? { type: "seek", t: 1 } : this.clock);
    card.cover(...this.film.nodes);
    this.paint();
  }

  /** The colours are others. */
  paint(): void {
    this.film?.project(this.requests.colours());
  }

  /** Does what the stage's clock is asked for in its place; tells whether it did. */
  takes(message: StageRequest): boolean {
    const { film } = this;
    if (film === undefined || (message.type !== "play" && message.type !== "pause" && message.type !== "seek")) return false;
    this.clock = message;
    if (message.type === "play") film.play(message.speed);
    else film.stop();
    if (message.type === "seek") film.show(message.t);
    return this.told === 0;
  }

  /**
   * Takes in what the stage of a card reports. As soon as it shows as much as what covers it, it is told the film's time; it is uncovered when it has come
   * there. Its first picture takes long without a graphics card: then it is told anew.
   */
  hears(report: StageReport, card: Card): void {
    if (report.type === "error" || (report.type === "shape" && this.film === undefined)) this.end(card);
    if (this.film === undefined) return;
    if (report.type === "shape" && report.filled) {
      this.tell();
      if (this.film.t === 0 && this.clock.type !== "play") this.end(card); // A stage that has stood there all along does not say so.
    }
    if (report.type !== "time" || this.told === 0) return;
    if (this.told < tries && Math.abs(report.t - this.film.t) > close) {
      this.tell();
      return;
    }
    this.film.show(report.t);
    this.end(card);
  }

  /** Uncovers the stage of a card. */
  end(card: Card): void {
    if (this.told === 0) this.tell();
    this.film?.end();
    this.film = undefined;
    card.cover();
  }

  /** Tells the stage where the film stands, and whether it plays. */
  private tell(): void {
    if (this.film === undefined) return;
    this.told++;
    this.requests.show({ type: "seek", t: this.film.t });
    this.requests.show(this.clock);
  }
}

/** Whether an address asks for no more than the run that the page opens with. */
function plain(hash: string): boolean {
  const asked = new URLSearchParams(hash.slice(1));
  return hash.length < 2 || (asked.get("trained") === "1" && [...asked.keys()].every((key) => key === "v" || key === "trained"));
}
