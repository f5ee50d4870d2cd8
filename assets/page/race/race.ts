/**
 * A race: contestants side by side, each with a worker and a stage of its own, all on the same source and target with the same seed, of
 * which one is looked at more closely. A page without rivals is a race of one. Its stages share one clock, one view and one cursor.
 */
import type { StageReport, StageRequest } from "../../protocol/protocol";
import type { Run } from "../../protocol/run";
import type { Schema } from "../../protocol/schema";
import type { Cursor } from "../../protocol/view";
import { sameRun, sharing, withMethod } from "../run/run";
import { kindOf } from "../viewport";
import { Card } from "./card";
import { Contestant, type ContestantListener, type Programs } from "./contestant";
import { Metronome } from "./metronome";

/** The most contestants: browsers keep few graphics contexts alive. */
export const most = 4;

/** The shapes of a stage, width over height; the worker's fields reach as far. */
const narrowest = 1;
const widest = 1.6;

/** What stages report to the race only. */
const own: ReadonlySet<string> = new Set(["camera", "cursor", "shape"]);

/** Who is told of what becomes of a race, beside its contestants. */
export interface RaceListener extends ContestantListener {
  /** Another contestant is looked at, or contestants have come or gone. */
  lineup(): void;
}

export class Race {
  readonly contestants: Contestant[] = [];
  /** The contestant whose run the controls show and change. */
  selected: Contestant;
  private schema: Schema | undefined;
  private readonly metronome = new Metronome<Contestant>((stage, t) => this.correct(stage, t));
  /** What all stages were last asked for, for those to come. */
  private readonly asked = new Map<string, StageRequest>();

  constructor(
    private readonly host: HTMLElement,
    private readonly programs: Programs,
    private readonly listener: RaceListener,
  ) {
    this.selected = this.enter();
    host.addEventListener("scrollend", () => this.selectMiddle());
  }

  /** Takes in what there is to choose from. */
  open(schema: Schema): void {
    this.schema = schema;
  }

  /** Starts the programs of the first contestant. */
  start(): void {
    this.selected.start();
  }

  /** The runs of all, first to last; undefined before the first has one. */
  runs(): readonly Run[] | undefined {
    const runs = this.contestants.map((c) => c.run).filter((run) => run !== undefined);
    return runs.length === this.contestants.length ? runs : undefined;
  }

  /** Makes the race one of these runs, the first of which is looked at; one that runs alone may come trained. */
  set(runs: readonly Run[], trained: boolean): void {
    const [first] = this.contestants;
    if (first !== undefined) this.selected = first;
    runs.forEach((run, i) => (this.contestants[i] ?? this.begin()).choose(run, trained && runs.length === 1));
    for (const surplus of this.contestants.slice(runs.length)) this.remove(surplus);
    this.changed();
  }

  /** Changes the run that is looked at, which may come trained if it runs alone; what all share changes for all. */
  choose(run: Run, trained = false): void {
    this.selected.choose(run, trained && this.contestants.length === 1);
    this.share(run);
  }

  /** Brings the others to what the run that is looked at shares with all. */
  share(run: Run): void {
    for (const rival of this.contestants) {
      const before = rival.run;
      if (rival === this.selected || before === undefined) continue;
      const after = sharing(run, before);
      if (!sameRun(before, after)) rival.choose(after);
    }
  }

  /** Adds a contestant with a method at its defaults. Whoever came trained goes back to step 0: all race from there. */
  add(method: string): void {
    const run = this.selected.run;
    if (this.schema === undefined || run === undefined || this.contestants.length >= most) return;
    for (const c of this.contestants) if (c.experiment.state?.trained === true) c.experiment.reset();
    const rival = this.begin();
    rival.choose(sharing(run, withMethod(this.schema, run, method)));
    rival.card.name(this.schema, rival.run ?? run);
    this.changed();
    rival.card.node.scrollIntoView({ block: "nearest", inline: "center" });
  }

  /** Takes a contestant out, unless it is the last one. */
  remove(contestant: Contestant): void {
    const index = this.contestants.indexOf(contestant);
    if (index < 0 || this.contestants.length === 1) return;
    this.contestants.splice(index, 1);
    contestant.end();
    contestant.card.node.remove();
    this.metronome.forget(contestant);
    const next = this.contestants[Math.min(index, this.contestants.length - 1)];
    if (next !== undefined && contestant === this.selected) this.selected = next;
    this.changed();
    next?.card.focus();
  }

  /** Looks at a contestant more closely. */
  select(contestant: Contestant): void {
    if (contestant === this.selected || !this.contestants.includes(contestant)) return;
    this.selected = contestant;
    this.changed();
  }

  /** Sends a request to all stages, now and to come. */
  show(message: StageRequest): void {
    this.asked.set(kindOf(message), message);
    for (const contestant of this.contestants) contestant.show(message);
  }

  /** Gives the stages the shape of what they show, within what leaves room for the controls. */
  shape(ratio: number): void {
    const allowed = Math.min(widest, Math.max(narrowest, ratio));
    document.documentElement.style.setProperty("--stage-ratio", allowed.toFixed(2));
  }

  /** Sets the clock of all stages as it was last asked to be, after one of them has been moved by itself. */
  resume(): void {
    const clock = this.asked.get("clock");
    if (clock !== undefined) this.show(clock);
  }

  /** Takes in what a stage reports: its clock, view and cursor are all stages'. Tells whether that is news for the page. */
  hears(by: Contestant, report: StageReport): boolean {
    if (report.type === "time") return this.metronome.hear(by, report.t, report.playing, performance.now());
    if (report.type === "camera") this.look(by, report);
    if (report.type === "cursor") this.point(by, report);
    if (report.type === "shape") this.shape(report.ratio);
    return !own.has(report.type);
  }

  /** Trains all, those that do not stand yet as soon as they do. */
  train(): void {
    for (const c of this.contestants) if (c.open || c.experiment.state === undefined) c.experiment.train();
  }

  pause(): void {
    for (const c of this.contestants) if (c.experiment.state === undefined || c.experiment.state.status === "training") c.experiment.pause();
  }

  step(): void {
    for (const c of this.contestants) if (c.open || c.experiment.state?.status === "training") c.experiment.step();
  }

  reset(): void {
    for (const c of this.contestants) if ((c.experiment.state?.step ?? 0) > 0) c.experiment.reset();
  }

  /** Starts all again from step 0, and trains. */
  again(): void {
    for (const c of this.contestants) if ((c.experiment.state?.horizon ?? 0) > 0) c.experiment.again();
  }

  /** A contestant that enters late: its programs start, and its stage is asked for what the others were. */
  private begin(): Contestant {
    const contestant = this.enter();
    for (const message of this.asked.values()) contestant.show(message);
    contestant.start();
    return contestant;
  }

  private enter(): Contestant {
    const taken = this.contestants.map((c) => c.card.slot);
    const slot = [...Array(most).keys()].find((s) => !taken.includes(s)) ?? 0;
    const card = new Card(slot, {
      select: () => this.select(contestant),
      swap: (method) => this.swap(contestant, method),
      remove: () => this.remove(contestant),
    });
    const contestant = new Contestant(card, this.programs, this.listener);
    this.contestants.push(contestant);
    this.host.append(card.node);
    return contestant;
  }

  private swap(contestant: Contestant, method: string): void {
    const run = contestant.run;
    if (this.schema === undefined || run === undefined) return;
    this.select(contestant);
    contestant.choose(sharing(run, withMethod(this.schema, run, method)));
  }

  private changed(): void {
    const alone = this.contestants.length > 1; // each with its own worker only: cores are shared fairly
    for (const c of this.contestants) {
      c.work(alone);
      c.card.mark(c === this.selected);
    }
    this.listener.lineup();
  }

  private look(by: Contestant, camera: Extract<StageRequest, { type: "camera" }>): void {
    const before = this.asked.get("camera");
    if (before?.type === "camera" && before.x === camera.x && before.y === camera.y && before.scale === camera.scale) return;
    this.asked.set("camera", camera);
    for (const other of this.contestants) if (other !== by) other.show(camera);
  }

  private point(by: Contestant, cursor: Cursor): void {
    for (const other of this.contestants) if (other !== by) other.card.point(cursor);
  }

  private correct(stage: Contestant, t: number): void {
    const playing = this.asked.get("clock");
    if (playing?.type !== "play") return;
    stage.show({ type: "seek", t });
    stage.show(playing);
  }

  /** On a narrow screen the cards are a row to swipe through: the one in the middle is looked at. */
  private selectMiddle(): void {
    const { left, width } = this.host.getBoundingClientRect();
    const off = (c: Contestant): number => {
      const box = c.card.node.getBoundingClientRect();
      return Math.abs(box.left + box.width / 2 - left - width / 2);
    };
    const middle = this.contestants.reduce((a, b) => (off(b) < off(a) ? b : a));
    this.select(middle);
  }
}
