/** The document of embed.html: one run on one stage, for a frame in somebody's page, and by itself. */
import type { Refusal, Samples, StageReport } from "../protocol/protocol";
import type { Run } from "../protocol/run";
import type { Entry, Schema } from "../protocol/schema";
import type { Findings } from "../protocol/view";
import { Address } from "../page/address";
import { Playback } from "../page/controls/playback";
import { Training } from "../page/controls/training";
import { byId, holdsFiles, setText } from "../page/dom";
import { settle } from "../page/own/settle";
import { findPrograms } from "../page/programs";
import { Contestant, type ContestantListener, type Programs, type Seat } from "../page/race/contestant";
import { writePermalink, type Permalink, type Reading } from "../page/run/permalink";
import { explain } from "../page/run/refusal";
import { methodOf } from "../page/run/run";
import { Themes } from "../page/theme";
import { Announcer, captionFor } from "../page/words/caption";
import { Notices } from "../page/words/notice";
import { sentence } from "../page/words/sentence";
import { icon } from "../page/icons";
import type { Demo } from "./api/embed";
import { Choosers } from "./choosers";
import { Host } from "./host";
import { moverOf, Rest } from "./rest";
import { readControls, readLook, type Look } from "./look";
import type { HostRequest, Setting, Shade } from "./messages";
import { settled } from "./setting";

const announceDelay = 2000;
/** Between two tellings of where the transport stands, in milliseconds. */
const timeEvery = 200;
/** Of the reader's data. */
const lost = "The link's data is in the browser in which it was made, out of this frame's reach: the default is used. Smaller data travels in the link.";
/** Of a file that is dropped here. */
const noFiles = "A frame takes no files: open the demo by itself to use yours.";
/** Width over height of the stage in a frame as high as it would have. */
const ratio = 1.6;

class Frame implements ContestantListener<Seat> {
  private readonly root = document.documentElement;
  private readonly notices = new Notices(byId("notices", HTMLElement));
  private readonly announcer = new Announcer(byId("live", HTMLElement), announceDelay);
  private readonly themes = new Themes(this.root, () => this.paint());
  private readonly address = new Address(() => this.permalink(), (reading) => this.go(reading));
  private readonly host = new Host((request) => this.answer(request));
  private readonly contestant: Contestant<Seat>;
  private readonly training = new Training(byId("training", HTMLElement), {
    train: () => this.experiment.train(),
    pause: () => this.experiment.pause(),
    step: () => this.experiment.step(),
    reset: () => this.experiment.reset(),
    again: () => this.experiment.again(),
  });
  private readonly playback = new Playback(byId("playback", HTMLElement), (m) => this.contestant.show(m), () => this.moved());
  private readonly mover = moverOf(this.playback, () => this.experiment);
  private readonly rest = new Rest(this.mover);
  private readonly look: Look;
  private schema: Schema | undefined;
  private choosers: Choosers | undefined;
  private layers: readonly string[] | undefined;
  private t = 0;
  /** The number of the host's last request to rest or to go on. */
  private turn = 0;
  private told = 0;

  constructor(programs: Programs) {
    const { look, notes } = readLook(window.location.search);
    this.look = look;
    for (const note of notes) this.notices.show(note);
    this.contestant = new Contestant<Seat>({ frame: byId("stage", HTMLIFrameElement) }, programs, this);
    this.dress(look.controls);
    this.shade(look.theme);
    byId("open", HTMLAnchorElement).append(icon("open"));
    new ResizeObserver(() => this.measure()).observe(this.root);
    // Without this the browser would open the file in the frame's place.
    window.addEventListener("dragover", (event) => holdsFiles(event) && event.preventDefault());
    window.addEventListener("drop", (event) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      this.notices.show(noFiles);
    });
  }

  start(): void {
    this.say();
    this.contestant.start();
  }

  opened(by: Contestant<Seat>, schema: Schema, notice: string): void {
    this.schema = schema;
    if (notice !== "") this.notices.show(notice);
    this.choosers ??= new Choosers(schema, byId("choosers", HTMLElement), (run) => this.experiment.choose(run));
    if (by.run !== undefined) return;
    const named = (entries: readonly Entry[]): { id: string; name: string }[] => entries.map(({ id, name }) => ({ id, name }));
    this.host.tell({ type: "ready", methods: named(schema.methods), targets: named(schema.targets), sources: named(schema.sources) });
    this.go(this.address.read(schema), () => this.look.start === "train" && this.experiment.again());
  }

  wants(_: Contestant<Seat>, run: Run): void {
    this.choosers?.show(run);
    this.address.save();
  }

  cleared(): void {
    if (this.layers !== undefined) this.contestant.show({ type: "layers", on: this.layers, particles: 0 });
  }

  stands(): void {
    const { state } = this.experiment;
    this.training.show(state, state === undefined ? [] : [state]);
    const method = this.schema?.methods.find((m) => m.id === state?.run.method);
    this.playback.integrates(method?.abilities.includes("push") !== true);
    this.say();
    this.tell();
  }

  measured(): void {
    const { metrics, score } = this.experiment;
    this.say();
    const brief = score === undefined ? null : { step: score.step, w2: score.w2, floor: score.floor, ratio: score.ratio };
    this.host.tell({ type: "metrics", steps: metrics?.steps ?? [], loss: metrics?.loss ?? [], score: brief });
  }

  refused(_: Contestant<Seat>, refusal: Refusal, asked: Run | undefined): void {
    if (this.schema !== undefined) this.fail(explain(refusal, asked, this.schema), refusal.of);
  }

  found(_: Contestant<Seat>, __: Findings): void {
    // A frame has no probe.
  }

  drew(_: Contestant<Seat>, { n, dim, points }: Samples): void {
    this.host.tell({ type: "samples", n, dim, points });
  }

  shows(_: Contestant<Seat>, report: StageReport): void {
    if (report.type === "time") {
      this.t = report.t;
      this.playback.follow(report.t, report.playing, report.asked);
      if (performance.now() - this.told > timeEvery) this.tell();
    }
    if (report.type === "error") this.broke(report);
    if (report.type === "toggle") this.playback.toggle();
    if (report.type === "given" && report.by === "drop") this.notices.show(noFiles);
  }

  /** The stage reports a failure. */
  private broke({ message, fatal }: Refusal): void {
    this.host.tell({ type: "error", message: sentence(message), of: "" });
    this.notices.show(sentence(message), fatal ? { label: "Restart the view", act: () => this.contestant.review() } : undefined);
  }

  lost(_: Contestant<Seat>, why: string): void {
    this.stands();
    this.host.tell({ type: "error", message: why, of: "" });
    this.notices.show(why, { label: "Start again", act: () => this.contestant.restart() });
  }

  garbled(_: Contestant<Seat>, why: string): void {
    this.fail(why, "");
  }

  /** Does what the host asks for; what cannot be done throws, and changes nothing. */
  private answer(request: HostRequest): void {
    switch (request.type) {
      case "set":
        return this.set(request);
      case "play":
        return this.playback.play();
      case "pause":
        this.mover.pause();
        return this.rest.forget();
      case "rest":
        this.rest.turn(request.on);
        this.turn = request.turn; // Not earlier: on the way to rest, a state says that it does not.
        return this.tell();
      case "seek":
        return this.playback.seek(request.t);
      case "train":
        if (this.experiment.state?.status === "finished") return this.experiment.again();
        return this.experiment.train();
      case "reset":
        return this.experiment.reset();
      case "step":
      case "samples":
        return this.contestant.ask(request);
      case "export":
        return this.export();
    }
  }

  private set(setting: Setting): void {
    const { schema } = this;
    const now = this.experiment.run();
    if (schema === undefined || now === undefined) throw new Error("set: the frame is not ready yet: wait for ready");
    const controls = setting.controls === undefined ? undefined : readControls(setting.controls);
    if (controls !== undefined && controls.why !== "") throw new Error(`set: ${controls.why}`);
    const next = settled(schema, now, setting);
    if (controls !== undefined) this.dress(controls.list);
    if (setting.theme !== undefined) this.shade(setting.theme);
    if (next !== undefined) this.go(next);
  }

  private export(): void {
    const run = this.experiment.run();
    if (run === undefined) throw new Error("export: there is no run yet: wait for ready");
    this.host.tell({ type: "export", run: { ...run }, link: this.link() });
  }

  /** Shows what a link says, once the reader's data in it is at hand; then does what comes next. */
  private go(reading: Reading, next?: () => void): void {
    if (this.schema === undefined) return;
    settle(reading, this.schema.default, lost, (settled) => {
      this.follow(settled);
      next?.();
    });
  }

  private follow(reading: Reading): void {
    for (const note of reading.notes) this.fail(note, "set");
    this.layers = reading.layers;
    this.contestant.show({ type: "layers", on: reading.layers, particles: 0 });
    if (reading.t !== undefined) this.playback.seek(reading.t);
    else if (window.matchMedia("(prefers-reduced-motion: reduce)").matches) this.playback.seek(1);
    else this.playback.play();
    this.contestant.choose(reading.run, reading.trained || this.look.start === "trained");
  }

  private permalink(): Permalink | undefined {
    const run = this.experiment.run();
    return run && { run, rivals: [], trained: this.experiment.state?.trained === true, t: this.playback.still(), layers: this.layers };
  }

  /** The hash of the link to what is shown. */
  private link(): string {
    const link = this.permalink();
    return this.schema === undefined || link === undefined ? "" : writePermalink(link, this.schema);
  }

  private get experiment(): Contestant<Seat>["experiment"] {
    return this.contestant.experiment;
  }

  /** The transport was started or stopped. */
  private moved(): void {
    this.address.save();
    this.tell();
  }

  private tell(): void {
    const { state } = this.experiment;
    if (state === undefined) return;
    this.told = performance.now();
    const still = this.playback.still();
    const { run, status, step, horizon, seconds, message } = state;
    const demo: Demo = {
      method: run.method, source: run.source, target: run.target, seed: run.seed, fast: run.fast,
      status, step, horizon, seconds, message, t: still ?? this.t, playing: still === undefined, resting: this.rest.rests, link: this.link(),
    };
    this.host.tell({ type: "state", turn: this.turn, ...demo });
    byId("open", HTMLAnchorElement).href = `./${demo.link}`;
  }

  private fail(message: string, of: string): void {
    this.notices.show(message);
    this.host.tell({ type: "error", message, of });
  }

  private say(): void {
    const { state, score } = this.experiment;
    const method = this.schema !== undefined && state !== undefined ? methodOf(this.schema, state.run)?.name : undefined;
    const said = captionFor(state, score);
    setText(byId("caption", HTMLElement), said);
    this.announcer.say(method === undefined ? said : `${method}. ${said}`);
  }

  /** Shows these controls; the style sheet knows them by name. */
  private dress(controls: readonly string[]): void {
    this.root.dataset["controls"] = controls.join(" ");
    this.measure();
  }

  private shade(theme: Shade): void {
    if (theme === "auto") delete this.root.dataset["theme"];
    else this.root.dataset["theme"] = theme;
    this.paint();
  }

  private paint(): void {
    this.contestant.show({ type: "theme", ...this.themes.stage() });
  }

  private measure(): void {
    const width = this.root.clientWidth;
    this.host.tell({ type: "resize", width, height: Math.round(width / ratio) + byId("bar", HTMLElement).offsetHeight });
  }
}

void findPrograms().then((programs) => new Frame(programs).start());
