/** Sources and targets of the reader's own: what is typed, drawn or dropped becomes a run. */
import type { Run, Schema, Values } from "../../protocol/protocol";
import type { Contestant } from "../race/contestant";
import { withSource, withTarget } from "../run/run";
import { Dialog } from "./dialog";
import { FormulaPanel } from "./formula";
import type { Panel } from "./panel";

/** Id of the family of targets that a reader makes. */
export const ownFamily = "own";

/** What it is made for. */
export type Role = "source" | "target";

/** Whether a source or target is one that a reader makes. */
export function isOwn(schema: Schema, id: string): boolean {
  return schema.targets.some((e) => e.id === id && e.family === ownFamily);
}

export class Own {
  private dialog: Dialog | undefined;
  private panels: readonly Panel[] = [];
  private role: Role = "target";

  /** choose is told of the run that the reader wants. */
  constructor(
    private readonly node: HTMLDialogElement,
    private readonly selected: () => Contestant,
    private readonly choose: (run: Run) => void,
  ) {
    document.addEventListener("remake", ({ target }) => {
      const role = target instanceof Element && target.closest("#source-settings") !== null ? "source" : "target";
      const { run } = this.selected();
      if (run !== undefined) this.open(role, run[role]);
    });
  }

  /** Takes in what there is to make. */
  offer(schema: Schema): void {
    if (this.dialog !== undefined) return;
    this.panels = schema.targets.flatMap((entry) =>
      entry.id === "formula" ? [new FormulaPanel(entry, (values) => this.selected().sketches.ask(entry.id, values))] : [],
    );
    this.dialog = new Dialog(this.node, this.panels, (panel) => void this.use(panel));
  }

  /** Opens the dialog at the entry of that id, with what the run has of it. */
  open(role: Role, id: string): void {
    const { run } = this.selected();
    if (this.dialog === undefined || run === undefined) return;
    this.role = role;
    for (const panel of this.panels) panel.show(panel.id === run[role] ? valuesOf(run, role) : {});
    this.dialog.open(id, role);
  }

  private async use(panel: Panel): Promise<void> {
    this.dialog?.busy(true);
    const values = await panel.take();
    this.dialog?.busy(false);
    const { run } = this.selected();
    if (values === undefined || run === undefined) return;
    this.dialog?.close();
    this.choose(made(run, this.role, panel.id, values));
  }
}

function valuesOf(run: Run, role: Role): Values {
  return role === "target" ? run.targetParameters : run.sourceParameters;
}

/** The run with what was made in its place. */
function made(run: Run, role: Role, id: string, values: Values): Run {
  return role === "target" ? { ...withTarget(run, id), targetParameters: values } : { ...withSource(run, id), sourceParameters: values };
}
