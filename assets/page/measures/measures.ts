/** Measures: the headline score, the score and loss charts, and the table of figures. */
import type { MetricRow } from "../../protocol/schema";
import type { State } from "../../protocol/state";
import { element, setText } from "../dom";
import type { Palette } from "../theme";
import { count, figure, level, milliseconds, round, times } from "../words/format";
import { Chart, trainingSteps, type ChartSeries } from "./chart";
import { Course } from "./course";
import { smoothed } from "./curve";
import { lossRange, scoreMarks, scoreRange } from "./range";

const lossDecay = 0.85;
const group = "training";

/** Where the measures go. */
export interface MeasureHosts {
  readonly headline: HTMLElement;
  readonly score: HTMLElement;
  readonly loss: HTMLElement;
  readonly lossValue: HTMLElement;
  readonly figures: HTMLElement;
}

export class Measures {
  private readonly scoreChart: Chart;
  private readonly lossChart: Chart;
  private readonly figures: Figures;
  private course = new Course();
  private means: number[] = [];
  private hoveredScore: number | undefined;
  private hoveredLoss: number | undefined;

  constructor(
    rows: readonly MetricRow[],
    private readonly hosts: MeasureHosts,
    palette: Palette,
  ) {
    this.figures = new Figures(hosts.figures, rows);
    const x = trainingSteps(() => this.course.latest);
    this.scoreChart = new Chart(hosts.score, {
      label: "Score: W₂ over its floor",
      blank: scoreless(undefined),
      series: [{ color: (p) => p.generated, width: 2, alpha: 1, points: true }],
      x,
      log: true,
      range: scoreRange,
      marks: scoreMarks,
      format: level,
      reference: { value: 1, label: "floor" },
      group,
      hover: (index) => {
        this.hoveredScore = index;
        this.head();
      },
    }, palette);
    this.lossChart = new Chart(hosts.loss, {
      label: "Training loss, smoothed",
      blank: lossless(undefined),
      series: [line(2, 1), line(1, 0.25)],
      x,
      log: false,
      range: lossRange,
      format: round,
      group,
      hover: (index) => {
        this.hoveredLoss = index;
        this.lossHead();
      },
    }, palette);
    this.head();
  }

  /** Shows what was measured of a run. */
  show(course: Course): void {
    this.course = course;
    const { losses, scores, rewound } = course;
    this.means = smoothed(losses.y, lossDecay);
    this.scoreChart.show(scores.list.map((s) => s.step), scores.list.map((s) => s.ratio));
    this.lossChart.show(losses.x, this.means, losses.y);
    for (const chart of [this.scoreChart, this.lossChart]) chart.mark(rewound);
    this.figures.course(course);
    this.head();
    this.lossHead();
  }

  /** Shows what a state tells of the model. */
  state(state: State): void {
    this.figures.state(state);
    this.scoreChart.say(scoreless(state));
    this.lossChart.say(lossless(state));
  }

  /** Draws in other colours. */
  paint(palette: Palette): void {
    this.scoreChart.paint(palette);
    this.lossChart.paint(palette);
  }

  private head(): void {
    const hovered = this.hoveredScore === undefined ? undefined : this.course.scores.list[this.hoveredScore];
    const score = hovered ?? this.course.score;
    if (score === undefined) {
      this.hosts.headline.replaceChildren(element("span", { class: "small" }, "Not measured yet. 1× is the floor: as good as it gets."));
      return;
    }
    const big = element("span", { class: "big" }, times(score.ratio));
    const small = element("span", { class: "small" }, score.step === 0 ? "the floor" : `the floor, step ${count(score.step)}`);
    this.hosts.headline.replaceChildren(big, " ", small);
  }

  private lossHead(): void {
    const { losses, rewound } = this.course;
    const standing = losses.x.filter((x) => x <= (rewound ?? Infinity)).length - 1;
    const mean = this.means[this.hoveredLoss ?? standing];
    setText(this.hosts.lossValue, mean === undefined ? "" : figure(mean));
  }
}

/** The table: one row for each metric of the schema, then what the run costs. */
class Figures {
  private readonly cells = new Map<string, HTMLElement>();

  constructor(
    host: HTMLElement,
    rows: readonly MetricRow[],
  ) {
    const body = element("tbody");
    for (const row of rows) this.row(body, row.id, row.name, row.help);
    this.row(body, "nfe", "Function evaluations", "How often the network is asked for each sample.");
    this.row(body, "step", "Time per step", "Median of the recent training steps.");
    this.row(body, "samples", "10,000 samples", "How long it takes to draw them.");
    this.row(body, "parameters", "Parameters", "Trainable numbers in the model.");
    host.replaceChildren(element("table", { class: "figures" }, element("caption", { class: "unseen" }, "Figures of this run"), body));
  }

  /** Shows the last figures of a course, and a dash for what it has not. */
  course({ score, metrics }: Course): void {
    const shown = new Map<string, string>();
    if (score !== undefined) {
      for (const [id, value] of Object.entries(score)) {
        if (typeof value === "number") shown.set(id, id === "ratio" ? times(value) : figure(value));
      }
      shown.set("nfe", count(score.nfe));
      shown.set("samples", milliseconds(score.sampleMs10));
    }
    shown.set("step", metrics === undefined ? "–" : milliseconds(metrics.msPerStep));
    for (const id of this.cells.keys()) if (id !== "parameters") this.set(id, shown.get(id) ?? "–");
  }

  state(state: State): void {
    this.set("parameters", count(state.parameters));
  }

  private row(body: HTMLElement, id: string, name: string, help: string): void {
    if (this.cells.has(id)) return;
    const cell = element("td", {}, "–");
    this.cells.set(id, cell);
    body.append(element("tr", { title: help }, element("th", { scope: "row" }, name), cell));
  }

  private set(id: string, text: string): void {
    const cell = this.cells.get(id);
    if (cell !== undefined) setText(cell, text);
  }
}

/** Why there is no score yet. */
function scoreless(state: State | undefined): string {
  if (state?.status === "training") return "The first score is on its way.";
  if (state?.status === "diverged") return "Training broke off before there was a score.";
  return state !== undefined && (state.step > 0 || state.horizon === 0) ? "The score is being measured." : "Train to see the score.";
}

/** Why there is no loss yet. */
function lossless(state: State | undefined): string {
  if (state?.horizon === 0) return "Nothing is trained here, so there is no loss.";
  if (state?.status === "training") return "The first losses are on their way.";
  if (state?.status === "diverged") return "Training broke off before there was a loss.";
  return state?.trained === true ? "Trained before: train on to see the loss." : "Train to see the loss.";
}

function line(width: number, alpha: number): ChartSeries {
  return { color: (p) => p.ink, width, alpha, points: false };
}
