/** The record of a run: what it is, where it stands, how good it is and, in a table, how it came there. */
import type { Run } from "../../protocol/run";
import type { Entry } from "../../protocol/schema";
import type { Score, State } from "../../protocol/state";
import type { Course } from "../measures/course";

/** The version of the record's layout: it is raised when an old reader would misunderstand a new record. */
const version = 1;

/** The record as JSON; fingerprint is that of the numbers learnt, link the address that shows the run. */
export function record(state: State, score: Score | undefined, fingerprint: string, method: Entry | undefined, link: string): string {
  const about = {
    version,
    run: filled(state.run),
    step: state.step,
    horizon: state.horizon,
    seconds: state.seconds,
    status: state.status,
    parameters: state.parameters,
    fingerprint: fingerprint || undefined, // a simulation learns nothing
    rounded: state.trained,
    score: score === undefined ? null : Object.fromEntries(Object.entries(score).filter(([name]) => name !== "type")),
    citation: method?.citation ?? "",
    link,
  };
  return `${JSON.stringify(about, null, 2)}\n`;
}

/** What a run says beyond the defaults. */
function filled(run: Run): object {
  const empty = (value: unknown): boolean => value === "" || value === 0 || value === false || (typeof value === "object" && Object.keys(value ?? {}).length === 0);
  return Object.fromEntries(Object.entries(run).filter(([name, value]) => name === "seed" || !empty(value)));
}

/** The curves as rows by step: losses, and the scores where there were some. */
export function curves(course: Course): (string | number | undefined)[][] {
  const rows = new Map<number, { loss?: number; score?: Score }>();
  const at = (step: number): { loss?: number; score?: Score } => {
    const row = rows.get(step) ?? {};
    rows.set(step, row);
    return row;
  };
  course.losses.x.forEach((step, i) => {
    const loss = course.losses.y[i];
    if (loss !== undefined && loss !== null) at(step).loss = loss;
  });
  for (const score of course.scores.list) at(score.step).score = score;
  const head = ["step", "loss", "training_s", "score", "w2", "floor", "swd", "mmd2", "energy"];
  const sorted = [...rows.entries()].sort(([a], [b]) => a - b);
  return [head, ...sorted.map(([step, { loss, score: s }]) => [step, loss, s?.seconds, s?.ratio, s?.w2, s?.floor, s?.swd, s?.mmd2, s?.energy])];
}
