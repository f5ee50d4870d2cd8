/** Charts over training steps: one frame for the loss and the score, drawn by uPlot in the page's colours. */
import uPlot from "uplot";
import type { Palette } from "../theme";
import { count } from "../words/format";

/** What one chart draws. */
export interface ChartOptions {
  /** What it shows, for a screen reader. */
  readonly label: string;
  readonly series: readonly ChartSeries[];
  readonly log: boolean;
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

/** One curve of a chart. */
export interface ChartSeries {
  readonly color: (palette: Palette) => string;
  readonly width: number;
  readonly alpha: number;
  readonly points: boolean;
}

const height = 132;

export class Chart {
  private readonly plot: uPlot;
  private standing: number | undefined;

  constructor(
    private readonly host: HTMLElement,
    private readonly options: ChartOptions,
    private palette: Palette,
  ) {
    host.setAttribute("role", "img");
    host.setAttribute("aria-label", `${options.label}: nothing yet`);
    const empty: uPlot.AlignedData = [[], ...options.series.map((): number[] => [])];
    this.plot = new uPlot(this.frame(), empty, host);
    new ResizeObserver(() => this.fit()).observe(host);
  }

  /** Shows curves over steps: one list of values for each series, as long as steps. */
  show(steps: readonly number[], ...curves: readonly (readonly number[])[]): void {
    this.plot.setData([[...steps], ...curves.map((c) => [...c])]);
    const last = curves[0]?.[steps.length - 1];
    const step = steps[steps.length - 1];
    const latest = last === undefined || step === undefined ? "nothing yet" : `${this.options.format(last)} at step ${count(step)}`;
    this.host.setAttribute("aria-label", `${this.options.label}: ${latest}`);
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
    if (width > 0 && width !== this.plot.width) this.plot.setSize({ width, height });
  }

  private frame(): uPlot.Options {
    const { options } = this;
    return {
      width: Math.max(200, this.host.clientWidth),
      height,
      padding: [8, 14, 0, 0],
      legend: { show: false },
      cursor: { y: false, drag: { x: false, y: false }, sync: { key: options.group }, points: { size: 6 } },
      scales: {
        x: { time: false, range: (_, low, high) => [Math.min(0, low ?? 0), Math.max(high ?? 0, 100)] },
        y: {
          distr: options.log ? 3 : 1,
          range: (plot) => options.range(plot.data.slice(1).flatMap((c) => Array.from(c as number[]))),
        },
      },
      axes: [this.axis({ size: 26, space: 56, values: (_, marks) => marks.map((m) => compact(m)) }), this.yAxis()],
      series: [{}, ...options.series.map((s) => this.series(s))],
      hooks: {
        draw: [(plot) => this.drawReference(plot), (plot) => this.drawStanding(plot)],
        setCursor: [(plot) => options.hover(plot.cursor.idx ?? undefined)],
      },
    };
  }

  private yAxis(): uPlot.Axis {
    const { marks, format } = this.options;
    const axis = this.axis({ size: 44, space: 26, values: (plot, values) => values.map((v) => (plot.data[0].length > 0 ? format(v) : "")) });
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
