/** Sources and targets of the reader's own: what is typed, drawn or dropped becomes a run. */
import type { Run, Values } from "../../protocol/run";
import type { Entry, Schema } from "../../protocol/schema";
import type { Contestant } from "../race/contestant";
import type { Reading } from "../run/permalink";
import { withSource, withTarget } from "../run/run";
import { Dialog } from "./dialog";
import { Drop } from "./drop";
import { FormulaPanel } from "./formula";
import type { Panel } from "./panel";
import { PicturePanel } from "./picture";
import { PointsPanel } from "./points";
import { Paste } from "./paste";
import { settle } from "./settle";

/** Id of the family of targets that a reader makes. */
export const ownFamily = "own";

const lost = "The link's data is in the browser in which it was made, or was, and not in this one: the default is used. Make a target of your own from the list of targets.";

/** What it is made for. */
export type Role = "source" | "target";

/** Whether a source or target is one that a reader makes. */
export function isOwn(schema: Schema, id: string): boolean {
  return schema.targets.some((e) => e.id === id && e.family === ownFamily);
}

export class Own {
  private dialog: Dialog | undefined;
  private panels: readonly Panel[] = [];
  private schema: Schema | undefined;
  private role: Role = "target";
  /** What is to be done with what was dropped or pasted before there was a run. */
  private early: (() => void) | undefined;

  /** choose is told of the run that the reader wants, tell of what they are to know. */
  constructor(
    private readonly node: HTMLDialogElement,
    private readonly selected: () => Contestant,
    private readonly choose: (run: Run) => void,
    private readonly tell: (sentence: string) => void,
  ) {
    document.addEventListener("remake", ({ target }) => {
      const role = target instanceof Element && target.closest("#source-settings") !== null ? "source" : "target";
      const { run } = this.selected();
      if (run !== undefined) this.open(role, run[role]);
    });
    const drop = (file: File): void => this.when(() => this.drop(file));
    new Drop(drop);
    new Paste((text) => this.when(() => this.panel("points")?.paste?.(text)), drop);
  }

  /** Takes in what there is to make. */
  offer(schema: Schema): void {
    if (this.schema !== undefined) return;
    this.schema = schema;
    this.panels = schema.targets.flatMap((entry) => this.panelOf(entry) ?? []);
    this.dialog = new Dialog(this.node, this.panels, (panel) => void this.use(panel));
  }

  /** Does something with what was given, once there is a run that it can change. */
  private when(act: () => void): void {
    if (this.dialog === undefined || this.selected().run === undefined) this.early = act;
    else act();
  }

  /** Opens the dialog at the entry of that id, with what the run has of it. */
  open(role: Role, id: string): void {
    const { run } = this.selected();
    if (this.dialog === undefined || run === undefined) return;
    this.role = role;
    for (const panel of this.panels) panel.show(panel.id === run[role] ? valuesOf(run, role) : {});
    this.dialog.open(id, role);
  }

  /** Brings the data that a link refers to into memory; then is told of the link, with the default in place of what is not in this browser. */
  settle(reading: Reading, then: (reading: Reading) => void): void {
    if (this.schema === undefined) return;
    settle(reading, this.schema.default, lost, (settled) => {
      then(settled);
      this.early?.();
      this.early = undefined;
    });
  }

  private panelOf(entry: Entry): Panel | undefined {
    if (entry.id === "formula") return new FormulaPanel(entry, (values) => this.selected().sketches.ask(entry.id, values));
    if (entry.id === "points") return new PointsPanel(entry, () => this.selected().spawn(), this.tell);
    if (entry.id === "picture") return new PicturePanel(entry, this.tell);
    return undefined;
  }

  /** A file that was dropped: an image, or a table. */
  private drop(file: File): void {
    void this.panel(file.type.startsWith("image/") ? "picture" : "points")?.load?.(file);
  }

  /** The panel of that id, which the dialog is opened at. */
  private panel(id: string): Panel | undefined {
    if (this.node.open) this.dialog?.open(id, this.role);
    else this.open("target", id);
    return this.panels.find((panel) => panel.id === id);
  }

  private async use(panel: Panel): Promise<void> {
    this.dialog?.busy(true);
    const values = await panel.take();
    this.dialog?.busy(false);
    const { run } = this.selected();
    if (values === undefined || run === undefined || !this.node.open) return;
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
