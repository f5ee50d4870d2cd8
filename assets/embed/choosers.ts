/** The lists of an embedded frame: another method, another target. */
import type { Run } from "../protocol/run";
import type { Entry, Family, Schema } from "../protocol/schema";
import { element } from "../page/dom";
import { methodOf, methodsFor, targetsFor, withMethod, withTarget } from "../page/run/run";

export class Choosers {
  private readonly method = element("select", { class: "method", "aria-label": "Method", title: "Method" });
  private readonly target = element("select", { class: "target", "aria-label": "Target", title: "Target" });
  private run: Run | undefined;

  constructor(
    private readonly schema: Schema,
    host: HTMLElement,
    choose: (run: Run) => void,
  ) {
    this.method.addEventListener("change", () => this.run && choose(withMethod(schema, this.run, this.method.value)));
    this.target.addEventListener("change", () => this.run && choose(withTarget(this.run, this.target.value)));
    host.append(this.method, this.target);
  }

  /** Shows a run, and what could stand in its place. */
  show(run: Run): void {
    this.run = run;
    const { schema } = this;
    fill(this.method, schema.families, methodsFor(schema, run), run.method);
    fill(this.target, schema.targetFamilies, targetsFor(schema, methodOf(schema, run)), run.target);
  }
}

function fill(list: HTMLSelectElement, families: readonly Family[], entries: readonly Entry[], chosen: string): void {
  const option = ({ id, name }: Entry): HTMLOptionElement => element("option", { value: id }, name);
  const groups = families.map((f) => element("optgroup", { label: f.name }, ...entries.filter((e) => e.family === f.id).map(option)));
  list.replaceChildren(...groups.filter((g) => g.childElementCount > 0));
  list.value = chosen;
}
