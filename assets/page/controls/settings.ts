/** Settings: a form of fields for the run's method, target, source and sampling, built from the schema. */
import type { Run } from "../../protocol/run";
import type { Parameter, Schema } from "../../protocol/schema";
import type { State } from "../../protocol/state";
import { element } from "../dom";
import { methodOf, sourceOf, targetOf, withValue } from "../run/run";
import { EmbeddingFields } from "./embedding";
import { Field } from "./field";
import { FieldGroup } from "./group";
import { SamplingFields } from "./sampling";

type Change = (run: Run) => void;
type Space = "parameters" | "targetParameters" | "sourceParameters";

/** The choice of arithmetic, with what the faster one gives up. */
const arithmetic: Parameter = {
  name: "fast", label: "Fast arithmetic", kind: "bool", default: "false", min: 0, max: 0, scale: "linear", unit: "", choices: [],
  help: "Saves about a quarter of a step's time, but bits depend on the processor: the same link no longer gives the same samples on every machine.",
};

/** Where the form's sections are. */
export interface SettingsHosts {
  readonly method: HTMLElement;
  readonly target: HTMLElement;
  readonly source: HTMLElement;
  readonly sampling: HTMLElement;
  /** What is not of one part of the run. */
  readonly arithmetic: HTMLElement;
}

export class Settings {
  private run: Run;
  private readonly method: FieldGroup;
  private readonly target: FieldGroup;
  private readonly source: FieldGroup;
  private readonly embedding: EmbeddingFields;
  private readonly sampling: SamplingFields;
  private readonly arithmetic: Field;

  constructor(
    private readonly schema: Schema,
    private readonly hosts: SettingsHosts,
    change: Change,
  ) {
    this.run = schema.default;
    const group = (prefix: string, space: Space): FieldGroup =>
      new FieldGroup(prefix, (of, name, value) => change({ ...this.run, [space]: withValue(this.run[space], of, name, value) }));
    this.method = group("m", "parameters");
    this.target = group("d", "targetParameters");
    this.source = group("s", "sourceParameters");
    this.embedding = new EmbeddingFields(schema, () => this.run, change);
    this.sampling = new SamplingFields(schema, () => this.run, change);
    this.arithmetic = new Field(arithmetic, { id: "fast", change: (value) => change({ ...this.run, fast: value === "true" }) });
    if (schema.fast) hosts.arithmetic.replaceChildren(this.arithmetic.node);
    body(hosts.method).replaceChildren(this.method.node);
    body(hosts.target).replaceChildren(this.target.node);
    body(hosts.source).replaceChildren(this.source.node, ...this.embedding.nodes);
    body(hosts.sampling).replaceChildren(...this.sampling.nodes);
  }

  /** Shows the values of a run. */
  show(run: Run): void {
    this.run = run;
    this.method.show(methodOf(this.schema, run), run.parameters);
    this.target.show(targetOf(this.schema, run), run.targetParameters);
    this.source.show(sourceOf(this.schema, run), run.sourceParameters);
    this.embedding.show(run);
    this.sampling.show(run);
    this.arithmetic.show(String(run.fast));
    this.hide();
  }

  /** Offers what the worker says that the run can have. */
  offer(state: State): void {
    this.embedding.offer(state);
    this.sampling.offer(state);
    this.hide();
  }

  /** Hides the sections in which there is nothing. */
  private hide(): void {
    this.hosts.method.hidden = this.method.node.hidden;
    this.hosts.target.hidden = this.target.node.hidden;
    this.hosts.source.hidden = this.source.node.hidden && !this.embedding.shown();
  }
}

function body(host: HTMLElement): HTMLElement {
  const found = host.querySelector<HTMLElement>(".section-body");
  if (found !== null) return found;
  const made = element("div", { class: "section-body" });
  host.append(made);
  return made;
}
