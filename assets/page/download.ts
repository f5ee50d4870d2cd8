/** Downloads: what the page made, as a file. */
import { element } from "./dom";

/** How long the content is kept for the browser, which on a busy machine takes it late, in milliseconds. */
const keep = 60_000;

export function download(name: string, type: string, ...content: BlobPart[]): void {
  const url = URL.createObjectURL(new Blob(content, { type }));
  element("a", { href: url, download: name }).click();
  window.setTimeout(() => URL.revokeObjectURL(url), keep);
}

/** Rows as CSV (RFC 4180): a number in full, a text in quotation marks where it needs them, undefined as nothing. */
export function csv(rows: readonly (readonly (string | number | undefined)[])[]): string {
  const cell = (value: string | number | undefined): string => {
    const text = value === undefined ? "" : String(value);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}
