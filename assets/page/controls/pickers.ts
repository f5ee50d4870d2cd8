/** The three pickers that name the run, in the order the map reads: source, method, target. */
import type { Entry, Run, Schema } from "../../protocol/protocol";
import { element } from "../dom";
import { icon } from "../icons";
import { methodOf, sourcesFor, withMethod, withSource, withTarget } from "../run/run";
import { Picker, type Choice, type Group } from "./picker";

export class Pickers {
  private run: Run;
  private readonly source: Picker;
  private readonly method: Picker;
  private readonly target: Picker;

  constructor(
    private readonly schema: Schema,
    host: HTMLElement,
    change: (run: Run) => void,
  ) {
    this.run = schema.default;
    this.source = new Picker({
      id: "source", label: "Source", tone: "noise", choose: (id) => change(withSource(this.run, id)),
    });
    this.method = new Picker({
      id: "method", label: "Method", tone: "generated", choose: (id) => change(withMethod(schema, this.run, id)),
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
    this.source.show([ungrouped(sourcesFor(schema, methodOf(schema, run)))], run.source);
    this.method.show(families(schema), run.method);
    this.target.show([ungrouped(schema.targets)], run.target);
  }
}

/** The methods under their families; those of no listed family come last. */
function families(schema: Schema): Group[] {
  const known = schema.families.map((f) => f.id);
  const rest = schema.methods.filter((m) => !known.includes(m.family));
  return [
    ...schema.families.map((f) => ({
      name: f.name,
      idea: f.idea,
      choices: schema.methods.filter((m) => m.family === f.id).map(choice),
    })),
    ungrouped(rest),
  ];
}

function ungrouped(entries: readonly Entry[]): Group {
  return { name: "", idea: "", choices: entries.map(choice) };
}

function choice(entry: Entry): Choice {
  return { id: entry.id, name: entry.name, idea: entry.idea };
}
