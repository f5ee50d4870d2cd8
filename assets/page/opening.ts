/**
 * The opening: what covers the stage until it can draw. A page that is opened with the run that comes trained plays a film of it, and hands its time over
 * to the stage; any other shows the target's points.
 */
import type { StageReport, StageRequest } from "../protocol/protocol";
import type { Card } from "./race/card";
import { poster } from "./thumbnails/clouds";
import { Film, filmShape } from "./thumbnails/film";
import { Thumbnail } from "./thumbnails/thumbnail";

/** What an opening needs of the page. */
export interface OpeningRequests {
  /** The stage is to have that shape: its width over its height. */
  shape(ratio: number): void;
  /** The transport stands at t, and plays. */
  follow(t: number): void;
  /** The stage is to be asked for something. */
  show(message: StageRequest): void;
}

export class Opening {
  /** Undefined where there is none, or it has ended. */
  private film: Film | undefined;
  /** What the clock was last asked for. */
  private clock: StageRequest = { type: "play", speed: 1 };
  /** The stage keeps the time. */
  private handed = false;

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
    card.cover(this.film.node);
  }

  /** Does what the stage's clock is asked for in its place; tells whether it did. */
  takes(message: StageRequest): boolean {
    const { film } = this;
    if (film === undefined || this.handed || (message.type !== "play" && message.type !== "pause" && message.type !== "seek")) return false;
    this.clock = message;
    if (message.type === "play") film.play(message.speed);
    else film.stop();
    if (message.type === "seek") film.show(message.t);
    return true;
  }

  /** Takes in what the stage of a card reports. As soon as it has a clock, that is the film's; it is uncovered when it shows as much as what covers it. */
  hears(report: StageReport, card: Card): void {
    if (report.type === "ready") this.handOver();
    if (report.type === "time") this.film?.show(report.t);
    if (report.type === "error" || (report.type === "shape" && (report.filled || this.film === undefined))) this.end(card);
  }

  /** Uncovers the stage of a card. */
  end(card: Card): void {
    this.handOver();
    this.film = undefined;
    card.cover(undefined);
  }

  private handOver(): void {
    if (this.film === undefined || this.handed) return;
    this.handed = true;
    this.film.stop();
    this.requests.show({ type: "seek", t: this.film.t });
    this.requests.show(this.clock);
  }
}

/** Whether an address asks for no more than the run that the page opens with. */
function plain(hash: string): boolean {
  const asked = new URLSearchParams(hash.slice(1));
  return hash.length < 2 || (asked.get("trained") === "1" && [...asked.keys()].every((key) => key === "v" || key === "trained"));
}
