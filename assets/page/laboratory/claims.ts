/** Rows of published tables, beside the same protocol here. */
import type { Claim, Numbers } from "laboratory:scores";
import { element } from "../dom";

/** How a measure is called, written and compared. */
interface Measure {
  readonly name: string;
  readonly lower: boolean;
  readonly write: (v: number) => string;
}

const digits = (v: number): string => v.toFixed(3);

const measures: Readonly<Record<string, Measure>> = {
  w2: { name: "W₂", lower: true, write: digits },
  npe: { name: "Path energy error", lower: true, write: digits },
  modes: { name: "Modes", lower: false, write: (v) => v.toFixed(1) },
  hq: { name: "Within 3σ", lower: false, write: (v) => `${(100 * v).toFixed(1)}%` },
  "mode-kl": { name: "Reverse KL", lower: true, write: digits },
};

/** One table for each that has rows. Names are those of methods and targets by their ids. */
export function claimTables(claims: readonly Claim[], name: (id: string) => string): HTMLElement[] {
  return [...new Set(claims.map((c) => c.table))].map((table) => {
    const rows = claims.filter((c) => c.table === table);
    const columns = Object.entries(measures).filter(([id]) => rows.some((r) => id in r.published));
    const heads = ["Method", "Target", ...columns.map(([, m]) => m.name)].map((text) => element("th", { scope: "col" }, text));
    const body = rows.map((r) =>
      element(
        "tr",
        {},
        element("th", { scope: "row" }, name(r.method), element("small", {}, r.label)),
        element("td", { class: "claim-target" }, name(r.target), element("small", {}, r.seeds === 1 ? "1 seed" : `${r.seeds} seeds`)),
        ...columns.map(([id, m]) => beside(r.ours[id], r.published[id], m)),
      ),
    );
    return element("div", { class: "scroll" }, element("table", { class: "claims" }, element("caption", {}, table), element("thead", {}, element("tr", {}, ...heads)), element("tbody", {}, ...body)));
  });
}

/** A number from here over a published one, marked where it is at least as good. */
function beside(ours: Numbers[string] | undefined, theirs: Numbers[string] | undefined, m: Measure): HTMLElement {
  if (ours === undefined || theirs === undefined) return element("td");
  const better = m.lower ? ours.mean <= theirs.mean : ours.mean >= theirs.mean;
  const spread = (n: Numbers[string]): string => (n.std === undefined ? "" : ` ± ${m.write(n.std)}`);
  return element("td", {}, element(better ? "b" : "span", {}, `${m.write(ours.mean)}${spread(ours)}`), element("small", {}, `${m.write(theirs.mean)}${spread(theirs)}`));
}
