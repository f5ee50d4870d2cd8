/** Runs against a schema: what may be chosen, and what follows from a choice. */
import type { Run, Values } from "../../protocol/run";
import type { Entry, Parameter, Schema, Solver } from "../../protocol/schema";

/** The method that a run names; undefined when the schema has none of that id. */
export function methodOf(schema: Schema, run: Run): Entry | undefined {
  return schema.methods.find((e) => e.id === run.method);
}

/** The target that a run names. */
export function targetOf(schema: Schema, run: Run): Entry | undefined {
  return schema.targets.find((e) => e.id === run.target);
}

/** The source that a run names. */
export function sourceOf(schema: Schema, run: Run): Entry | undefined {
  return schema.sources.find((e) => e.id === run.source);
}

/** The way in which a run's samples are drawn: its own choice or the method's; undefined where there is nothing to integrate. */
export function solverOf(schema: Schema, run: Run): Solver | undefined {
  const own = methodOf(schema, run)?.solver ?? "";
  return own === "" ? undefined : schema.solvers.find((s) => s.id === (run.solver || own));
}

/** The embedding that a run names. */
export function embeddingOf(schema: Schema, run: Run): Entry | undefined {
  return schema.embeddings.find((e) => e.id === run.embedding);
}

/** The sources that a method can start from, in menu order. */
export function sourcesFor(schema: Schema, method: Entry | undefined): readonly Entry[] {
  return among(schema.sources, method?.sources ?? []);
}

/** The targets that a method can learn, in menu order. */
export function targetsFor(schema: Schema, method: Entry | undefined): readonly Entry[] {
  return among(schema.targets, method?.targets ?? []);
}

/** Those of the entries whose ids are allowed; all of them if no id is. */
function among(entries: readonly Entry[], allowed: readonly string[]): readonly Entry[] {
  return allowed.length === 0 ? entries : entries.filter((e) => allowed.includes(e.id));
}

/**
 * The run with another method: its parameters are those of the default run, where it has them, samples are drawn in its own way, and a
 * source or a target that it does not allow gives way to the first that it does.
 */
export function withMethod(schema: Schema, run: Run, id: string): Run {
  const known = schema.methods.find((e) => e.id === id)?.parameters ?? [];
  const start = Object.entries(schema.default.parameters).filter(([name]) => known.some((p) => p.name === name));
  let next: Run = { ...run, method: id, parameters: Object.fromEntries(start), solver: "", solverParameters: {}, nfe: 0 };
  const { sources = [], targets = [] } = methodOf(schema, next) ?? {};
  const [source, target] = [sources[0], targets[0]];
  if (source !== undefined && !sources.includes(next.source)) next = withSource(next, source);
  if (target !== undefined && !targets.includes(next.target)) next = withTarget(next, target);
  return next;
}

/** A sentence about what gave way when another method was chosen, "" if nothing did. */
export function changesTold(schema: Schema, before: Run, after: Run): string {
  const method = methodOf(schema, after)?.name ?? after.method;
  const parts: string[] = [];
  if (after.source !== before.source) parts.push(`starts from ${sourceOf(schema, after)?.name}`);
  if (after.target !== before.target) parts.push(`needs a target with a known density: ${targetOf(schema, after)?.name} stands in for ${targetOf(schema, before)?.name}`);
  return parts.length === 0 ? "" : `${method} ${parts.join(", and ")}.`;
}

/** The run with another source, at that source's defaults. */
export function withSource(run: Run, id: string): Run {
  return { ...run, source: id, sourceParameters: {}, embedding: "", embeddingParameters: {} };
}

/** The run with another embedding, "" for the worker's own choice, at that embedding's defaults. */
export function withEmbedding(run: Run, id: string): Run {
  return { ...run, embedding: id, embeddingParameters: {} };
}

/** The run with another way to draw samples, at its defaults. */
export function withSolver(schema: Schema, run: Run, id: string): Run {
  return { ...run, solver: id === methodOf(schema, run)?.solver ? "" : id, solverParameters: {} };
}

/** The run with another target, at that target's defaults. */
export function withTarget(run: Run, id: string): Run {
  return { ...run, target: id, targetParameters: {}, embedding: "", embeddingParameters: {} };
}

/** A rival's run on the same source and target with the same seed and arithmetic as another run: what the two share is that one's. */
export function sharing(run: Run, rival: Run): Run {
  const { source, sourceParameters, target, targetParameters, embedding, embeddingParameters, seed, fast } = run;
  return { ...rival, source, sourceParameters, target, targetParameters, embedding, embeddingParameters, seed, fast };
}

/** The methods that can start from a run's source and learn its target. */
export function methodsFor(schema: Schema, run: Run): readonly Entry[] {
  const allows = (ids: readonly string[], id: string): boolean => ids.length === 0 || ids.includes(id);
  return schema.methods.filter((m) => allows(m.sources, run.source) && allows(m.targets, run.target));
}

/** What has parameters: a method, source, target, embedding or solver. */
export interface Parametrised {
  readonly name: string;
  readonly parameters: readonly Parameter[];
}

/** Values with one set; a value equal to its default is left out, so that only what differs is kept. */
export function withValue(values: Values, entry: Parametrised, name: string, value: string): Values {
  const others = Object.entries(values).filter(([key]) => key !== name);
  const isDefault = entry.parameters.some((p) => p.name === name && p.default === value);
  return Object.fromEntries(isDefault ? others : [...others, [name, value]]);
}

/** Whether two runs are the same, whatever the order of their parameters. */
export function sameRun(a: Run, b: Run): boolean {
  return identityOf(a) === identityOf(b);
}

/** A text that is the same for runs that are. */
export function identityOf(run: Run): string {
  return JSON.stringify(run, (_, value: unknown) =>
    typeof value === "object" && value !== null ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value,
  );
}
