/** What the stage was given, as if its frame had been: the page's own listeners need not know of frames. */
import type { Given } from "../protocol/protocol";

/** Lets the event happen to the frame's element. */
export function happen(frame: HTMLElement, { by, files, text }: Given): void {
  const data = new DataTransfer();
  for (const file of files) data.items.add(file);
  if (by === "paste") {
    data.setData("text/plain", text);
    frame.dispatchEvent(new ClipboardEvent(by, { bubbles: true, cancelable: true, clipboardData: data }));
    return;
  }
  if (files.length === 0) data.items.add(new File([], "")); // What is dragged is a file, and not known yet.
  frame.dispatchEvent(new DragEvent(by, { bubbles: true, cancelable: true, dataTransfer: data }));
}
