/** A drawing board: brush and eraser on a canvas of few, large cells, whose opacity is what is drawn. Mouse, pen and finger draw. */
import { element } from "../dom";
import type { Grid } from "./grid";

const mostUndone = 30;
/** Of a board, in rem. */
const tallest = 26;

/** In cells, from the upper left corner. */
export type Place = readonly [number, number];

export type Instrument = "brush" | "eraser";

export class Board {
  readonly node = element("canvas", { class: "board", tabindex: "0", role: "application", "aria-label": "Drawing board" });
  instrument: Instrument = "brush";
  /** Of the brush, as a share of the board's side. */
  size = 0.06;
  private readonly past: ImageData[] = [];
  private last: Place | undefined;
  /** Of the pointer that draws: a second finger draws no line between the two. */
  private pointer: number | undefined;

  /** changed is told after each stroke. */
  constructor(private readonly changed: () => void) {
    this.node.addEventListener("pointerdown", (event) => this.press(event));
    this.node.addEventListener("pointermove", (event) => this.move(event));
    for (const end of ["pointerup", "pointercancel"] as const) this.node.addEventListener(end, (event) => this.release(event));
    this.resize(1, 1);
  }

  /** An empty board of so many cells; what was there can no longer be undone. */
  resize(columns: number, rows: number): void {
    this.past.length = 0;
    this.node.width = columns;
    this.node.height = rows;
    this.node.style.aspectRatio = `${columns} / ${rows}`;
    this.node.style.maxWidth = `${(tallest * columns) / rows}rem`;
    this.empty(true);
  }

  /** Shows a grid. */
  show(grid: Grid): void {
    this.resize(grid.columns, grid.rows);
    const image = this.context.createImageData(grid.columns, grid.rows);
    const [red, green, blue] = this.ink();
    grid.weights.forEach((weight, i) => image.data.set([red, green, blue, weight], 4 * i));
    this.context.putImageData(image, 0, 0);
    this.empty(false);
    this.changed();
  }

  /** What is drawn. */
  grid(): Grid {
    const { width, height } = this.node;
    const { data } = this.context.getImageData(0, 0, width, height);
    return { columns: width, rows: height, weights: Uint8Array.from({ length: width * height }, (_, i) => data[4 * i + 3] ?? 0) };
  }

  get canUndo(): boolean {
    return this.past.length > 0;
  }

  undo(): void {
    const before = this.past.pop();
    if (before !== undefined) this.context.putImageData(before, 0, 0);
    this.empty(this.grid().weights.every((w) => w === 0));
    this.changed();
  }

  clear(): void {
    this.keep();
    this.context.clearRect(0, 0, this.node.width, this.node.height);
    this.empty(true);
    this.changed();
  }

  /** Begins a stroke with a dot. */
  begin(at: Place, weight = 1): void {
    this.keep();
    this.empty(false);
    this.last = at;
    this.draw(at, weight);
  }

  /** A line from the stroke's last place to this one, so many times as wide as the brush. */
  draw(to: Place, weight = 1): void {
    const [x, y] = this.last ?? to;
    const { context } = this;
    context.globalCompositeOperation = this.instrument === "brush" ? "source-over" : "destination-out";
    context.strokeStyle = `rgb(${this.ink().join(" ")})`;
    context.lineWidth = Math.max(1, this.width * weight);
    context.lineCap = context.lineJoin = "round";
    context.beginPath();
    context.moveTo(x, y);
    context.lineTo(to[0], to[1] + 1e-3); // a dot is a line of some length
    context.stroke();
    this.last = to;
  }

  /** Says whether there is nothing on it: it invites then. */
  private empty(on: boolean): void {
    this.node.classList.toggle("empty", on);
  }

  /** Ends the stroke, if there is one. */
  lift(): void {
    if (this.last === undefined) return;
    this.last = undefined;
    this.changed();
  }

  /** Of the brush, in cells. */
  get width(): number {
    return this.size * Math.max(this.node.width, this.node.height);
  }

  private get context(): CanvasRenderingContext2D {
    const context = this.node.getContext("2d", { willReadFrequently: true });
    if (context === null) throw new Error("This browser has no canvas to draw on.");
    return context;
  }

  /** The colour of targets. */
  private ink(): [number, number, number] {
    const [red = 0, green = 0, blue = 0] = (getComputedStyle(this.node).color.match(/\d+/g) ?? []).map(Number);
    return [red, green, blue];
  }

  private keep(): void {
    this.past.push(this.context.getImageData(0, 0, this.node.width, this.node.height));
    if (this.past.length > mostUndone) this.past.shift();
  }

  private press(event: PointerEvent): void {
    if (event.button !== 0 || this.pointer !== undefined) return;
    event.preventDefault();
    this.node.focus({ preventScroll: true });
    this.node.setPointerCapture(event.pointerId);
    this.pointer = event.pointerId;
    this.begin(this.place(event), pressure(event));
  }

  private move(event: PointerEvent): void {
    if (event.pointerId !== this.pointer) return;
    const between = event.getCoalescedEvents?.() ?? [];
    for (const each of between.length > 0 ? between : [event]) this.draw(this.place(each), pressure(each));
  }

  private release(event: PointerEvent): void {
    if (event.pointerId !== this.pointer) return;
    this.pointer = undefined;
    this.lift();
  }

  /** Where a pointer is, in cells. */
  private place(event: PointerEvent): Place {
    const box = this.node.getBoundingClientRect();
    return [((event.clientX - box.left) / box.width) * this.node.width, ((event.clientY - box.top) / box.height) * this.node.height];
  }
}

/** How heavily a pointer presses: a pen that is pressed lightly draws a thin line, and others press as a pen does that is pressed half. */
function pressure(event: PointerEvent): number {
  return event.pointerType === "pen" && event.pressure > 0 ? 2 * event.pressure : 1;
}
