/** Settings: a form of fields for the run's method, target, source and sampling, built from the schema. */
import type { Entry, Parameter, Run, Schema, Values } from "../../protocol/protocol";
import { element } from "../dom";
import { methodOf, sourceOf, targetOf, withValue } from "../run/run";
import { Field } from "./field";

type Change = (run: Run) => void;
type Space = "parameters" | "targetParameters" | "sourceParameters";

/** Where the form's sections are. */
export interface SettingsHosts {
  readonly method: HTMLElement;
  readonly target: HTMLElement;
  readonly source: HTMLElement;
  readonly sampling: HTMLElement;
}

export class Settings {
  private run: Run;
  private readonly method: EntryFields;
  private readonly target: EntryFields;
  private readonly source: EntryFields;
  private readonly sampling: SamplingFields;

  constructor(
    private readonly schema: Schema,
    hosts: SettingsHosts,
    change: Change,
  ) {
    this.run = schema.default;
    const enter = (space: Space) => (entry: Entry, name: string, value: string) =>
      change({ ...this.run, [space]: withValue(this.run[space], entry, name, value) });
    this.method = new EntryFields(hosts.method, "m", enter("parameters"));
    this.target = new EntryFields(hosts.target, "d", enter("targetParameters"));
    this.source = new EntryFields(hosts.source, "s", enter("sourceParameters"));
    this.sampling = new SamplingFields(schema, hosts.sampling, () => this.run, change);
  }

  /** Shows the values of a run. */
  show(run: Run): void {
    this.run = run;
    this.method.show(methodOf(this.schema, run), run.parameters);
    this.target.show(targetOf(this.schema, run), run.targetParameters);
    this.source.show(sourceOf(this.schema, run), run.sourceParameters);
    this.sampling.show(run);
  }
}

/** The fields of one entry's parameters; the section hides when there are none. */
class EntryFields {
  private entry: Entry | undefined;
  private fields: readonly { readonly parameter: Parameter; readonly field: Field }[] = [];

  constructor(
    private readonly host: HTMLElement,
    private readonly prefix: string,
    private readonly enter: (entry: Entry, name: string, value: string) => void,
  ) {}

  show(entry: Entry | undefined, values: Values): void {
    if (entry !== this.entry) this.build(entry);
    for (const { parameter, field } of this.fields) field.show(values[parameter.name] ?? parameter.default);
  }

  private build(entry: Entry | undefined): void {
    this.entry = entry;
    this.fields = (entry?.parameters ?? []).map((parameter) => ({
      parameter,
      field: new Field(parameter, {
        id: `${this.prefix}-${parameter.name}`,
        change: (value) => entry && this.enter(entry, parameter.name, value),
      }),
    }));
    body(this.host).replaceChildren(...this.fields.map(({ field }) => field.node));
    this.host.hidden = this.fields.length === 0;
  }
}

/** Seed, solver and function evaluations: parameters of every run. */
class SamplingFields {
  private readonly seed: Field;
  private readonly solver: Field;
  private nfe: Field | undefined;
  private nfeDefault = 0;

  constructor(
    private readonly schema: Schema,
    private readonly host: HTMLElement,
    private readonly run: () => Run,
    private readonly change: Change,
  ) {
    this.seed = new Field(seedParameter(schema), {
      id: "seed",
      slider: false,
      change: (value) => change({ ...run(), seed: Number(value) }),
    });
    this.solver = new Field(solverParameter(schema), {
      id: "solver",
      names: new Map(schema.solvers.map((s) => [s.id, s.name])),
      change: (value) => change({ ...run(), solver: value }),
    });
  }

  show(run: Run): void {
    const method = methodOf(this.schema, run);
    const integrates = method?.abilities.includes("velocity") === true && this.schema.solvers.length > 0;
    this.seed.show(String(run.seed));
    const solver = this.schema.solvers.find((s) => s.id === run.solver) ?? this.schema.solvers[0];
    this.solver.show(solver?.id ?? "");
    if (this.nfe === undefined || this.nfeDefault !== method?.defaultNFE) this.buildNFE(method?.defaultNFE ?? 1);
    this.nfe?.show(String(run.nfe || this.nfeDefault));
    this.solver.node.hidden = !integrates;
    if (this.nfe !== undefined) this.nfe.node.hidden = !integrates || solver?.adaptive === true;
  }

  private buildNFE(byDefault: number): void {
    this.nfeDefault = byDefault;
    this.nfe = new Field(nfeParameter(byDefault), {
      id: "nfe",
      change: (value) => this.change({ ...this.run(), nfe: Number(value) === byDefault ? 0 : Number(value) }),
    });
    body(this.host).replaceChildren(this.solver.node, this.nfe.node, this.seed.node);
  }
}

function body(host: HTMLElement): HTMLElement {
  const found = host.querySelector<HTMLElement>(".section-body");
  if (found !== null) return found;
  const made = element("div", { class: "section-body" });
  host.append(made);
  return made;
}

const unranged = { min: 0, max: 0, scale: "linear", unit: "", choices: [] } as const;

function seedParameter(schema: Schema): Parameter {
  return {
    ...unranged,
    name: "seed",
    label: "Seed",
    kind: "int",
    max: Number.MAX_SAFE_INTEGER,
    default: String(schema.default.seed),
    help: "The same seed gives the same run, to the bit.",
  };
}

function solverParameter(schema: Schema): Parameter {
  const ids = schema.solvers.map((s) => s.id);
  return {
    ...unranged,
    name: "solver",
    label: "Solver",
    kind: "choice",
    default: schema.default.solver || (ids[0] ?? ""),
    choices: ids,
    help: "How the velocity field is integrated from noise to data.",
  };
}

function nfeParameter(byDefault: number): Parameter {
  return {
    ...unranged,
    name: "nfe",
    label: "Function evaluations",
    kind: "int",
    min: 1,
    max: 256,
    scale: "log",
    default: String(byDefault),
    help: "How often the network is asked for each sample: more is finer and slower.",
  };
}
