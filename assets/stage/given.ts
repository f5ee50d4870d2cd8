/**
 * What is dropped on the stage, or pasted while it has the focus, is the page's: it hears of it, and can say that it would take a file while one is dragged over. Without that the
 * browser would open the file in the stage's place.
 */
import { holdsFiles } from "../page/dom";
import type { Given } from "../protocol/protocol";

/** Tells of it, before the program's own listeners. */
export function watchGiven(tell: (given: Given) => void): void {
  const send = (by: Given["by"], data: DataTransfer | null): void => tell({ type: "given", by, files: [...(data?.files ?? [])], text: data?.getData("text/plain") ?? "" });
  for (const by of ["dragenter", "dragleave", "dragover", "drop"] as const) {
    window.addEventListener(
      by,
      (event) => {
        if (!holdsFiles(event)) return;
        event.preventDefault();
        if (by !== "dragover") send(by, event.dataTransfer);
      },
      { capture: true },
    );
  }
  window.addEventListener("paste", (event) => send("paste", event.clipboardData), { capture: true });
}
