/** Sampling: the seed, how samples are drawn, and with how many function evaluations. */
import type { Run } from "../../protocol/run";
import type { Entry, Parameter, Schema } from "../../protocol/schema";
import type { State } from "../../protocol/state";
import { element, setText } from "../dom";
import { methodOf, solverOf, withSolver, withValue } from "../run/run";
import { Field } from "./field";
import { ChoiceField, FieldGroup } from "./group";

export class SamplingFields {
  readonly nodes: readonly HTMLElement[];
  private readonly seed: Field;
  private readonly solver: ChoiceField;
  private readonly idea = element("p", { class: "help" });
  private readonly parameters: FieldGroup;
  private readonly nfeHost = element("div", { class: "group" });
  private nfe: Field | undefined;
  private nfeDefault = 0;
  /** Ids of the solvers that the worker's run can use. */
  private offered: readonly string[] = [];

  constructor(
    private readonly schema: Schema,
    private readonly run: () => Run,
    private readonly change: (run: Run) => void,
  ) {
    this.seed = new Field(seedParameter(schema), { id: "seed", slider: false, change: (value) => change({ ...run(), seed: Number(value) }) });
    this.solver = new ChoiceField({ name: "solver", label: "Solver", help: "How points are carried along what is learnt, from noise to data." }, (id) =>
      change(withSolver(schema, run(), id)),
    );
    this.parameters = new FieldGroup("solver", (of, name, value) =>
      change({ ...run(), solverParameters: withValue(run().solverParameters, of, name, value) }),
    );
    this.nodes = [this.solver.node, this.idea, this.parameters.node, this.nfeHost, this.seed.node];
  }

  /** Offers the solvers that the worker's run can use. */
  offer(state: State): void {
    this.offered = state.solvers;
    this.show(this.run());
  }

  show(run: Run): void {
    const method = methodOf(this.schema, run);
    const solver = solverOf(this.schema, run);
    const direct = method?.abilities.includes("push") === true;
    this.seed.show(String(run.seed));
    if (solver !== undefined) {
      const listed = this.schema.solvers.filter((s) => s.id === solver.id || this.offered.includes(s.id));
      this.solver.show(new Map(listed.map((s) => [s.id, s.name])), method?.solver ?? "", solver.id);
    }
    setText(this.idea, solver?.idea ?? "");
    this.parameters.show(solver, run.solverParameters);
    this.showNFE(run, method);
    this.solver.node.hidden = this.idea.hidden = solver === undefined;
    this.nfeHost.hidden = direct || solver?.adaptive === true;
  }

  private showNFE(run: Run, method: Entry | undefined): void {
    const byDefault = method?.defaultNFE ?? 1;
    if (this.nfe === undefined || this.nfeDefault !== byDefault) {
      this.nfeDefault = byDefault;
      this.nfe = new Field(nfeParameter(byDefault), {
        id: "nfe",
        change: (value) => this.change({ ...this.run(), nfe: Number(value) === byDefault ? 0 : Number(value) }),
      });
      this.nfeHost.replaceChildren(this.nfe.node);
    }
    this.nfe.show(String(run.nfe || byDefault));
  }
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

function nfeParameter(byDefault: number): Parameter {
  return {
    ...unranged,
    name: "nfe",
    label: "Function evaluations",
    kind: "int",
    min: 1,
    max: byDefault > 100 ? 1024 : 256,
    scale: "log",
    default: String(byDefault),
    help: "How often what drives each sample is asked: more is finer and slower.",
  };
}
