/** The three pickers that name the run, in the order the map reads: source, method, target. */
import type { Run } from "../../protocol/run";
import type { Entry, Family, Schema } from "../../protocol/schema";
import { element } from "../dom";
import { icon } from "../icons";
import { changesTold, methodOf, methodsFor, sourcesFor, targetsFor, withMethod, withSource, withTarget } from "../run/run";
import { isOwn, ownFamily, type Role } from "../own/own";
import { cloud } from "../thumbnails/clouds";
import { schematic } from "../thumbnails/schematics";
import type { Picture } from "../thumbnails/thumbnail";
import { Picker, type Group } from "./picker";

export class Pickers {
  private run: Run;
  private readonly source: Picker;
  private readonly method: Picker;
  private readonly target: Picker;

  constructor(
    private readonly schema: Schema,
    host: HTMLElement,
    change: (run: Run, told?: string) => void,
    own: (role: Role, id: string) => void,
  ) {
    this.run = schema.default;
    this.source = new Picker({
      id: "source", label: "Source", tone: "noise", pictured: true, choose: (id) => (isOwn(schema, id) ? own("source", id) : change(withSource(this.run, id))),
    });
    this.method = new Picker({
      id: "method", label: "Method", tone: "generated", pictured: true, choose: (id) => {
        const next = withMethod(schema, this.run, id);
        change(next, changesTold(schema, this.run, next));
      },
    });
    this.target = new Picker({
      id: "target", label: "Target", tone: "target", pictured: true, choose: (id) => (isOwn(schema, id) ? own("target", id) : change(withTarget(this.run, id))),
    });
    const arrow = (): HTMLElement => element("span", { class: "picker-arrow", "aria-hidden": "true" }, icon("arrow"));
    host.replaceChildren(this.source.node, arrow(), this.method.node, arrow(), this.target.node);
  }

  /** Shows what a run is made of. */
  show(run: Run): void {
    this.run = run;
    const { schema } = this;
    const source = (e: Entry): Picture | undefined => cloud(e.id, { look: "noise", from: e.id, to: run.target });
    const target = (e: Entry): Picture | undefined => cloud(e.id, { look: "target", from: run.source, to: e.id });
    this.source.show(grouped(schema.targetFamilies, sourcesFor(schema, methodOf(schema, run)), source), run.source);
    this.method.show(methodGroups(schema), run.method);
    this.target.show(grouped(schema.targetFamilies, targetsFor(schema, methodOf(schema, run)), target), run.target);
  }
}

/** Methods under their families: all, or those that can take the place of a run's on the same source and target. */
export function methodGroups(schema: Schema, run?: Run): Group[] {
  return grouped(schema.families, run === undefined ? schema.methods : methodsFor(schema, run), schematic);
}

/** Entries under their families, each with its picture; those of no listed family come last. */
function grouped(families: readonly Family[], entries: readonly Entry[], picture: (entry: Entry) => Picture | undefined): Group[] {
  const known = families.map((f) => f.id);
  const choices = (list: readonly Entry[]): Group["choices"] => list.map((e) => ({ id: e.id, name: e.name, idea: e.idea, picture: picture(e) }));
  return [
    ...families.map((f) => ({ name: f.name, idea: f.idea, pinned: f.id === ownFamily, choices: choices(entries.filter((e) => e.family === f.id)) })),
    { name: "", idea: "", choices: choices(entries.filter((e) => !known.includes(e.family))) },
  ];
}
