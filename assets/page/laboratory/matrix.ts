/** The laboratory's table: a row for each method, a column for each target. Its cells choose them; arrow keys go from one to the next. */
import type { Scores, Standing } from "laboratory:scores";
import type { Run } from "../../protocol/run";
import type { Entry, Schema } from "../../protocol/schema";
import { element, setText } from "../dom";
import { brief, sentence, shade } from "./standing";

/** A cell that can be chosen. */
interface Cell {
  readonly row: number;
  readonly column: number;
  readonly method: string;
  readonly target: string;
  readonly button: HTMLButtonElement;
}

const ways: Readonly<Record<string, readonly [down: number, right: number]>> = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

export class Matrix {
  readonly node: HTMLElement;
  private readonly cells: Cell[] = [];
  private readonly detail = element("p", { class: "matrix-detail" }, hint);

  constructor(
    private readonly schema: Schema,
    private readonly scores: Scores,
    private readonly choose: (method: string, target: string) => void,
  ) {
    const heads = this.targets().map((t) => element("th", { scope: "col" }, t.name));
    const table = element(
      "table",
      { class: "matrix" },
      element("caption", { class: "unseen" }, "W₂ over its floor, by method and target"),
      element("thead", {}, element("tr", {}, element("td"), ...heads)),
      ...schema.families.flatMap((f) => this.family(f.name, schema.methods.filter((m) => m.family === f.id && scores.methods[m.id] !== undefined))),
    );
    table.addEventListener("keydown", (event) => this.key(event));
    this.node = element("div", {}, element("div", { class: "matrix-scroll" }, table), this.detail);
    this.stop(this.cells[0]);
  }

  /** Marks the cell of a run, if it has one, and gives the focus to it. */
  mark(run: Run | undefined): void {
    const at = (cell: Cell): boolean => cell.method === run?.method && cell.target === run.target;
    for (const cell of this.cells) cell.button.setAttribute("aria-current", String(at(cell)));
    const here = this.cells.find(at) ?? this.cells[0];
    this.stop(here);
    here?.button.focus();
  }

  private targets(): readonly Entry[] {
    return this.scores.targets.flatMap((id) => this.schema.targets.find((t) => t.id === id) ?? []);
  }

  private family(name: string, methods: readonly Entry[]): HTMLElement[] {
    if (methods.length === 0) return [];
    const head = element("tr", { class: "matrix-family" }, element("th", { scope: "rowgroup", colspan: String(this.scores.targets.length + 1) }, name));
    return [element("tbody", {}, head, ...methods.map((m) => this.row(m)))];
  }

  private row(method: Entry): HTMLElement {
    const row = (this.cells.at(-1)?.row ?? -1) + 1;
    const cells = this.targets().map((target, column) => this.cell(row, column, method, target, this.scores.methods[method.id]?.[column]));
    return element("tr", {}, element("th", { scope: "row", title: method.idea }, method.name), ...cells);
  }

  private cell(row: number, column: number, method: Entry, target: Entry, s: Standing | null | undefined): HTMLElement {
    if (s === null || s === undefined) return element("td");
    const says = sentence(method.name, target.name, s);
    if (s.refused !== undefined) return element("td", { title: says }, brief(s));
    const button = element("button", { type: "button", "aria-label": says, tabindex: "-1" }, brief(s));
    button.style.setProperty("--shade", String(shade(s.worst ?? Infinity)));
    button.addEventListener("click", () => this.choose(method.id, target.id));
    for (const event of ["pointerenter", "focus"]) button.addEventListener(event, () => setText(this.detail, says));
    this.cells.push({ row, column, method: method.id, target: target.id, button });
    return element("td", {}, button);
  }

  /** Makes a cell the one that the Tab key comes to. */
  private stop(at: Cell | undefined): void {
    for (const cell of this.cells) cell.button.tabIndex = cell === at ? 0 : -1;
  }

  private key(event: KeyboardEvent): void {
    const way = ways[event.key];
    const from = this.cells.find((c) => c.button === event.target);
    if (way === undefined || from === undefined) return;
    event.preventDefault();
    const next = this.beyond(from, ...way);
    this.stop(next);
    next.button.focus();
  }

  /** The nearest cell in a direction, or the same one at the edge. */
  private beyond(from: Cell, down: number, right: number): Cell {
    const ahead = this.cells.filter((c) =>
      right === 0 ? c.column === from.column && Math.sign(c.row - from.row) === down : c.row === from.row && Math.sign(c.column - from.column) === right,
    );
    const far = (c: Cell): number => Math.abs(c.row - from.row) + Math.abs(c.column - from.column);
    return ahead.reduce((best, c) => (best === from || far(c) < far(best) ? c : best), from);
  }
}

const hint = "Each number is the worst of its seeds. Choose one to see that method on that target.";
