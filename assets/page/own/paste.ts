/** What is pasted anywhere on the page, but into a field: a table, as spreadsheets put on the clipboard, or a file. */

export class Paste {
  /** text is told of a table, file of an image or another file. */
  constructor(text: (text: string) => void, file: (file: File) => void) {
    window.addEventListener("paste", (event) => {
      if (event.defaultPrevented || isField(event.target)) return;
      const pasted = event.clipboardData?.files[0];
      const rows = event.clipboardData?.getData("text/plain") ?? "";
      if (pasted !== undefined && !(pasted.type.startsWith("image/") && isTable(rows))) file(pasted);
      else if (rows.trim() !== "") text(rows);
      else return;
      event.preventDefault();
    });
  }
}

/** Whether the text beside an image is what was copied: spreadsheets add a picture of the cells, and file managers the name of a file. */
function isTable(text: string): boolean {
  return /[\t\n]/.test(text.trim());
}

/** Whether text can be typed there. */
function isField(target: EventTarget | null): boolean {
  return target instanceof Element && target.matches(":read-write");
}
