/** The panel of pictures: a board to draw on, and images that become drawings. */
import type { Values } from "../../protocol/run";
import type { Entry } from "../../protocol/schema";
import { reasonOf } from "../../reason";
import { element, setText } from "../dom";
import { icon } from "../icons";
import { withValue } from "../run/run";
import { Board, type Instrument } from "./board";
import { carry, uncarry } from "./carried";
import { boardKeys, Cursor } from "./cursor";
import { mostCells, pack, unpack } from "./grid";
import { gridOf } from "./image";
import type { Panel } from "./panel";

/** Cells along the side of a fresh board, and along the longer side of an image that is to fit the link. */
const boardCells = 128;
const imageCells = 64;

export class PicturePanel implements Panel {
  readonly id: string;
  readonly name = "Draw, or image";
  readonly node: HTMLElement;
  private readonly board = new Board(() => this.drawn());
  private readonly brush = tool("Brush");
  private readonly eraser = tool("Eraser");
  private readonly undo = element("button", { type: "button", title: "Undo the last stroke (Ctrl Z)" }, icon("undo"), "Undo");
  private readonly clear = element("button", { type: "button" }, "Clear");
  private readonly size = element("input", { type: "range", id: "own-brush", min: "2", max: "30", step: "1", value: "6" });
  private readonly file = element("input", { type: "file", id: "own-image", class: "unseen", accept: "image/*" });
  private readonly parts = element("select", { id: "own-parts", "aria-label": "Where an image is dense" }, element("option", { value: "dark" }, "dark parts"), element("option", { value: "light" }, "light parts"));
  private readonly fine = element("input", { type: "checkbox", class: "switch", role: "switch", id: "own-fine" });
  private readonly told = element("p", { class: "objection", role: "status" });
  private image: Blob | undefined;
  private values: Values = {};

  /** tell is for what the reader is to know once the dialog is closed. */
  constructor(
    private readonly entry: Entry,
    private readonly tell: (sentence: string) => void,
  ) {
    this.id = entry.id;
    this.brush.addEventListener("click", () => this.wield("brush"));
    this.eraser.addEventListener("click", () => this.wield("eraser"));
    this.undo.addEventListener("click", () => this.board.undo());
    this.clear.addEventListener("click", () => this.blank());
    this.size.addEventListener("input", () => (this.board.size = Number(this.size.value) / 100));
    this.file.addEventListener("change", () => this.file.files?.[0] && void this.load(this.file.files[0]));
    for (const control of [this.parts, this.fine]) control.addEventListener("change", () => this.image && void this.load(this.image));
    this.node = element(
      "div",
      { class: "own-picture" },
      new Cursor(this.board, (instrument) => this.wield(instrument)).node,
      element(
        "div",
        { class: "own-tools" },
        element("div", { class: "own-pair", role: "group", "aria-label": "Instrument" }, this.brush, this.eraser),
        element("label", { for: "own-brush" }, "Size"),
        this.size,
        element("div", { class: "own-pair" }, this.undo, this.clear),
        element("label", { for: "own-image", class: "button" }, "Open an image…"),
        this.file,
        element("p", { class: "help" }, "Or drop one here. Where it is dense:"),
        this.parts,
        element("p", { class: "own-option" }, element("label", { for: "own-fine" }, "In fine detail, too much for the link"), this.fine),
        this.told,
        element("p", { class: "help own-keys", id: "own-keys" }, boardKeys),
      ),
    );
    this.board.node.setAttribute("aria-describedby", "own-keys");
    this.node.addEventListener("keydown", (event) => {
      if (event.key.toLowerCase() !== "z" || !(event.ctrlKey || event.metaKey) || !this.board.canUndo) return;
      event.preventDefault();
      this.board.undo();
    });
    this.wield("brush");
  }

  show(values: Values): void {
    this.values = values;
    this.file.value = "";
    this.blank();
    void this.carried(values);
  }

  /** Shows what the values carry, unless something else has come by then. */
  private async carried(values: Values): Promise<void> {
    const packed = await uncarry(values["grid"] ?? "");
    const grid = packed && (await unpack(packed));
    if (grid && this.image === undefined && this.values === values) this.board.show(grid);
  }

  /** Draws an image. */
  async load(file: Blob): Promise<void> {
    this.image = file;
    try {
      this.board.show(await gridOf(file, this.fine.checked ? mostCells : imageCells, this.parts.value === "light"));
      this.object("");
    } catch (cause) {
      this.object(reasonOf(cause));
    }
  }

  async take(): Promise<Values | undefined> {
    const grid = this.board.grid();
    if (grid.weights.every((w) => w === 0)) {
      this.object("Nothing is drawn yet.");
      return undefined;
    }
    try {
      const { text, told } = await carry(new Blob([await pack(grid, !this.fine.checked)]));
      if (told !== "") this.tell(told);
      return withValue(this.values, this.entry, "grid", text);
    } catch (cause) {
      this.object(`The picture could not be packed (${String(cause)}): a current browser can.`);
      return undefined;
    }
  }

  private blank(): void {
    this.image = undefined;
    if (this.board.node.width === boardCells && this.board.node.height === boardCells) this.board.clear();
    else this.board.resize(boardCells, boardCells);
    this.drawn();
  }

  private drawn(): void {
    this.undo.disabled = !this.board.canUndo;
    this.object("");
  }

  private wield(instrument: Instrument): void {
    this.board.instrument = instrument;
    this.brush.setAttribute("aria-pressed", String(instrument === "brush"));
    this.eraser.setAttribute("aria-pressed", String(instrument === "eraser"));
  }

  private object(why: string): void {
    setText(this.told, why);
  }
}

function tool(label: string): HTMLButtonElement {
  return element("button", { type: "button", class: "own-tool" }, label);
}
