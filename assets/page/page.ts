/** The page: carries what the contestants and their stages say to what is shown, and what the reader asks for to them. */
import type { Refusal, StageReport } from "../protocol/protocol";
import type { Run } from "../protocol/run";
import type { Schema } from "../protocol/schema";
import type { Findings } from "../protocol/view";
import { Address } from "./address";
import { consoleOf } from "./console";
import { Edits } from "./controls/edits";
import { Offer } from "./controls/offer";
import { Playback } from "./controls/playback";
import { Presets } from "./controls/presets";
import { Probe } from "./controls/probe";
import { Rewind } from "./controls/rewind";
import { Stop } from "./controls/stop";
import { Tools } from "./controls/tools";
import { Training } from "./controls/training";
import { byId, setText } from "./dom";
import { Keyboard } from "./keyboard";
import { Offline } from "./offline";
import { Opening } from "./opening";
import { Own } from "./own/own";
import { findPrograms } from "./programs";
import type { Contestant, Programs } from "./race/contestant";
import { Faults } from "./race/faults";
import { Race, type RaceListener } from "./race/race";
import { LeftRuns } from "./run/left";
import type { Permalink, Reading } from "./run/permalink";
import { consequence, explain } from "./run/refusal";
import type { Kept } from "./run/safekeeping";
import { shortcuts } from "./shortcuts";
import { Themes } from "./theme";
import { Views } from "./views";
import { Announcer, captionFor } from "./words/caption";
import { Help } from "./words/help";
import { Notices } from "./words/notice";

const announceDelay = 2000;

class Page implements RaceListener {
  private readonly notices = new Notices(byId("notices", HTMLElement));
  private readonly faults = new Faults((by, before, run) => by.undo.note(before, run));
  private readonly offline = new Offline(this.notices);
  private readonly announcer = new Announcer(byId("live", HTMLElement), announceDelay);
  private readonly caption = byId("caption", HTMLElement);
  private readonly themes = new Themes(document.documentElement, () => this.paint());
  private readonly address = new Address(() => this.link(), (reading) => this.go(reading));
  private readonly race: Race;
  private readonly training = new Training(byId("training", HTMLElement), {
    train: () => this.race.train(),
    pause: () => this.race.pause(),
    step: () => this.race.step(),
    reset: () => this.race.reset(),
    again: () => this.race.again(),
  });
  private readonly left = new LeftRuns(() => this.say(), (why) => this.notices.show(why));
  private readonly offer = new Offer(byId("offer", HTMLElement), { on: () => this.race.train(), anew: () => this.race.again(), back: () => this.left.goOn(this.race.selected) });
  private readonly playback = new Playback(byId("playback", HTMLElement), (m) => this.opening.takes(m) || this.race.show(m), this.address.save);
  private readonly opening = new Opening({ shape: (ratio) => this.race.shape(ratio), follow: (t) => this.playback.follow(t, true), show: (m) => this.race.show(m), colours: () => this.themes.stage() });
  private readonly rewind = new Rewind(byId("rewind", HTMLElement), (step) => this.experiment.rewind(step));
  private readonly probe = new Probe(byId("probe", HTMLElement), (follow) => this.race.contestants.forEach((c) => c.ask(follow)));
  private readonly edits = new Edits(byId("edits", HTMLElement), () => this.step(this.undo.undo), () => this.step(this.undo.redo));
  private presets: Presets | undefined;
  private readonly own = new Own(byId("own", HTMLDialogElement), () => this.race.selected, (run) => this.edit(run), (sentence) => this.notices.show(sentence));
  private readonly help = new Help(
    byId("help", HTMLDialogElement),
    new Keyboard(
      shortcuts(this.training, this.playback, {
        compare: () => this.views?.compare.focus(),
        own: () => this.own.open("target", "picture"),
        layers: () => this.views?.legend.focus(),
        undo: () => this.step(this.undo.undo),
        redo: () => this.step(this.undo.redo),
        help: () => this.help.open(),
      }),
    ),
  );
  private readonly tools = new Tools({
    copy: () => this.copyLink(),
    theme: () => this.themes.toggle(),
    help: () => this.help.open(),
  });
  private schema: Schema | undefined;
  private views: Views | undefined;

  constructor(programs: Programs) {
    this.race = new Race(byId("stages", HTMLElement), programs, this);
  }

  /** Starts all programs. */
  start(): void {
    byId("unstarted", HTMLElement).remove();
    document.querySelectorAll<HTMLDetailsElement>("details.section").forEach((d) => (d.open &&= d.dataset["narrow"] === "open" || window.innerWidth >= 600));
    new Stop(byId("stop", HTMLElement), (on) => this.race.contestants.forEach((c) => c.experiment.stopAtFloor(on)));
    this.paint();
    this.say();
    this.opening.begin(byId("stages", HTMLElement), this.race.selected.card);
    this.race.start();
    this.offline.start();
    window.pushforward = consoleOf(this.race, this.playback, () => this.offline.keep());
  }

  opened(by: Contestant, schema: Schema, notice: string): void {
    this.schema = schema;
    if (notice !== "") this.notices.show(notice);
    this.views ??= new Views(schema, this.race, {
      run: (run) => this.edit(run),
      pick: (run, told) => this.pick(run, told),
      layers: () => this.chooseLayers(),
      own: (role, id) => this.own.open(role, id),
      colours: () => this.themes.stage(),
      opened: () => this.lineup(),
    }, this.themes.charts());
    this.help.explain(schema.metrics);
    this.presets ??= new Presets(byId("presets", HTMLElement), schema.presets, (run) => this.demonstrate(run));
    this.race.open(schema);
    this.own.offer(schema);
    if (by.run === undefined) this.go(this.address.read(schema));
  }

  private pick(run: Run, told = ""): void {
    if (told !== "") this.notices.show(told);
    this.edit(run, true);
  }

  wants(by: Contestant, run: Run): void {
    if (this.schema !== undefined) by.card.name(this.schema, run);
    if (by === this.race.selected) this.views?.show(run);
    this.address.save();
  }

  lineup(): void {
    document.documentElement.dataset["contestants"] = String(this.race.contestants.length);
    const { run } = this.race.selected;
    if (run !== undefined) this.views?.show(run);
    this.edits.show(this.undo.canUndo, this.undo.canRedo);
    this.stands(this.race.selected);
    this.measured(this.race.selected);
    this.address.save();
  }

  cleared(by: Contestant): void {
    this.measured(by);
    this.keepLayers(by);
    if (by === this.race.selected) this.probe.again();
    this.address.save();
  }

  stands(by: Contestant): void {
    by.card.stands(by.experiment.state, by.course.score);
    const { state } = this.experiment;
    this.training.show(state, this.race.contestants.flatMap((c) => c.experiment.state ?? []));
    this.views?.compared();
    this.faults.stands(by, this.schema);
    if (by !== this.race.selected || state === undefined) return;
    this.rewind.show(state);
    this.presets?.stands(state);
    this.views?.state(state);
    this.playback.integrates(this.schema?.methods.find((m) => m.id === state.run.method)?.abilities.includes("push") !== true);
    this.say();
  }

  measured(by: Contestant): void {
    by.card.stands(by.experiment.state, by.course.score);
    if (by === this.race.selected) this.views?.measured();
    else this.views?.compared();
    this.say();
  }

  refused(by: Contestant, refusal: Refusal, asked: Run | undefined): void {
    const stays = by.experiment.run();
    if (refusal.of === "set" && stays !== undefined) by.undo.refused(stays);
    this.edits.show(this.undo.canUndo, this.undo.canRedo);
    if (refusal.of === "follow") this.probe.answered();
    if (this.schema === undefined) return;
    const stands = by.experiment.state !== undefined;
    by.card.notices.show(`${explain(refusal, asked, this.schema)}${consequence(refusal, stands)}`);
    if (asked !== undefined && asked !== this.schema.default && !stands) by.choose(this.schema.default);
  }

  found(by: Contestant, findings: Findings): void {
    if (by === this.race.selected) this.probe.read(findings);
  }

  kept(_: Contestant, kept: Kept): void {
    this.left.keep(kept);
  }

  shows(by: Contestant, report: StageReport): void {
    this.opening.hears(report, by.card);
    if (!this.race.hears(by, report)) return;
    if (report.type === "time") this.playback.follow(report.t, report.playing, report.asked);
    if (report.type === "time" && !report.playing) this.probe.time(report.t);
    if (report.type === "point") this.probe.point(report);
    if (report.type === "error") this.faults.failed(by, report);
    if (report.type === "toggle") this.playback.toggle();
    if (report.type === "ready") this.keepLayers(by);
    if (report.type === "ready") this.views?.drawn();
  }

  lost(by: Contestant, why: string): void {
    this.stands(by);
    this.opening.end(by.card);
    if (by === this.race.selected) {
      this.rewind.show(undefined);
      setText(this.caption, "The training worker is not running.");
    }
    this.faults.lost(by, why, () => this.say());
  }

  garbled(_: Contestant, why: string): void {
    this.notices.show(why);
  }

  /** Asks for a run that the reader has set and that may come trained, and remembers the one before. */
  private edit(run: Run, trained = false): void {
    const now = this.experiment.run();
    if (now !== undefined) this.undo.note(now, run);
    this.race.choose(run, trained);
    this.edits.show(this.undo.canUndo, this.undo.canRedo);
  }

  /** Undoes or redoes a setting. */
  private step(way: (now: Run) => Run | undefined): void {
    const now = this.experiment.run();
    const next = now && way.call(this.undo, now);
    if (next !== undefined) this.race.choose(next, true);
    this.edits.show(this.undo.canUndo, this.undo.canRedo);
  }

  /** Trains a run from step 0, to be watched at the data. */
  private demonstrate(run: Run): void {
    this.edit(run);
    this.experiment.again();
    this.playback.seek(1);
  }

  private get undo(): Contestant["undo"] {
    return this.race.selected.undo;
  }

  private get experiment(): Contestant["experiment"] {
    return this.race.selected.experiment;
  }

  /** Shows what a link says, once the reader's data in it is at hand. */
  private go(reading: Reading): void {
    this.own.settle(reading, (settled) => this.follow(settled));
  }

  private follow(reading: Reading): void {
    for (const note of reading.notes) this.notices.show(note);
    this.views?.legend.choose(reading.layers);
    if (reading.t !== undefined) this.playback.seek(reading.t);
    else if (window.matchMedia("(prefers-reduced-motion: reduce)").matches) this.playback.seek(1);
    else this.playback.play();
    this.race.set([reading.run, ...reading.rivals], reading.trained);
    if (reading.rivals.length === 0) void this.left.look(reading.run);
  }

  /** What the page shows, as a link. */
  private link(): Permalink | undefined {
    const [run, ...rivals] = this.race.runs() ?? [];
    const layers = this.views?.legend.on();
    return run && { run, rivals, trained: this.experiment.state?.trained === true, t: this.playback.still(), layers: layers?.chosen === true ? layers.ids : undefined };
  }

  private chooseLayers(): void {
    for (const contestant of this.race.contestants) this.keepLayers(contestant);
    this.address.save();
  }

  /** A new scene brings its own layers: the reader's choice, if there is one, is sent again. */
  private keepLayers(contestant: Contestant): void {
    const legend = this.views?.legend;
    if (legend === undefined) return;
    const { ids, chosen } = legend.on(this.schema?.methods.find((m) => m.id === contestant.run?.method));
    contestant.show({ type: "layers", on: chosen ? ids : undefined, particles: legend.particles() });
    if (contestant === this.race.selected) this.probe.enable(ids.includes("probe"));
  }

  private say(): void {
    const sentence = captionFor(this.experiment.state, this.race.selected.course.score);
    setText(this.caption, sentence);
    this.offer.show(this.experiment.state, this.left.of(this.experiment.run())?.step);
    this.announcer.say(sentence);
  }

  private paint(): void {
    this.race.show({ type: "theme", ...this.themes.stage() });
    this.opening.paint();
    this.views?.paint(this.themes.charts());
    this.tools.show(this.themes.dark());
  }

  private async copyLink(): Promise<boolean> {
    const copied = await this.address.copy();
    if (copied) this.announcer.say("The link is copied.");
    else this.notices.show("The browser does not let this page write to the clipboard: copy the address from the address bar.");
    return copied;
  }
}

void findPrograms().then((programs) => new Page(programs).start());
