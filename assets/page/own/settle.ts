/** Links that refer to the reader's own data: it is brought into memory, or the default takes its place. */
import type { Run, Values } from "../../protocol/run";
import type { Reading } from "../run/permalink";
import { withSource, withTarget } from "../run/run";
import { ownData } from "./store";

/** Brings the data that a link refers to into memory; then is told of the link, with the standard run's in place of what is not in this browser, and lost as a note. */
export function settle(reading: Reading, standard: Run, lost: string, then: (reading: Reading) => void): void {
  const names = ownData.named([reading.run, reading.rivals]);
  if (names.length === 0) then(reading);
  else void gather(reading, names, standard, lost).then(then);
}

async function gather(reading: Reading, names: readonly string[], standard: Run, lost: string): Promise<Reading> {
  const found = await Promise.all(names.map((name) => ownData.find(name)));
  const missing = new Set(names.filter((_, i) => found[i] !== true));
  if (missing.size === 0) return reading;
  const lacks = (values: Values): boolean => ownData.named(values).some((name) => missing.has(name));
  const mend = (run: Run): Run => {
    const target = lacks(run.targetParameters) ? withTarget(run, standard.target) : run;
    return lacks(run.sourceParameters) ? withSource(target, standard.source) : target;
  };
  return { ...reading, run: mend(reading.run), rivals: reading.rivals.map(mend), notes: [...reading.notes, lost] };
}
