/** The card of a contestant: its letter and line, its method, where it stands, and the frame of its stage. */
import type { Run } from "../../protocol/run";
import type { Schema } from "../../protocol/schema";
import type { Score, State } from "../../protocol/state";
import type { Cursor } from "../../protocol/view";
import { methodGroups } from "../controls/pickers";
import { Picker } from "../controls/picker";
import { element, setText } from "../dom";
import { icon } from "../icons";
import { swatch } from "../measures/style";
import { count, duration, times } from "../words/format";
import { Notices } from "../words/notice";

/** What a card asks for. */
export interface CardRequests {
  /** To be looked at more closely. */
  select(): void;
  /** Another method. */
  swap(id: string): void;
  remove(): void;
}

export class Card {
  readonly letter: string;
  readonly node: HTMLElement;
  readonly frame: HTMLIFrameElement;
  /** What went wrong with this contestant. */
  readonly notices: Notices;
  private readonly picker: Picker;
  private readonly select: HTMLButtonElement;
  private readonly removal: HTMLButtonElement;
  private readonly status = element("p", { class: "contestant-status" }, "Loading…");
  private readonly score = element("output", { class: "contestant-score" });
  private readonly poster = element("div", { class: "poster" });
  private readonly crosshair = element("span", { class: "crosshair", hidden: true, "aria-hidden": "true" });

  /** slot, from 0, says which letter and line are the contestant's. */
  constructor(
    readonly slot: number,
    requests: CardRequests,
  ) {
    this.letter = String.fromCharCode(65 + slot);
    const id = `method-${this.letter.toLowerCase()}`;
    this.picker = new Picker({ id, label: `Method of ${this.letter}`, tone: "generated", choose: (method) => requests.swap(method) });
    this.select = element("button", { type: "button", class: "quiet contestant-letter", "aria-pressed": "false" }, swatch(slot), this.letter);
    this.removal = element("button", { type: "button", class: "quiet contestant-remove" }, icon("close"));
    this.frame = element("iframe", { class: "stage" });
    const problems = element("div", { class: "contestant-problems" });
    this.notices = new Notices(problems);
    this.select.addEventListener("click", () => requests.select());
    this.removal.addEventListener("click", () => requests.remove());
    const header = element("header", { class: "contestant-head" }, this.select, this.picker.node, this.removal);
    const view = element("div", { class: "contestant-view" }, this.frame, this.poster, this.crosshair, problems);
    this.node = element("article", { class: "contestant" }, header, view, element("footer", { class: "contestant-foot" }, this.status, this.score));
    this.call("");
  }

  /** Covers the stage with a picture, until it has one of its own to show; with none, uncovers it. */
  cover(...picture: readonly Element[]): void {
    this.poster.replaceChildren(...picture);
  }

  /** Shows the run's method. */
  name(schema: Schema, run: Run): void {
    this.picker.show(methodGroups(schema, run), run.method);
    this.call(schema.methods.find((m) => m.id === run.method)?.name ?? run.method);
  }

  /** Shows where the run stands; undefined when it has no worker. */
  stands(state: State | undefined, score: Score | undefined): void {
    setText(this.status, state === undefined ? "Not running" : standing(state));
    this.status.dataset["status"] = state?.status ?? "";
    setText(this.score, score === undefined ? "" : times(score.ratio));
  }

  /** Shows whether the contestant is looked at more closely. */
  mark(selected: boolean): void {
    this.node.classList.toggle("selected", selected);
    this.select.setAttribute("aria-pressed", String(selected));
  }

  /** Shows where the mouse is over another stage. */
  point(cursor: Cursor): void {
    this.crosshair.hidden = !cursor.on;
    this.crosshair.style.left = `${cursor.x * 100}%`;
    this.crosshair.style.top = `${cursor.y * 100}%`;
  }

  /** Puts the keyboard on the card. */
  focus(): void {
    this.select.focus();
  }

  private call(name: string): void {
    const called = `${this.letter}${name === "" ? "" : `, ${name}`}`;
    this.node.setAttribute("aria-label", `Contestant ${called}`);
    this.frame.title = `Stage of ${called}: the target, and the particles that the map carries`;
    this.select.title = "Show its settings and figures";
    this.select.setAttribute("aria-label", `${called}: show its settings and figures`);
    this.removal.title = "Remove from the race";
    this.removal.setAttribute("aria-label", `Remove ${called}`);
  }
}

function standing(state: State): string {
  if (state.horizon === 0) return "Nothing to train";
  const where = `${count(state.step)} steps · ${duration(state.seconds)}`;
  const back = `Diverged · back at step ${count(state.step)}`;
  const words = { idle: "Untrained", training: where, paused: `Paused · ${where}`, finished: `Finished · ${where}`, diverged: back } as const;
  return words[state.status];
}
