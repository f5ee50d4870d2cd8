/** The verdict of a dial: what its rows say, in a sentence. */
import type { NFERow } from "../../protocol/protocol";
import { times } from "../words/format";

/** Twice the error of a difference of two such ratios: nine times in ten less than that is chance. */
const noise = 2 * Math.SQRT2;

/** What the rows of one solver, or of a map, say of its cost; "" if there are none. */
export function verdict(name: string, rows: readonly NFERow[]): string {
  const sorted = [...rows].sort((a, b) => a.nfe - b.nfe);
  const best = sorted.reduce<NFERow | undefined>((a, b) => (a === undefined || b.ratio < a.ratio ? b : a), undefined);
  const most = sorted[sorted.length - 1];
  if (best === undefined || most === undefined) return "";
  if (sorted.length === 1) return `${name} takes ${evaluations(best.nfe)}: ${atFloor(best) ? "within noise of the floor" : `${times(best.ratio)} the floor`}.`;
  const enough = sorted.find((r) => r.ratio - best.ratio <= noise * Math.max(r.error, best.error)) ?? best;
  const goal = atFloor(enough) ? "within noise of the floor" : `as good as it gets, ${times(enough.ratio)} the floor`;
  const first = `${name}: ${evaluations(enough.nfe)} ${enough.nfe === 1 ? "is" : "are"} ${goal}`;
  const fewer = sorted.filter((r) => r.nfe < enough.nfe).pop();
  return fewer === undefined ? `${first}.` : `${first}; ${fewer.nfe} cost${fewer.nfe === 1 ? "s" : ""} ${times(fewer.ratio / enough.ratio)} as much error.`;
}

/** Whether a row cannot be told from the floor, whose own error is like the row's. */
function atFloor(row: NFERow): boolean {
  return row.ratio - 1 <= noise * row.error;
}

function evaluations(n: number): string {
  return `${n} evaluation${n === 1 ? "" : "s"}`;
}
