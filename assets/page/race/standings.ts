/** The standings of a race: a table of its contestants, best first after equally long training, a chart of their scores, and both as files. */
import type { Schema } from "../../protocol/schema";
import { download, csv } from "../download";
import { element, setText } from "../dom";
import { icon } from "../icons";
import { Chart, type ChartAxis } from "../measures/chart";
import { joined } from "../measures/joined";
import { scoreMarks, scoreRange } from "../measures/range";
import { series, swatch } from "../measures/style";
import { sameRun, sharing } from "../run/run";
import type { Palette } from "../theme";
import { count, duration, figure, level, milliseconds, times } from "../words/format";
import type { Contestant } from "./contestant";
import { ranking, type Ranking } from "./ranking";
import { most, type Race } from "./race";

const seconds: ChartAxis = {
  log: false,
  range: (_, high) => [0, Math.max(high, 1) * 1.02],
  format: (s) => `${s} s`,
  at: (s) => `after ${duration(s)}`,
};

/** The columns after the name: what they show, and what that is. */
const columns = [
  ["score", "Score", "W₂ over its floor, after as long a training as all have had"],
  ["floor", "Floor", "W₂ between two fresh draws of the target"],
  ["nfe", "NFE", "How often the network is asked for each sample"],
  ["step", "ms/step", "Median of the recent training steps"],
  ["sample", "µs/sample", "How long it takes to draw one"],
] as const;

export class Standings {
  private readonly chart: Chart;
  private readonly body = element("tbody");
  private readonly title = element("th", { scope: "col" }, "Score");
  private readonly note = element("p", { class: "help" });
  private ranked: Ranking = { seconds: undefined, places: [] };

  constructor(
    private readonly schema: Schema,
    private readonly race: Race,
    host: HTMLElement,
    palette: Palette,
  ) {
    const chartHost = element("div", { class: "chart" });
    const heads = columns.slice(1).map(([, name, help]) => element("th", { scope: "col", title: help }, name));
    this.title.title = columns[0][2];
    const head = element("tr", {}, element("th", { scope: "col", class: "rank" }, element("span", { class: "unseen" }, "Rank")), element("th", { scope: "col" }, "Contestant"), this.title, ...heads);
    const table = element("table", { class: "figures standings" }, element("caption", { class: "unseen" }, "Standings of the race"), element("thead", {}, head), this.body);
    host.append(
      element("div", { class: "standings-chart" }, element("h2", {}, "Score ", element("small", {}, "against training seconds")), chartHost),
      element(
        "div",
        { class: "standings-table" },
        element("div", { class: "standings-head" }, element("h2", {}, "Standings"), file("CSV", "CSV: download the standings", () => this.saveTable()), file("Curves", "Curves: download all scores against seconds", () => this.saveCurves())),
        element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Standings" }, table),
        this.note,
      ),
    );
    this.chart = new Chart(chartHost, {
      label: "Scores against seconds of training",
      blank: "Train to see who comes nearest to the floor.",
      series: Array.from({ length: most }, (_, slot) => series(slot)),
      x: seconds,
      log: true,
      range: scoreRange,
      marks: scoreMarks,
      format: level,
      reference: { value: 1, label: "floor" },
      group: "race",
      height: 190,
      hover: () => undefined,
    }, palette);
  }

  /** Shows how the race stands. */
  show(): void {
    const { contestants } = this.race;
    if (contestants.length < 2) return; // nobody to compare with
    this.ranked = ranking(contestants.map((c) => this.entrant(c)));
    const curves = Array.from({ length: most }, (_, slot) => {
      const scores = contestants.find((c) => c.card.slot === slot)?.course.scores.list ?? [];
      return { x: scores.map((s) => s.seconds), y: scores.map((s) => s.ratio) };
    });
    const { x, y } = joined(curves);
    this.chart.show(x, ...y);
    const at = this.ranked.seconds;
    setText(this.title, at === undefined ? "Score" : `Score at ${duration(at)}`);
    setText(this.note, `${fairness} ${crowding(contestants.length)}`);
    this.body.replaceChildren(...this.ranked.places.flatMap((place) => {
      const contestant = contestants[place.index];
      return contestant === undefined ? [] : [this.row(contestant, place.rank, place.ratio)];
    }));
  }

  /** Draws in other colours. */
  paint(palette: Palette): void {
    this.chart.paint(palette);
  }

  private entrant(c: Contestant): { scores: Contestant["course"]["scores"]["list"]; learns: boolean; out: boolean } {
    const { state } = c.experiment;
    return { scores: c.course.scores.list, learns: state?.horizon !== 0, out: state === undefined || state.status === "diverged" || this.elsewhere(c) };
  }

  /** Whether a contestant has not what it should share with the one that is looked at. */
  private elsewhere(c: Contestant): boolean {
    const [mine, its] = [this.race.selected.run, c.run];
    return mine !== undefined && its !== undefined && !sameRun(sharing(mine, its), its);
  }

  private row(c: Contestant, rank: number | undefined, ratio: number | undefined): HTMLElement {
    const { course, card } = c;
    const { score, metrics } = course;
    const shown: Readonly<Record<(typeof columns)[number][0], string>> = {
      score: ratio === undefined ? this.absence(c) : times(ratio),
      floor: score === undefined ? "–" : figure(score.floor),
      nfe: score === undefined ? "–" : count(score.nfe),
      step: metrics === undefined ? "–" : milliseconds(metrics.msPerStep).replace(" ms", ""),
      sample: score === undefined ? "–" : figure(score.sampleMs10 / 10),
    };
    const name = element("th", { scope: "row" }, element("span", { class: "standings-name" }, swatch(card.slot), element("b", {}, card.letter), this.name(c)));
    return element("tr", {}, element("td", { class: "rank" }, rank === undefined ? "" : String(rank)), name, ...columns.map(([id]) => element("td", { class: id }, shown[id])));
  }

  /** Why there is no score to rank by. */
  private absence(c: Contestant): string {
    const { state } = c.experiment;
    if (state === undefined) return "not running";
    if (state.status === "diverged") return "diverged";
    return this.elsewhere(c) ? "another target" : "–";
  }

  private name(c: Contestant): string {
    return this.schema.methods.find((m) => m.id === c.run?.method)?.name ?? "";
  }

  private saveTable(): void {
    const head = ["rank", "contestant", "method", "training_s", "score", "trained_s", "step", "score_now", "w2", "floor", "nfe", "ms_per_step", "us_per_sample", "parameters"];
    const rows = this.ranked.places.map(({ index, rank, ratio }) => {
      const c = this.race.contestants[index];
      const { score, metrics } = c?.course ?? {};
      const state = c?.experiment.state;
      return [
        rank, c?.card.letter, c?.run?.method, this.ranked.seconds, ratio, state?.seconds, score?.step, score?.ratio, score?.w2, score?.floor, score?.nfe,
        metrics?.msPerStep, score === undefined ? undefined : score.sampleMs10 / 10, state?.parameters,
      ];
    });
    download("pushforward-race.csv", "text/csv", csv([head, ...rows]));
  }

  private saveCurves(): void {
    const rows = this.race.contestants.flatMap((c) =>
      c.course.scores.list.map((s) => [c.card.letter, c.run?.method, s.step, s.seconds, s.ratio, s.w2, s.floor]),
    );
    download("pushforward-race-curves.csv", "text/csv", csv([["contestant", "method", "step", "training_s", "score", "w2", "floor"], ...rows]));
  }
}

const fairness =
  "Equal time is equal training seconds of each worker's own: what it spends in training steps, not in drawing or measuring. All start from the same noise and are scored on the same draws.";

/** What so many workers mean for the machine's cores. */
function crowding(workers: number): string {
  const cores = navigator.hardwareConcurrency;
  return workers > cores ? `${workers} workers share ${cores} core${cores === 1 ? "" : "s"} here, so that all are slower alike.` : "";
}

function file(label: string, title: string, act: () => void): HTMLButtonElement {
  const button = element("button", { type: "button", title, "aria-label": title }, icon("download"), label);
  button.addEventListener("click", act);
  return button;
}
