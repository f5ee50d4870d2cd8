/** The page: starts the worker and the stage, and carries what they say to what is shown. */
import type { Metrics, Refusal, Run, Schema, Score, StageReport, StageRequest, State, WorkerReport, WorkerRequest } from "../protocol/protocol";
import { Playback } from "./controls/playback";
import { Training } from "./controls/training";
import { byId, debounced, setText } from "./dom";
import { icon, type Icon } from "./icons";
import { Keyboard, type Shortcut } from "./keyboard";
import { Benches } from "./run/bench";
import { Experiment, type ExperimentListener } from "./run/experiment";
import { readPermalink, writePermalink } from "./run/permalink";
import { explain } from "./run/refusal";
import { Themes } from "./theme";
import { Trainer } from "./trainer";
import { Viewport } from "./viewport";
import { Views } from "./views";
import { Announcer, captionFor } from "./words/caption";
import { Help } from "./words/help";
import { Notices } from "./words/notice";
import { sentence } from "./words/sentence";
import "./console";

const linkDelay = 300;
const announceDelay = 2000;
const nudge = 0.02;
/** The shapes of the stage, width over height; the worker's fields reach as far. */
const narrowest = 1;
const widest = 1.6;

class Page implements ExperimentListener {
  private readonly notices = new Notices(byId("notices", HTMLElement));
  private readonly announcer = new Announcer(byId("live", HTMLElement), announceDelay);
  private readonly caption = byId("caption", HTMLElement);
  private readonly themes = new Themes(document.documentElement, () => this.repaint());
  private readonly trainer = new Trainer(absolute(__WORKER_JS__), absolute(__WORKER_WASM__), {
    report: (message) => this.reported(message),
    failed: (sentence) => this.crashed(sentence),
    garbled: (why) => this.notices.show(`The training worker sent a message this page cannot read (${why}): reload the page.`),
  });
  private readonly viewport = new Viewport(byId("stage", HTMLIFrameElement), {
    report: (message) => this.heard(message),
    garbled: (why) => this.notices.show(`The stage sent a message this page cannot read (${why}): reload the page.`),
  });
  private readonly experiment = new Experiment((message) => this.trainer.send(message), this);
  private readonly benches = new Benches((message) => this.trainer.send(message));
  private readonly training = new Training(byId("training", HTMLElement), {
    train: () => this.experiment.train(),
    pause: () => this.experiment.pause(),
    step: () => this.experiment.step(),
    reset: () => this.experiment.reset(),
    again: () => this.experiment.again(),
  });
  private readonly saveLink = debounced(linkDelay, () => this.writeLink());
  private readonly playback = new Playback(byId("playback", HTMLElement), (m) => this.viewport.send(m), this.saveLink);
  private readonly help = new Help(
    byId("help", HTMLDialogElement),
    new Keyboard(this.shortcuts(() => this.help.open())),
  );
  private schema: Schema | undefined;
  private views: Views | undefined;
  private stageOpened = false;

  /** Starts both programs. */
  start(): void {
    this.chrome();
    this.paintStage();
    this.say();
    this.viewport.load(absolute(__STAGE_HTML__));
    this.trainer.start();
    window.addEventListener("hashchange", () => this.schema && this.readLink(this.schema));
    window.pushforward = {
      state: () => this.experiment.state,
      score: () => this.experiment.score,
      metrics: () => this.experiment.metrics,
      run: () => this.experiment.run(),
      send: (message) => this.request(message),
      bench: (options) => this.benches.ask(options),
    };
  }

  opened(schema: Schema, notice: string): void {
    const again = this.experiment.run();
    this.schema = schema;
    if (notice !== "") this.notices.show(notice);
    this.connect();
    this.views ??= new Views(schema, { run: (run) => this.experiment.choose(run), layers: (on) => this.showLayers(on) }, this.themes.charts());
    this.help.explain(schema.metrics);
    if (again === undefined) this.readLink(schema);
    else this.experiment.choose(again);
    this.benches.open(schema);
  }

  wants(run: Run): void {
    this.views?.show(run);
    this.saveLink();
  }

  cleared(): void {
    this.views?.measures.clear();
    this.keepLayers();
  }

  state(state: State): void {
    this.training.show(state);
    this.views?.state(state);
    const method = this.schema?.methods.find((m) => m.id === state.run.method);
    this.playback.integrates(method?.abilities.includes("push") !== true);
    this.say();
  }

  metrics(metrics: Metrics): void {
    this.views?.measures.metrics(metrics);
  }

  score(score: Score): void {
    this.views?.measures.score(score);
    this.say();
  }

  refused(refusal: Refusal, asked: Run | undefined): void {
    if (this.schema === undefined) {
      this.crashed(sentence(refusal.message));
      return;
    }
    const kept = refusal.of === "set" && this.experiment.state !== undefined ? " The run is as it was." : "";
    this.notices.show(`${explain(refusal, asked, this.schema)}${kept}`);
  }

  private reported(message: WorkerReport): void {
    if (!this.benches.report(message)) this.experiment.report(message);
  }

  private heard(message: StageReport): void {
    if (message.type === "time") this.playback.follow(message.t, message.playing);
    if (message.type === "shape") this.shape(message.ratio);
    if (message.type === "error") this.notices.show(sentence(message.message));
    if (message.type !== "ready") return;
    // A stage that opens for the second time was reloaded, and its line to the worker went with the old one.
    if (this.stageOpened && this.schema !== undefined) this.connect();
    this.stageOpened = true;
    this.keepLayers();
  }

  /** Gives the stage the shape of what it shows, within what leaves room for the controls. */
  private shape(ratio: number): void {
    const allowed = Math.min(widest, Math.max(narrowest, ratio));
    document.documentElement.style.setProperty("--stage-ratio", allowed.toFixed(2));
  }

  private connect(): void {
    const line = new MessageChannel();
    this.trainer.connect(line.port1);
    this.viewport.connect(line.port2);
  }

  private crashed(why: string): void {
    this.experiment.lost();
    this.benches.lost(why);
    this.training.show(undefined);
    setText(this.caption, "The training worker is not running.");
    this.notices.show(why, { label: "Start again", act: () => this.restart() });
  }

  private restart(): void {
    this.say();
    this.trainer.start();
  }

  private readLink(schema: Schema): void {
    const link = readPermalink(window.location.hash, schema);
    for (const note of link.notes) this.notices.show(note);
    this.views?.legend.choose(link.layers);
    if (link.t !== undefined) this.playback.seek(link.t);
    else if (window.matchMedia("(prefers-reduced-motion: reduce)").matches) this.playback.seek(1);
    else this.playback.play();
    this.experiment.choose(link.run);
  }

  private writeLink(): void {
    const run = this.experiment.run();
    if (this.schema === undefined || run === undefined) return;
    const layers = this.views?.legend.on();
    const link = { run, t: this.playback.still(), layers: layers?.chosen === true ? layers.ids : undefined };
    const { pathname, search } = window.location;
    window.history.replaceState(null, "", `${pathname}${search}${writePermalink(link, this.schema)}`);
  }

  private showLayers(on: readonly string[]): void {
    this.viewport.send({ type: "layers", on });
    this.saveLink();
  }

  /** A new scene brings its own layers: the reader's choice, if there is one, is sent again. */
  private keepLayers(): void {
    const layers = this.views?.legend.on();
    if (layers?.chosen === true) this.viewport.send({ type: "layers", on: layers.ids });
  }

  private say(): void {
    const sentence = captionFor(this.experiment.state, this.experiment.score);
    setText(this.caption, sentence);
    this.announcer.say(sentence);
  }

  private request(message: WorkerRequest | StageRequest): void {
    if (message.type === "set") this.experiment.choose(message.run);
    else if (message.type === "seek") this.playback.seek(message.t);
    else if (message.type === "play" || message.type === "theme" || message.type === "layers") {
      this.viewport.send(message);
    } else this.trainer.send(message);
  }

  private repaint(): void {
    this.paintStage();
    this.views?.measures.paint(this.themes.charts());
    const dark = this.themes.dark();
    dress("theme", dark ? "sun" : "moon", dark ? "Light theme" : "Dark theme");
  }

  private paintStage(): void {
    this.viewport.send({ type: "theme", ...this.themes.stage() });
  }

  /** The buttons of the top bar, the keys and the help. */
  private chrome(): void {
    this.repaint();
    byId("theme", HTMLButtonElement).addEventListener("click", () => {
      this.themes.toggle();
      this.repaint();
    });
    byId("help-open", HTMLButtonElement).addEventListener("click", () => this.help.open());
    dress("link", "link", "Copy the link to this run");
    byId("link", HTMLButtonElement).addEventListener("click", () => void this.copyLink());
    byId("skip", HTMLButtonElement).addEventListener("click", () => {
      document.querySelector<HTMLElement>("#training button")?.focus();
    });
    const narrow = window.matchMedia("(max-width: 599px)").matches;
    if (narrow) document.querySelectorAll<HTMLDetailsElement>("details.section").forEach((d) => (d.open = d.dataset["narrow"] === "open"));
  }

  private async copyLink(): Promise<void> {
    this.writeLink();
    try {
      await navigator.clipboard.writeText(window.location.href);
      this.announcer.say("The link is copied.");
      byId("link", HTMLButtonElement).replaceChildren(icon("check"));
      window.setTimeout(() => dress("link", "link", "Copy the link to this run"), announceDelay);
    } catch {
      this.notices.show("The browser does not let this page write to the clipboard: copy the address from the address bar.");
    }
  }

  private shortcuts(help: () => void): readonly Shortcut[] {
    return [
      { key: "t", shown: "T", help: "train or pause", act: () => this.training.toggle() },
      { key: ".", shown: ".", help: "one training step", act: () => this.training.step() },
      { key: "r", shown: "R", help: "reset to step 0", act: () => this.training.reset() },
      { key: " ", shown: "Space", help: "play or pause the transport", act: () => this.playback.toggle() },
      { key: "ArrowLeft", shown: "←", help: "t back a little", act: () => this.playback.nudge(-nudge) },
      { key: "ArrowRight", shown: "→", help: "t on a little", act: () => this.playback.nudge(nudge) },
      { key: "s", shown: "S", help: "slow motion", act: () => this.playback.toggleSlow() },
      { key: "l", shown: "L", help: "to the layers", act: () => this.views?.legend.focus() },
      { key: "?", shown: "?", help: "this help", act: help },
    ];
  }
}

/** Gives a button of the top bar its icon and name. */
function dress(id: string, name: Icon, label: string): void {
  const button = byId(id, HTMLButtonElement);
  button.replaceChildren(icon(name));
  button.setAttribute("aria-label", label);
  button.title = label;
}

function absolute(url: string): string {
  return new URL(url, document.baseURI).href;
}

new Page().start();
