/** The element <pushforward-demo>: one run in a frame of its own, which loads when it is its turn. See docs/embedding.md. */
import type { Demo, Exported, PushforwardDemo, Samples } from "./api/embed";
import { frameURL } from "./frame-url";
import { Line } from "./line";
import type { FrameReport, HostRequest } from "./messages";
import { drawPoster } from "./poster";
import { isDark, watchShade } from "./shade";
import { styleSheet } from "./sheet";
import { Turns, type Player } from "./turns";

const turns = new Turns();
const demos = new Set<PushforwardDemoElement>();
/** What may change while the frame is loaded. */
const live: readonly string[] = ["method", "target", "source", "seed", "layers", "link", "controls"];

class PushforwardDemoElement extends HTMLElement implements PushforwardDemo, Player {
  static readonly observedAttributes = [...live, "theme"];
  state: Demo | undefined;
  private readonly inside = this.attachShadow({ mode: "open" });
  private readonly watcher = new IntersectionObserver((entries) => turns.sees(this, entries[entries.length - 1]?.isIntersecting === true), { threshold: 0.25 });
  private frame: HTMLIFrameElement | undefined;
  private line: Line | undefined;
  private ready = false;
  /** Requests that wait for the frame. */
  private readonly waiting: HostRequest[] = [];
  /** How often the frame was told to rest or to go on: a state of before says nothing about now. */
  private turn = 0;
  private asked = false;

  connectedCallback(): void {
    this.inside.adoptedStyleSheets = [styleSheet()];
    this.cover();
    demos.add(this);
    this.watcher.observe(this);
    if (this.loading === "eager") this.load();
  }

  disconnectedCallback(): void {
    this.watcher.disconnect();
    demos.delete(this);
    turns.forget(this);
    this.drop();
  }

  attributeChangedCallback(name: string, before: string | null, after: string | null): void {
    if (this.frame === undefined || before === after) return;
    if (name === "theme") this.shade();
    else this.send({ type: "set", [name]: after ?? "" });
  }

  load(): void {
    this.asked = true;
    turns.take(this);
  }

  play(): void {
    this.request({ type: "play" });
  }

  pause(): void {
    if (this.frame !== undefined) this.send({ type: "pause" });
  }

  train(): void {
    this.request({ type: "train" });
  }

  step(count = 1): void {
    this.request({ type: "step", count });
  }

  reset(): void {
    this.request({ type: "reset" });
  }

  seek(t: number): void {
    this.request({ type: "seek", t });
  }

  samples(n: number): Promise<Samples> {
    return this.answered((line) => line.ask({ type: "samples", n }, "samples"));
  }

  export(): Promise<Exported> {
    return this.answered((line) => line.ask({ type: "export" }, "export"));
  }

  get willing(): boolean {
    return this.asked || this.loading !== "click";
  }

  go(): void {
    this.open();
    this.send({ type: "rest", on: false, turn: ++this.turn });
  }

  rest(): void {
    if (this.frame !== undefined) this.send({ type: "rest", on: true, turn: ++this.turn });
  }

  unload(): void {
    this.drop();
    this.cover();
  }

  /** Tells the frame whether the page around it is dark. */
  shade(): void {
    if (this.frame !== undefined) this.send({ type: "set", theme: this.dark() });
  }

  private dark(): "light" | "dark" {
    if (this.theme === "light" || this.theme === "dark") return this.theme;
    return isDark(this) ? "dark" : "light";
  }

  /** Shows the poster, which loads the frame when it is clicked. */
  private cover(): void {
    const button = document.createElement("button");
    button.className = "poster";
    button.dataset["theme"] = this.dark();
    button.setAttribute("aria-label", "Run the demo");
    const picture = this.poster === "" ? drawPoster() : Object.assign(new Image(), { src: this.poster, alt: "" });
    const sign = document.createElement("span");
    sign.className = "sign";
    button.append(picture, sign);
    button.addEventListener("click", () => this.load());
    this.inside.replaceChildren(button);
  }

  /** Loads the frame, behind the poster until it is ready. */
  private open(): void {
    if (this.frame !== undefined) return;
    const frame = document.createElement("iframe");
    frame.title = this.getAttribute("title") ?? "Pushforward: a sampler that learns";
    if (this.hasAttribute("sandbox")) frame.setAttribute("sandbox", "allow-scripts");
    frame.src = frameURL(import.meta.url, (name) => this.getAttribute(name), this.dark());
    this.frame = frame;
    this.line = new Line(frame, this.hasAttribute("sandbox") ? "null" : new URL(import.meta.url).origin, (report) => this.hear(report));
    this.inside.append(frame);
    this.inside.querySelector(".poster")?.classList.add("loading");
  }

  private drop(): void {
    this.line?.close();
    this.frame?.remove();
    this.frame = this.line = this.state = undefined;
    this.ready = this.asked = false;
    this.waiting.length = 0;
  }

  private hear(report: FrameReport): void {
    if (report.type === "ready") this.begin();
    if (report.type === "state") this.follow(report, report.turn);
    const { type, ...detail } = report;
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }

  private begin(): void {
    this.ready = true;
    this.inside.querySelector(".poster")?.remove();
    this.shade();
    for (const request of this.waiting.splice(0)) this.line?.send(request);
  }

  /** A frame that was started from within takes the turn. */
  private follow(state: Demo, turn: number): void {
    this.state = state;
    if (turn === this.turn && !state.resting && !turns.has(this)) turns.take(this);
  }

  /** Sends what starts something: the turn is the element's then. */
  private request(request: HostRequest): void {
    this.load();
    this.send(request);
  }

  private send(request: HostRequest): void {
    if (this.ready) this.line?.send(request);
    else this.waiting.push(request);
  }

  private answered<T>(ask: (line: Line) => Promise<T>): Promise<T> {
    const now = (): Promise<T> => (this.line === undefined ? Promise.reject(new Error("the element is not in a document")) : ask(this.line));
    if (this.ready) return now();
    this.load();
    return new Promise((resolve, reject) => {
      this.addEventListener("ready", () => now().then(resolve, reject), { once: true });
    });
  }
}

/** Properties that mirror an attribute. */
interface PushforwardDemoElement extends Record<(typeof mirrored)[number], string> {}

const mirrored = ["method", "target", "source", "seed", "link", "layers", "controls", "start", "poster", "loading", "theme"] as const;

for (const name of mirrored) {
  Object.defineProperty(PushforwardDemoElement.prototype, name, {
    get(this: HTMLElement) {
      return this.getAttribute(name) ?? "";
    },
    set(this: HTMLElement, value: string) {
      this.setAttribute(name, value);
    },
  });
}

if (customElements.get("pushforward-demo") === undefined) {
  customElements.define("pushforward-demo", PushforwardDemoElement);
  watchShade(() => demos.forEach((demo) => demo.shade()));
}
