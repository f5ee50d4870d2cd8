/** Charts: one frame for curves over training steps, seconds or function evaluations, drawn by uPlot in the page's colours. */
import uPlot from "uplot";
import { element, setText } from "../dom";
import type { Palette } from "../theme";
import { count } from "../words/format";

/** What one chart draws. */
export interface ChartOptions {
  /** What it shows, for a screen reader. */
  readonly label: string;
  /** A sentence that stands in its place while there is nothing to draw. */
  readonly blank: string;
  readonly series: readonly ChartSeries[];
  /** The x axis. */
  readonly x: ChartAxis;
  /** Of the y axis. */
  readonly log: boolean;
  /** CSS pixels; 132 when absent. */
  readonly height?: number;
  /** The y range for the values shown. */
  readonly range: (values: readonly number[]) => [number, number];
  /** The y axis's marks within a range; uPlot's own when absent. */
  readonly marks?: (low: number, high: number) => number[];
  readonly format: (value: number) => string;
  /** A value to draw a labelled dashed line at. */
  readonly reference?: { readonly value: number; readonly label: string };
  /** Charts of one group share a cursor. */
  readonly group: string;
  /** Told the point under the cursor, or undefined when there is none. */
  readonly hover: (index: number | undefined) => void;
}

/** What stands along a chart. */
export interface ChartAxis {
  readonly log: boolean;
  /** The range for the values shown. */
  readonly range: (low: number, high: number) => [number, number];
  /** The marks within a range; uPlot's own when absent. */
  readonly marks?: (low: number, high: number) => number[];
  readonly format: (value: number) => string;
  /** A value in words, such as "at step 400". */
  readonly at: (value: number) => string;
}

/** One curve of a chart. */
export interface ChartSeries {
  readonly color: (palette: Palette) => string;
  readonly width: number;
  readonly alpha: number;
  readonly points: boolean;
  /** Lengths of strokes and gaps in CSS pixels; a line without gaps when absent. */
  readonly dash?: readonly number[];
}

const usualHeight = 132;

/** An axis of training steps, up to the latest one at least: charts beside one another have the same. */
export function trainingSteps(latest: () => number): ChartAxis {
  return {
    log: false,
    range: (_, high) => [0, Math.max(high, latest(), 100)],
    format: compact,
    at: (step) => `at step ${count(step)}`,
  };
}

export class Chart {
  private readonly plot: uPlot;
  private readonly x: ChartAxis;
  private readonly height: number;
  private readonly blank = element("p", { class: "chart-blank" });
  private standing: number | undefined;
  /** What it shows, in words; undefined while that is nothing. */
  private shown: string | undefined;

  constructor(
    private readonly host: HTMLElement,
    private readonly options: ChartOptions,
    private palette: Palette,
  ) {
    this.x = options.x;
    this.height = options.height ?? usualHeight;
    host.setAttribute("role", "img");
    const empty: uPlot.AlignedData = [[], ...options.series.map((): number[] => [])];
    this.plot = new uPlot(this.frame(), empty, host);
    host.append(this.blank);
    this.say(options.blank);
    new ResizeObserver(() => this.fit()).observe(host);
  }

  /** Shows curves: one list of values for each series, as long as xs; null where a curve has no point. */
  show(xs: readonly number[], ...curves: readonly (readonly (number | null)[])[]): void {
    this.plot.setData([[...xs], ...curves.map((c) => [...c])]);
    const last = curves[0]?.[xs.length - 1] ?? undefined;
    const x = xs[xs.length - 1];
    const latest = last === undefined || x === undefined ? "see the figures beside it" : `${this.options.format(last)} ${this.x.at(x)}`;
    this.shown = x === undefined ? undefined : latest;
    this.describe();
  }

  /** Says why there is nothing to draw, in a sentence that is seen while that is so. */
  say(blank: string): void {
    setText(this.blank, blank);
    this.describe();
  }

  /** Says what is shown, for a screen reader too. */
  private describe(): void {
    this.host.classList.toggle("blank", this.shown === undefined);
    this.host.setAttribute("aria-label", `${this.options.label}: ${this.shown ?? this.blank.textContent}`);
  }

  /** Marks the step where the run stands, if that is not the latest one. */
  mark(step: number | undefined): void {
    if (step === this.standing) return;
    this.standing = step;
    this.plot.redraw(false);
  }

  /** Draws in other colours. */
  paint(palette: Palette): void {
    this.palette = palette;
    this.plot.redraw(false, true);
  }

  private fit(): void {
    const width = this.host.clientWidth;
    if (width > 0 && width !== this.plot.width) this.plot.setSize({ width, height: this.height });
  }

  private frame(): uPlot.Options {
    const { options } = this;
    return {
      width: Math.max(200, this.host.clientWidth),
      height: this.height,
      padding: [8, 14, 0, 0],
      legend: { show: false },
      cursor: { y: false, drag: { x: false, y: false }, sync: { key: options.group }, points: { size: 6 } },
      scales: {
        x: { time: false, distr: this.x.log ? 3 : 1, range: (_, low, high) => this.x.range(low ?? 0, high ?? 0) },
        y: {
          distr: options.log ? 3 : 1,
          range: (plot) => options.range(plot.data.slice(1).flatMap((c) => Array.from(c)).filter((v) => typeof v === "number")),
        },
      },
      axes: [this.xAxis(), this.yAxis()],
      series: [{}, ...options.series.map((s) => this.series(s))],
      hooks: {
        draw: [(plot) => this.drawReference(plot), (plot) => this.drawStanding(plot)],
        setCursor: [(plot) => options.hover(plot.cursor.idx ?? undefined)],
      },
    };
  }

  private xAxis(): uPlot.Axis {
    const { marks, format } = this.x;
    const axis = this.axis({ size: 26, space: 56, values: (_, values) => values.map((v) => format(v)) });
    if (marks === undefined) return axis;
    return { ...axis, splits: (_plot, _axis, low, high) => marks(low, high), filter: (_, values) => values };
  }

  private yAxis(): uPlot.Axis {
    const { marks, format } = this.options;
    const axis = this.axis({ size: 44, space: 26, values: (_, values) => values.map((v) => format(v)) });
    if (marks === undefined) return axis;
    return { ...axis, splits: (_plot, _axis, low, high) => marks(low, high), filter: (_, values) => values };
  }

  private axis(own: uPlot.Axis): uPlot.Axis {
    return {
      stroke: () => this.palette.muted,
      font: this.palette.font,
      gap: 6,
      ticks: { show: false },
      grid: { stroke: () => this.palette.line, width: 1 },
      ...own,
    };
  }

  private series(s: ChartSeries): uPlot.Series {
    return {
      stroke: () => s.color(this.palette),
      width: s.width,
      alpha: s.alpha,
      dash: [...(s.dash ?? [])],
      spanGaps: true,
      points: { show: s.points, size: 5, fill: () => s.color(this.palette) },
    };
  }

  private drawStanding(plot: uPlot): void {
    if (this.standing === undefined) return;
    const { ctx, bbox } = plot;
    const x = Math.round(plot.valToPos(this.standing, "x", true)) + 0.5;
    ctx.save();
    ctx.strokeStyle = this.palette.ink;
    ctx.lineWidth = uPlot.pxRatio;
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
    ctx.restore();
  }

  private drawReference(plot: uPlot): void {
    const { reference } = this.options;
    if (reference === undefined) return;
    const { ctx, bbox } = plot;
    const y = Math.round(plot.valToPos(reference.value, "y", true)) + 0.5;
    if (y < bbox.top || y > bbox.top + bbox.height) return;
    const ratio = uPlot.pxRatio;
    ctx.save();
    ctx.strokeStyle = this.palette.ink;
    ctx.lineWidth = ratio;
    ctx.setLineDash([4 * ratio, 3 * ratio]);
    ctx.beginPath();
    ctx.moveTo(bbox.left, y);
    ctx.lineTo(bbox.left + bbox.width, y);
    ctx.stroke();
    ctx.fillStyle = this.palette.ink;
    ctx.font = this.palette.font.replace(/^\d+/, (size) => String(Number(size) * ratio));
    ctx.textAlign = "left";
    ctx.textBaseline = "bottom";
    ctx.fillText(reference.label, bbox.left + 4 * ratio, y - 3 * ratio);
    ctx.restore();
  }
}

function compact(step: number): string {
  return step >= 1000 ? `${Number((step / 1000).toFixed(1))}k` : String(step);
}
