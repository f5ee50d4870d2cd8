/**
 * The reader's own data, under names that its content gives: in memory while the page is open, and in this browser's database for later. Links
 * carry no more of it than the name.
 */
import { Shelf, type Dated } from "../shelf";

/** How many files are kept. */
const most = 24;

/** A reference to data, within a message. */
const reference = /"@([0-9a-f]{16})"/g;

interface Kept extends Dated {
  readonly file: Blob;
}

export class OwnData {
  private readonly files = new Map<string, Blob>();
  private readonly shelf = new Shelf<Kept>("pushforward", "own", most);

  /** The names of the data that something refers to. */
  named(what: unknown): string[] {
    const text = JSON.stringify(what, (_, value: unknown) => (value instanceof Uint8Array ? undefined : value)) ?? "";
    return [...new Set([...text.matchAll(reference)].map((match) => match[1] ?? ""))];
  }

  /** Data that is at hand. */
  get(name: string): Blob | undefined {
    return this.files.get(name);
  }

  /** Keeps data, and gives its name; why it is in memory only, "" if it is not. */
  async keep(file: Blob): Promise<{ readonly name: string; readonly why: string }> {
    const name = await nameOf(file);
    this.files.set(name, file);
    try {
      await this.shelf.put(name, { file, at: Date.now() });
      return { name, why: "" };
    } catch (cause) {
      return { name, why: cause instanceof Error && cause.name === "QuotaExceededError" ? "its storage is full" : "it does not let the page store anything" };
    }
  }

  /** Brings data of that name into memory; false where it is not in this browser. */
  async find(name: string): Promise<boolean> {
    if (this.files.has(name)) return true;
    try {
      const { file: kept } = ((await this.shelf.get(name)) ?? {}) as { readonly file?: unknown };
      // Older pages put the bytes there.
      const file = kept instanceof Uint8Array ? new Blob([kept.slice()]) : kept;
      if (!(file instanceof Blob) || (await nameOf(file)) !== name) return false;
      this.files.set(name, file);
      return true;
    } catch {
      return false; // The database is forbidden here.
    }
  }
}

/** What all parts of the page share. */
export const ownData = new OwnData();

/** How many bytes are read at a time; whole words, so that a name does not depend on it. */
const piece = 2 ** 22;

/** Two FNV-1a hashes of 32 bits, over the words of a file and its length: 16 digits that no other file of a reader's has, as far as chance goes. */
export async function nameOf(file: Blob): Promise<string> {
  let a = 0x811c9dc5;
  let b = 0x01000193 ^ file.size;
  for (let start = 0; start < file.size; start += piece) {
    const words = new DataView(await file.slice(start, start + piece).arrayBuffer());
    let at = 0;
    for (; at + 4 <= words.byteLength; at += 4) {
      const word = words.getUint32(at, true);
      a = Math.imul(a ^ word, 0x01000193);
      a ^= a >>> 15;
      b = Math.imul(b ^ word, 0x85ebca6b);
      b ^= b >>> 13;
    }
    for (; at < words.byteLength; at++) {
      a = Math.imul(a ^ words.getUint8(at), 0x01000193);
      b = Math.imul(b ^ words.getUint8(at), 0x85ebca6b);
    }
  }
  return [a, b].map((hash) => (hash >>> 0).toString(16).padStart(8, "0")).join("");
}
