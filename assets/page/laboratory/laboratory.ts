/** The dialog with what the laboratory measured: every method on the toys, and published numbers beside the same protocol here. */
import scores from "laboratory:scores";
import type { Run } from "../../protocol/run";
import type { Schema } from "../../protocol/schema";
import { csv, download } from "../download";
import { element } from "../dom";
import { icon } from "../icons";
import { withMethod, withSource, withTarget } from "../run/run";
import { claimTables } from "./claims";
import { Matrix } from "./matrix";

export class Laboratory {
  private readonly matrix: Matrix;

  /** choose is told the run of a cell: the method as it comes, on the target. */
  constructor(
    private readonly schema: Schema,
    private readonly dialog: HTMLDialogElement,
    choose: (run: Run) => void,
  ) {
    this.matrix = new Matrix(schema, scores, (method, target) => {
      dialog.close();
      choose(withMethod(schema, withTarget(withSource(schema.default, "gaussian"), target), method));
    });
    const close = element("button", { type: "button", class: "quiet", "aria-label": "Close the scores" }, icon("close"));
    close.addEventListener("click", () => dialog.close());
    const save = element("button", { type: "button", title: "CSV: download the scores" }, icon("download"), "CSV");
    save.addEventListener("click", () => this.save());
    dialog.replaceChildren(
      element("header", {}, element("h2", { id: "scores-title" }, "All methods’ scores"), close),
      element("p", {}, explanation),
      this.matrix.node,
      ...this.claims(),
      element("footer", {}, save),
    );
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog) dialog.close();
    });
  }

  /** Opens the dialog, at the cell of a run. */
  open(run: Run | undefined): void {
    if (!this.dialog.open) this.dialog.showModal();
    this.matrix.mark(run);
  }

  private claims(): HTMLElement[] {
    if (scores.published.length === 0) return [];
    const entries = [...this.schema.methods, ...this.schema.targets];
    const name = (id: string): string => entries.find((e) => e.id === id)?.name ?? id;
    return [element("h3", {}, "Beside published numbers"), element("p", {}, protocol), ...claimTables(scores.published, name)];
  }

  private save(): void {
    const rows = Object.entries(scores.methods).flatMap(([method, list]) =>
      list.flatMap((s, i) => (s === null ? [] : [[method, scores.targets[i], s.seeds, s.worst, s.mean, s.modes, s.hq, s.seconds, s.refused ?? s.failed]])),
    );
    download("pushforward-scores.csv", "text/csv", csv([["method", "target", "seeds", "worst", "mean", "modes", "hq", "train_s", "note"], ...rows]));
  }
}

const explanation =
  "W₂ over its floor, of every method as it comes, from Gaussian noise, trained for at most 20 seconds of one core. 1 cannot be told from the target. Of 25 draws of 1,000 points each; where several seeds were trained, the worst one counts.";

const protocol = "The same protocol: above what it comes to here, below as published; bold is at least as good. Published networks, optimisers and noise differ in places.";
