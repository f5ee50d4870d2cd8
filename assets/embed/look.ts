/** How an embedded frame looks: which controls it has, light or dark, and what it begins with. Its query says so: ?controls=train,t&theme=dark. */
import type { Shade } from "./messages";

/** The controls there are, and those of a frame that is not told. */
export const controls: readonly string[] = ["train", "step", "reset", "play", "t", "speed", "method", "target", "caption", "open"];
const usual = "train,play,t,method,target,open";

/** What a run begins with: nothing learnt, what comes trained of it, or training at once. */
export type Start = "untrained" | "trained" | "train";

export interface Look {
  readonly controls: readonly string[];
  readonly theme: Shade;
  readonly start: Start;
}

/** Reads the query of a frame's address ("" or "?…"). What it does not know gives way to the default; notes has a sentence for each. */
export function readLook(query: string): { readonly look: Look; readonly notes: readonly string[] } {
  const keys = new URLSearchParams(query);
  const notes: string[] = [];
  const chosen = <T extends string>(key: string, allowed: readonly T[], byDefault: T): T => {
    const value = keys.get(key) ?? "";
    const found = allowed.find((a) => a === value);
    if (found === undefined && value !== "") notes.push(`The frame's address says ${key}=${value.slice(0, 40)}: want ${allowed.join(", ")}.`);
    return found ?? byDefault;
  };
  const { list, why } = readControls(keys.get("controls") ?? usual);
  if (why !== "") notes.push(`The frame's address: ${why}.`);
  const theme = chosen<Shade>("theme", ["auto", "light", "dark"], "auto");
  return { look: { controls: list, theme, start: chosen<Start>("start", ["untrained", "trained", "train"], "untrained") }, notes };
}

/** The controls that a list with commas names; why says which are unknown, "" if none. */
export function readControls(text: string): { readonly list: readonly string[]; readonly why: string } {
  const names = text.split(/[\s,]+/).filter((name) => name !== "");
  const unknown = names.find((name) => !controls.includes(name));
  const why = unknown === undefined ? "" : `control "${unknown.slice(0, 40)}": want some of ${controls.join(", ")}`;
  return { list: names.filter((name) => controls.includes(name)), why };
}
