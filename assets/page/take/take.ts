/** The section "Take away": files of what the run has made, words to pass on, and the way back in. */
import type { Schema } from "../../protocol/schema";
import type { State } from "../../protocol/state";
import type { Theme } from "../../protocol/view";
import { reasonOf } from "../../reason";
import { csv, download } from "../download";
import { element, setText } from "../dom";
import { icon } from "../icons";
import type { Contestant } from "../race/contestant";
import type { Race } from "../race/race";
import { writePermalink } from "../run/permalink";
import { methodOf } from "../run/run";
import { count, single } from "../words/format";
import { animation, film, still, timeOf, type Watched } from "./capture";
import { bibtex } from "./citation";
import { drawing } from "./drawing";
import { about, objection, rows, type Good } from "./goods";
import { npy } from "./npy";
import { Opening } from "./opening";
import { curves, record } from "./record";
import { snippet } from "./snippet";
import { zip, type Entry } from "./zip";

/** What the section asks the page for. */
export interface TakeRequests {
  colours(): Theme;
  /** A run that came with a file is looked at now. */
  opened(): void;
}

const mostSamples = 1_000_000;
const usualSamples = 2000;

export class TakeAway {
  private readonly amount = element("input", { type: "text", id: "take-n", inputmode: "numeric", "aria-label": "How many samples", value: String(usualSamples) });
  private readonly status = element("p", { class: "help", role: "status", id: "take-status" });
  private readonly words = element("pre", { class: "taken", tabindex: "0", hidden: true });
  private readonly buttons = new Map<Good, HTMLButtonElement>();
  private readonly help = new Map<string, HTMLElement>();
  private readonly opening: Opening;
  private busy = false;

  constructor(
    host: HTMLElement,
    private readonly schema: Schema,
    private readonly race: Race,
    private readonly requests: TakeRequests,
  ) {
    this.opening = new Opening(race, () => requests.opened(), (sentence) => this.say(sentence));
    const body = element("div", { class: "section-body take" }, ...rows.map((row) => this.row(row)), this.status, this.words);
    host.append(body);
    this.amount.addEventListener("input", () => this.show());
    this.show();
  }

  /** Shows what can be had of the run that is looked at. */
  show(): void {
    const { state } = this.contestant.experiment;
    for (const { id, buttons } of rows) {
      const reasons = new Set<string>();
      for (const { good } of buttons) {
        const why = state === undefined ? "" : objection(good, state, this.stage);
        if (why !== "") reasons.add(why);
        const button = this.buttons.get(good);
        if (button !== undefined) button.disabled = this.busy || state === undefined || why !== "";
      }
      const words = state === undefined ? "" : [about(id, state, this.samples() ?? usualSamples, this.stage), ...reasons].join(" ");
      const help = this.help.get(id);
      if (help !== undefined) setText(help, words);
    }
    this.amount.setAttribute("aria-invalid", String(this.samples() === undefined));
  }

  private row(row: (typeof rows)[number]): HTMLElement {
    const made = row.buttons.map(({ good, label, name }) => {
      const button = element("button", { type: "button", "data-good": good, "aria-label": name, title: name }, label);
      if (row.id !== "words" && good !== "open") button.prepend(icon("download"));
      button.addEventListener("click", () => void this.take(good));
      this.buttons.set(good, button);
      return button;
    });
    const help = element("p", { class: "help" });
    this.help.set(row.id, help);
    const head = element("div", { class: "take-head" }, element("h3", {}, row.title));
    if (row.id === "samples") head.append(this.amount);
    return element("div", { class: "take-row", role: "group", "aria-label": row.title }, head, element("div", { class: "take-buttons" }, ...made), help);
  }

  private get contestant(): Contestant {
    return this.race.selected;
  }

  private get stage(): Watched {
    const { contestant } = this;
    return { frame: contestant.card.frame, ask: (request) => contestant.show(request) };
  }

  /** How many samples are asked for; undefined where that is no number of them. */
  private samples(): number | undefined {
    const n = Number(this.amount.value.replaceAll(/[,\s]/g, ""));
    return Number.isInteger(n) && n >= 1 && n <= mostSamples ? n : undefined;
  }

  /** Makes one good and hands it over; what goes wrong is said under the buttons. */
  private async take(good: Good): Promise<void> {
    const { state } = this.contestant.experiment;
    if (this.busy || state === undefined) return;
    this.busy = true;
    this.words.hidden = true;
    this.say(good === "webm" || good === "frames" ? "The stage plays from 0 to 1 …" : "");
    this.show();
    try {
      this.say(await this.make(good, state));
    } catch (cause) {
      this.say(reasonOf(cause));
    }
    this.busy = false;
    this.show();
  }

  /** Makes one good, and returns the sentence to say when it is handed over. */
  private async make(good: Good, state: State): Promise<string> {
    const { contestant, stage } = this;
    const { errands } = contestant;
    const name = `pushforward-${state.run.method}-${state.run.target}`;
    switch (good) {
      case "csv":
      case "npy": {
        const n = this.samples();
        if (n === undefined) return `Samples: want a whole number from 1 to ${count(mostSamples)}.`;
        const { dim, points } = await errands.ask({ type: "samples", n });
        if (good === "npy") download(`${name}.npy`, "application/octet-stream", npy(points, n, dim));
        else download(`${name}.csv`, "text/csv", csv(table(points, n, dim)));
        return "";
      }
      case "safetensors":
      case "onnx": {
        const file = await errands.ask({ type: "model", format: good });
        download(`${name}-${file.step}.${good}`, "application/octet-stream", file.bytes);
        return "";
      }
      case "open":
        return this.opening.choose();
      case "png":
        download(`${name}.png`, "image/png", await still(stage, timeOf(stage)).finally(() => this.race.resume()));
        return "";
      case "svg": {
        const t = timeOf(stage);
        download(`${name}.svg`, "image/svg+xml", drawing(await errands.ask({ type: "picture" }), t, this.requests.colours()));
        return "";
      }
      case "webm":
        download(`${name}.webm`, "video/webm", await film(stage).finally(() => this.race.resume()));
        return "";
      case "frames":
        download(`${name}-frames.zip`, "application/zip", ...zip(await this.frames().finally(() => this.race.resume())));
        return "";
      case "json": {
        const { fingerprint } = await errands.ask({ type: "model", format: "" });
        download(`${name}.json`, "application/json", record(state, contestant.course.score, fingerprint, methodOf(this.schema, state.run), this.link(state)));
        return "";
      }
      case "curves":
        download(`${name}-curves.csv`, "text/csv", csv(curves(contestant.course)));
        return "";
      case "link":
        return this.copy(this.link(state), "The link is copied.");
      case "embed":
        return this.copy(snippet(state, this.schema, document.baseURI), "The lines are copied: paste them into a page.");
      case "bibtex": {
        const method = methodOf(this.schema, state.run);
        return method === undefined ? "" : this.copy(bibtex(method), "The citation is copied.");
      }
    }
  }

  /** The animation's pictures, one at each time of a grid. */
  private async frames(): Promise<Entry[]> {
    const list: Entry[] = [];
    for (const [i, t] of animation.entries()) {
      list.push({ name: `frame-${String(i).padStart(3, "0")}.png`, bytes: await still(this.stage, t) });
      this.say(`Picture ${i + 1} of ${animation.length} …`);
    }
    return list;
  }

  private link({ run, trained }: State): string {
    const url = new URL(document.baseURI);
    url.hash = writePermalink({ run, rivals: [], trained, t: undefined, layers: undefined }, this.schema);
    return url.href;
  }

  /** Copies a text, or shows it where the browser does not let the page copy. */
  private async copy(text: string, done: string): Promise<string> {
    try {
      await navigator.clipboard.writeText(text);
      return done;
    } catch {
      this.words.textContent = text;
      this.words.hidden = false;
      return "The browser does not let this page write to the clipboard: copy it from here.";
    }
  }

  private say(sentence: string): void {
    setText(this.status, sentence);
  }
}

/** Samples [n×dim] as rows, under the names of their columns. */
function table(points: Float32Array, n: number, dim: number): (string | number)[][] {
  const head = dim <= 2 ? ["x", "y"].slice(0, dim) : Array.from({ length: dim }, (_, j) => `x${j + 1}`);
  return [head, ...Array.from({ length: n }, (_, i) => Array.from(points.subarray(i * dim, (i + 1) * dim), single))];
}
