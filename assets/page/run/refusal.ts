/** Refusals: what the worker would not do, in the page's words where the schema has them. */
import type { Refusal } from "../../protocol/protocol";
import type { Run, Values } from "../../protocol/run";
import type { Schema } from "../../protocol/schema";
import { exact } from "../words/format";
import { quoted, sentence } from "../words/sentence";
import { seedObjection, valueObjection } from "./objection";
import { embeddingOf, methodOf, solverOf, sourceOf, targetOf, type Parametrised } from "./run";

/** Why the worker refused, as a sentence; asked is the run that it was to set, undefined for other requests. */
export function explain(refusal: Refusal, asked: Run | undefined, schema: Schema): string {
  const known = asked === undefined ? undefined : objections(asked, schema)[0];
  return sentence(known ?? refusal.message);
}

/** What a refusal leaves the reader with: the run that stands, if one does, or the default. */
export function consequence(refusal: Refusal, stands: boolean): string {
  if (refusal.of !== "set") return "";
  return stands ? " The run is as it was." : " The default run is shown.";
}

/** What the schema says against a run's values, in the order of the page's sections. */
function objections(run: Run, schema: Schema): readonly string[] {
  const seed = seedObjection(String(run.seed));
  return [
    ...against(methodOf(schema, run), run.parameters),
    ...against(targetOf(schema, run), run.targetParameters),
    ...against(sourceOf(schema, run), run.sourceParameters),
    ...against(embeddingOf(schema, run), run.embeddingParameters),
    ...against(solverOf(schema, run), run.solverParameters),
    ...(seed === "" ? [] : [`seed ${shown(String(run.seed))}: ${seed}`]),
  ];
}

function against(entry: Parametrised | undefined, values: Values): readonly string[] {
  if (entry === undefined) return [];
  return Object.entries(values).flatMap(([name, value]) => {
    const why = valueObjection(entry, name, value);
    const label = entry.parameters.find((p) => p.name === name)?.label;
    return why === "" ? [] : [`${label || name} ${shown(value)}: ${why}`];
  });
}

/** A number as it is written, any other text in quotation marks. */
function shown(value: string): string {
  return /^-?[\d.]+$/.test(value) && Number.isFinite(Number(value)) ? exact(Number(value)) : quoted(value);
}
