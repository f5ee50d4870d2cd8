/** A drawing board: brush and eraser on a canvas of few, large cells, whose opacity is what is drawn. Mouse, pen and finger draw. */
import { element } from "../dom";
import type { Grid } from "./grid";

const mostUndone = 30;
/** Of a board, in rem. */
const tallest = 26;

export type Instrument = "brush" | "eraser";

export class Board {
  readonly node = element("canvas", { class: "board", tabindex: "0", role: "img", "aria-label": "Drawing board: draw with the mouse, a pen or a finger" });
  instrument: Instrument = "brush";
  /** Of the brush, as a share of the board's side. */
  size = 0.06;
  private readonly past: ImageData[] = [];
  private last: readonly [number, number] | undefined;

  /** changed is told after each stroke. */
  constructor(private readonly changed: () => void) {
    this.node.addEventListener("pointerdown", (event) => this.press(event));
    this.node.addEventListener("pointermove", (event) => this.move(event));
    for (const end of ["pointerup", "pointercancel"]) this.node.addEventListener(end, () => this.release());
    this.resize(1, 1);
  }

  /** An empty board of so many cells; what was there can no longer be undone. */
  resize(columns: number, rows: number): void {
    this.past.length = 0;
    this.node.width = columns;
    this.node.height = rows;
    this.node.style.aspectRatio = `${columns} / ${rows}`;
    this.node.style.maxWidth = `${(tallest * columns) / rows}rem`;
  }

  /** Shows a grid. */
  show(grid: Grid): void {
    this.resize(grid.columns, grid.rows);
    const image = this.context.createImageData(grid.columns, grid.rows);
    const [red, green, blue] = this.ink();
    grid.weights.forEach((weight, i) => image.data.set([red, green, blue, weight], 4 * i));
    this.context.putImageData(image, 0, 0);
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
    this.changed();
  }

  clear(): void {
    this.keep();
    this.context.clearRect(0, 0, this.node.width, this.node.height);
    this.changed();
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
    if (event.button !== 0) return;
    event.preventDefault();
    this.node.focus({ preventScroll: true });
    this.node.setPointerCapture(event.pointerId);
    this.keep();
    this.last = this.place(event);
    this.stroke(event);
  }

  private move(event: PointerEvent): void {
    if (this.last === undefined) return;
    const between = event.getCoalescedEvents?.() ?? [];
    for (const each of between.length > 0 ? between : [event]) this.stroke(each);
  }

  private release(): void {
    if (this.last === undefined) return;
    this.last = undefined;
    this.changed();
  }

  /** A line from the last place to this one; a pen that is pressed lightly draws a thin one. */
  private stroke(event: PointerEvent): void {
    const [x, y] = this.last ?? this.place(event);
    const to = this.place(event);
    const pressure = event.pointerType === "pen" && event.pressure > 0 ? 2 * event.pressure : 1;
    const { context } = this;
    context.globalCompositeOperation = this.instrument === "brush" ? "source-over" : "destination-out";
    context.strokeStyle = `rgb(${this.ink().join(" ")})`;
    context.lineWidth = Math.max(1, this.size * Math.max(this.node.width, this.node.height) * pressure);
    context.lineCap = context.lineJoin = "round";
    context.beginPath();
    context.moveTo(x, y);
    context.lineTo(to[0], to[1] + 1e-3); // a dot is a line of some length
    context.stroke();
    this.last = to;
  }

  /** Where a pointer is, in cells. */
  private place(event: PointerEvent): readonly [number, number] {
    const box = this.node.getBoundingClientRect();
    return [((event.clientX - box.left) / box.width) * this.node.width, ((event.clientY - box.top) / box.height) * this.node.height];
  }
}
