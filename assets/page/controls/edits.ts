/** Two buttons: undo and redo of settings. */
import { element } from "../dom";
import { icon } from "../icons";

export class Edits {
  private readonly undo = button("undo", "Undo the last setting (Ctrl Z)");
  private readonly redo = button("redo", "Redo the setting (Ctrl Shift Z)");

  constructor(host: HTMLElement, undo: () => void, redo: () => void) {
    this.undo.addEventListener("click", undo);
    this.redo.addEventListener("click", redo);
    host.append(this.undo, this.redo);
    this.show(false, false);
  }

  /** Shows whether there is something to undo and to redo. */
  show(canUndo: boolean, canRedo: boolean): void {
    this.undo.disabled = !canUndo;
    this.redo.disabled = !canRedo;
  }
}

function button(name: "undo" | "redo", label: string): HTMLButtonElement {
  return element("button", { type: "button", class: "quiet", title: label, "aria-label": label }, icon(name));
}
