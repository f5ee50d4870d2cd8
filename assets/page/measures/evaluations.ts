/** Evaluations: a chart of the error of samples against what they cost, measured at the press of a button, and what it says in a sentence. */
import type { NFERow } from "../../protocol/protocol";
import type { Schema } from "../../protocol/schema";
import { csv, download } from "../download";
import { element, setText } from "../dom";
import { icon } from "../icons";
import type { Contestant } from "../race/contestant";
import type { Race } from "../race/race";
import { methodOf, solverOf } from "../run/run";
import type { Palette } from "../theme";
import { figure, level } from "../words/format";
import { Chart, type ChartAxis } from "./chart";
import { joined } from "./joined";
import { scoreMarks, scoreRange } from "./range";
import { series, styles, swatch } from "./style";
import { verdict } from "./verdict";

/** Rows that make one curve: of a solver, or, in a race, of a contestant. */
interface Group {
  readonly slot: number;
  readonly name: string;
  readonly contestant: Contestant;
  readonly rows: readonly NFERow[];
  /** The way in which the run itself is sampled. */
  readonly own: boolean;
}

const evaluations: ChartAxis = {
  log: true,
  range: (low, high) => [Math.min(low || 1, 1) * 0.85, Math.max(high, 64) * 1.2],
  marks: (low, high) => [1, 2, 4, 8, 16, 32, 64, 256, 1024, 4096].filter((m) => m >= low && m <= high),
  format: String,
  at: (n) => `with ${n} evaluations`,
};

const micros: ChartAxis = {
  log: true,
  range: (low, high) => [(low || 1) * 0.8, Math.max(high || 10, (low || 1) * 2) * 1.25],
  marks: (low, high) => [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000].filter((m) => m >= low && m <= high),
  format: String,
  at: (us) => `at ${figure(us)} µs a sample`,
};

const hint = "How much error do fewer function evaluations cost? Train a little, then measure.";

export class Evaluations {
  private readonly button = element("button", { type: "button", title: "Measure the model as it stands; training pauses for it" });
  private readonly saving = element("button", { type: "button", title: "Download what was measured", "aria-label": "CSV: download what was measured" }, icon("download"), "CSV");
  private readonly legend = element("ul", { class: "curves" });
  private readonly words = element("p", { class: "verdict" });
  private readonly axes = [
    this.axis("Evaluations", evaluations, (r) => r.nfe),
    this.axis("µs per sample", micros, (r) => r.micros),
  ];
  private readonly charts: readonly Chart[];
  private groups: readonly Group[] = [];
  /** What the groups were made of. */
  private made: readonly unknown[] = [];

  constructor(
    private readonly schema: Schema,
    private readonly race: Race,
    host: HTMLElement,
    palette: Palette,
  ) {
    const switches = element("div", { class: "axes", role: "group", "aria-label": "What lies along the chart" }, ...this.axes.map((a) => a.button));
    host.append(
      element("div", { class: "evaluations-head" }, this.button, this.saving, switches),
      ...this.axes.map((a) => a.host),
      this.legend,
      this.words,
    );
    this.charts = this.axes.map((a) => new Chart(a.host, {
      label: `Score against ${a.name}`,
      blank: hint,
      series: Array.from({ length: styles }, (_, slot) => series(slot)),
      x: a.axis,
      log: true,
      range: scoreRange,
      marks: scoreMarks,
      format: level,
      reference: { value: 1, label: "floor" },
      group: `dial ${a.name}`,
      hover: () => undefined,
    }, palette));
    this.button.addEventListener("click", () => this.measure());
    this.saving.addEventListener("click", () => this.save());
    this.turn(0);
    this.show();
  }

  /** Shows what was measured of all contestants. */
  show(): void {
    const { contestants } = this.race;
    this.say();
    const of = contestants.flatMap((c) => [c, c.dial.rows, this.solverId(c), c.run?.method]);
    if (of.length === this.made.length && of.every((part, i) => part === this.made[i])) return;
    this.made = of;
    this.groups = contestants.length === 1 ? contestants.flatMap((c) => this.solvers(c)) : contestants.flatMap((c) => this.rival(c));
    this.axes.forEach((a, i) => {
      const { x, y } = joined(Array.from({ length: styles }, (_, slot) => {
        const rows = [...(this.groups.find((g) => g.slot === slot)?.rows ?? [])].sort((r, s) => a.of(r) - a.of(s));
        return { x: rows.map(a.of), y: rows.map((r) => r.ratio) };
      }));
      this.charts[i]?.show(x, ...y);
    });
    this.legend.replaceChildren(...this.groups.map((g) => element("li", {}, swatch(g.slot), g.name)));
    this.say();
  }

  /** Draws in other colours. */
  paint(palette: Palette): void {
    for (const chart of this.charts) chart.paint(palette);
  }

  private say(): void {
    const dials = this.race.contestants.map((c) => c.dial);
    const turning = dials.filter((d) => d.turning);
    const rows = turning.map((d) => d.rows[d.rows.length - 1]);
    const done = rows.reduce((sum, r) => sum + (r?.row ?? 0), 0);
    const all = rows.reduce((sum, r) => sum + (r?.rows ?? 0), 0);
    setText(this.button, turning.length === 0 ? "Measure" : all === 0 ? "Measuring…" : `Measuring ${done} of ${all}…`);
    this.button.disabled = turning.length > 0 || !this.race.contestants.some(measurable);
    this.saving.disabled = this.groups.length === 0;
    const said = this.groups.filter((g) => g.own).map((g) => verdict(g.name, g.rows));
    setText(this.words, turning.length > 0 ? "" : said.join(" "));
    for (const chart of this.charts) chart.say(turning.length > 0 ? "The first point is on its way." : hint);
  }

  private measure(): void {
    const own = this.race.contestants.length > 1;
    for (const c of this.race.contestants) if (measurable(c)) c.dial.turn(own);
    this.show();
  }

  /** The curves of a contestant that is alone: one for each solver. */
  private solvers(c: Contestant): Group[] {
    const own = this.solverId(c);
    const ids = [...new Set(c.dial.rows.map((r) => r.solver))];
    return ids.map((id, slot) => ({
      slot,
      name: this.schema.solvers.find((s) => s.id === id)?.name ?? this.method(c),
      contestant: c,
      rows: c.dial.rows.filter((r) => r.solver === id),
      own: id === own || id === "",
    }));
  }

  /** The one curve of a contestant among others. */
  private rival(c: Contestant): Group[] {
    const own = this.solverId(c);
    const rows = c.dial.rows.filter((r) => r.solver === own || r.solver === "");
    return rows.length === 0 ? [] : [{ slot: c.card.slot, name: `${c.card.letter} ${this.method(c)}`, contestant: c, rows, own: true }];
  }

  private solverId(c: Contestant): string {
    return c.run === undefined ? "" : (solverOf(this.schema, c.run)?.id ?? "");
  }

  private method(c: Contestant): string {
    return (c.run && methodOf(this.schema, c.run)?.name) ?? "";
  }

  private axis(name: string, axis: ChartAxis, of: (row: NFERow) => number): Axis {
    const button = element("button", { type: "button", class: "chip" }, name);
    const made = { name, axis, of, button, host: element("div", { class: "chart" }) };
    button.addEventListener("click", () => this.turn(this.axes.indexOf(made)));
    return made;
  }

  private turn(shown: number): void {
    this.axes.forEach((a, i) => {
      a.host.hidden = i !== shown;
      a.button.setAttribute("aria-pressed", String(i === shown));
    });
  }

  private save(): void {
    const head = ["contestant", "method", "solver", "nfe", "us_per_sample", "score", "score_error", "w2", "floor", "step"];
    const rows = this.groups.flatMap(({ contestant: c, rows }) =>
      rows.map((r) => [c.card.letter, c.run?.method, r.solver, r.nfe, r.micros, r.ratio, r.error, r.w2, r.floor, r.step]),
    );
    download("pushforward-evaluations.csv", "text/csv", csv([head, ...rows]));
  }
}

/** One of the things that may lie along the chart. */
interface Axis {
  readonly name: string;
  readonly axis: ChartAxis;
  readonly of: (row: NFERow) => number;
  readonly button: HTMLButtonElement;
  readonly host: HTMLElement;
}

/** Whether there is a model worth measuring. */
function measurable(c: Contestant): boolean {
  const { state } = c.experiment;
  return state !== undefined && (state.step > 0 || state.horizon === 0);
}
