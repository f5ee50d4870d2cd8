/** How a run carries the reader's data: small files within the parameter itself, in base64url; others by name, and the file is kept. */
import { ownData } from "./store";

/** The longest text that a parameter carries: with it, a link has less than 4 kB. */
const longest = 3000;

/** The parameter's text for a file, and a sentence about where the file is, "" if it is in the link. */
export async function carry(file: Blob): Promise<{ readonly text: string; readonly told: string }> {
  if (Math.ceil((file.size * 4) / 3) <= longest) return { text: base64url(await bytesOf(file)), told: "" };
  const { name, why } = await ownData.keep(file);
  const told =
    why === ""
      ? "The data is too large for the link, and is kept in this browser: elsewhere the link falls back to the default."
      : `This browser cannot keep the data, because ${why}: it is here, and its link works, until the tab closes.`;
  return { text: `@${name}`, told };
}

/** The file that a parameter carries; undefined where there is none, or it is not at hand. */
export async function uncarry(text: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const kept = text.startsWith("@") ? ownData.get(text.slice(1)) : undefined;
  try {
    if (kept !== undefined) return await bytesOf(kept);
    return text === "" ? undefined : Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
  } catch {
    return undefined; // Somebody else's text.
  }
}

function base64url(file: Uint8Array): string {
  return btoa(String.fromCharCode(...file)).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

async function bytesOf(file: Blob): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await file.arrayBuffer());
}
