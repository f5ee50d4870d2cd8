/** Files that are dropped anywhere on the page, with a hint while they hover. */
import { element, holdsFiles } from "../dom";

/** Files that others open. */
const foreign = /\.safetensors$/i;

export class Drop {
  private readonly hint = element("p", { class: "drop-hint", hidden: true }, "Drop a table or an image to make it the target, or a model to open it.");
  /** How many elements the file hovers over: each is entered before the last is left. */
  private depth = 0;

  /** dropped is told of each file. */
  constructor(dropped: (file: File) => void) {
    document.body.append(this.hint);
    window.addEventListener("dragenter", (event) => this.hover(event, 1));
    window.addEventListener("dragleave", (event) => this.hover(event, -1));
    window.addEventListener("dragover", (event) => holdsFiles(event) && event.preventDefault());
    window.addEventListener("drop", (event) => {
      const file = event.dataTransfer?.files[0];
      this.depth = 0;
      this.show();
      if (file === undefined || event.defaultPrevented || foreign.test(file.name)) return;
      event.preventDefault();
      dropped(file);
    });
  }

  private hover(event: DragEvent, step: number): void {
    if (!holdsFiles(event)) return;
    this.depth = Math.max(0, this.depth + step);
    this.show();
    // What is modal lies above the page: the hint goes there.
    (document.querySelector("dialog[open]") ?? document.body).append(this.hint);
  }

  /** Shows whether a file hovers. */
  private show(): void {
    this.hint.hidden = this.depth === 0;
  }
}
