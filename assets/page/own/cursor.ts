/** Drawing by keys: a cursor on the board, which the arrows move while the brush is up or down. */
import { element, setText } from "../dom";
import type { Board, Instrument } from "./board";

/** How far an arrow moves the cursor, as a share of the board's longer side: alone, and with Shift. */
const stride = 1 / 32;
const nudge = 1 / 128;

const arrows: Readonly<Record<string, readonly [number, number]>> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** What the keys do, for the reader. */
export const boardKeys = "By keys: arrows move, with Shift finely; Space puts the brush down and lifts it, Enter dabs; B brush, E eraser, Z undo.";

export class Cursor {
  /** The board, with the cursor above it. */
  readonly node: HTMLElement;
  private readonly ring = element("span", { class: "board-cursor", hidden: true, "aria-hidden": "true" });
  private readonly told = element("span", { class: "unseen", role: "status" });
  /** Where it is, as shares of the board's width and height. */
  private x = 0.5;
  private y = 0.5;
  private down = false;
  private readonly keys: Readonly<Record<string, () => void>>;

  /** wield takes an instrument in hand. */
  constructor(
    private readonly board: Board,
    wield: (instrument: Instrument) => void,
  ) {
    this.keys = {
      " ": () => (this.down ? this.lift() : this.press()),
      enter: () => this.dab(),
      b: () => this.change(() => wield("brush")),
      e: () => this.change(() => wield("eraser")),
      z: () => this.change(() => board.undo()),
    };
    this.node = element("div", { class: "board-frame" }, board.node, this.ring, this.told);
    board.node.addEventListener("keydown", (event) => this.key(event));
    board.node.addEventListener("focus", () => board.node.matches(":focus-visible") && this.show());
    board.node.addEventListener("blur", () => this.leave());
    this.node.addEventListener("pointerdown", () => this.leave(), { capture: true });
  }

  private key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const way = arrows[event.key];
    const act = way === undefined ? this.keys[event.key.toLowerCase()] : () => this.go(way, event.shiftKey ? nudge : stride);
    if (act === undefined) return;
    event.preventDefault();
    act();
    this.show();
    setText(this.told, `${this.board.instrument} ${this.down ? "down" : "up"}, ${percent(this.x)} from the left, ${percent(this.y)} from the top`);
  }

  private go([right, down]: readonly [number, number], step: number): void {
    const { width, height } = this.board.node;
    const cells = step * Math.max(width, height);
    this.x = Math.min(1, Math.max(0, this.x + (right * cells) / width));
    this.y = Math.min(1, Math.max(0, this.y + (down * cells) / height));
    if (this.down) this.board.draw(this.place());
  }

  private press(): void {
    this.down = true;
    this.board.begin(this.place());
  }

  private lift(): void {
    this.down = false;
    this.board.lift();
  }

  private dab(): void {
    if (this.down) return;
    this.press();
    this.lift();
  }

  /** Does what ends a stroke first. */
  private change(act: () => void): void {
    if (this.down) this.lift();
    act();
  }

  /** The keyboard, or the reader, has gone elsewhere. */
  private leave(): void {
    if (this.down) this.lift();
    this.ring.hidden = true;
  }

  private place(): readonly [number, number] {
    return [this.x * this.board.node.width, this.y * this.board.node.height];
  }

  private show(): void {
    const { node, width } = this.board;
    const { style } = this.ring;
    style.left = `${node.offsetLeft + this.x * node.offsetWidth}px`;
    style.top = `${node.offsetTop + this.y * node.offsetHeight}px`;
    style.width = `${(width / node.width) * node.offsetWidth}px`;
    this.ring.classList.toggle("down", this.down);
    this.ring.hidden = false;
  }
}

function percent(share: number): string {
  return `${Math.round(100 * share)}%`;
}
