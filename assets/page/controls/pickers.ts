/** The three pickers that name the run, in the order the map reads: source, method, target. */
import type { Entry, Family, Run, Schema } from "../../protocol/protocol";
import { element } from "../dom";
import { icon } from "../icons";
import { changesTold, methodOf, methodsFor, sourcesFor, targetsFor, withMethod, withSource, withTarget } from "../run/run";
import { Picker, type Choice, type Group } from "./picker";

export class Pickers {
  private run: Run;
  private readonly source: Picker;
  private readonly method: Picker;
  private readonly target: Picker;

  constructor(
    private readonly schema: Schema,
    host: HTMLElement,
    change: (run: Run, told?: string) => void,
  ) {
    this.run = schema.default;
    this.source = new Picker({
      id: "source", label: "Source", tone: "noise", choose: (id) => change(withSource(this.run, id)),
    });
    this.method = new Picker({
      id: "method", label: "Method", tone: "generated", choose: (id) => {
        const next = withMethod(schema, this.run, id);
        change(next, changesTold(schema, this.run, next));
      },
    });
    this.target = new Picker({
      id: "target", label: "Target", tone: "target", choose: (id) => change(withTarget(this.run, id)),
    });
    const arrow = (): HTMLElement => element("span", { class: "picker-arrow", "aria-hidden": "true" }, icon("arrow"));
    host.replaceChildren(this.source.node, arrow(), this.method.node, arrow(), this.target.node);
  }

  /** Shows what a run is made of. */
  show(run: Run): void {
    this.run = run;
    const { schema } = this;
    this.source.show(grouped(schema.targetFamilies, sourcesFor(schema, methodOf(schema, run))), run.source);
    this.method.show(methodGroups(schema), run.method);
    this.target.show(grouped(schema.targetFamilies, targetsFor(schema, methodOf(schema, run))), run.target);
  }
}

/** Methods under their families: all, or those that can take the place of a run's on the same source and target. */
export function methodGroups(schema: Schema, run?: Run): Group[] {
  return grouped(schema.families, run === undefined ? schema.methods : methodsFor(schema, run));
}

/** Entries under their families; those of no listed family come last. */
function grouped(families: readonly Family[], entries: readonly Entry[]): Group[] {
  const known = families.map((f) => f.id);
  const rest = entries.filter((e) => !known.includes(e.family));
  return [
    ...families.map((f) => ({ name: f.name, idea: f.idea, choices: entries.filter((e) => e.family === f.id).map(choice) })),
    { name: "", idea: "", choices: rest.map(choice) },
  ];
}

function choice(entry: Entry): Choice {
  return { id: entry.id, name: entry.name, idea: entry.idea };
}
