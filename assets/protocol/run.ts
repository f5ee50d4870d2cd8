/** What a run is, and its decoding. */
import { number, text, values, type Fields } from "./fields";

/** What to train: all that a permalink must carry to give the same bits again, on any machine unless it is fast. */
export interface Run {
  readonly method: string;
  readonly source: string;
  readonly target: string;
  /** An integer in [0, 2⁵³): what JSON carries exactly. */
  readonly seed: number;
  /** By parameter name; an absent one has its default. */
  readonly parameters: Values;
  readonly targetParameters: Values;
  readonly sourceParameters: Values;
  /** What carries a source of fewer dimensions than the target's into its space; "" is the worker's default. */
  readonly embedding: string;
  readonly embeddingParameters: Values;
  /** Way to draw samples from a velocity field; "" is the method's own. */
  readonly solver: string;
  readonly solverParameters: Values;
  /** Function evaluations per sample; 0 is the method's default. */
  readonly nfe: number;
  /** Relaxed arithmetic: faster, with bits that depend on the processor. Only where the schema says so. */
  readonly fast: boolean;
}

/** Parameter values by name, in the notation of the schema's defaults. */
export type Values = Readonly<Record<string, string>>;

/** Decodes a run; throws when a field is not what the protocol says, as all that decode. */
export function decodeRun(f: Fields): Run {
  return {
    method: text(f, "method"),
    source: text(f, "source"),
    target: text(f, "target"),
    seed: number(f, "seed"),
    parameters: values(f, "parameters"),
    targetParameters: values(f, "targetParameters"),
    sourceParameters: values(f, "sourceParameters"),
    embedding: text(f, "embedding"),
    embeddingParameters: values(f, "embeddingParameters"),
    solver: text(f, "solver"),
    solverParameters: values(f, "solverParameters"),
    nfe: number(f, "nfe"),
    fast: f["fast"] === true,
  };
}
