/** What is on show, in words: the source, the method and the target with their ideas, citations and attributions. */
import type { Run } from "../../protocol/run";
import type { Entry, Schema } from "../../protocol/schema";
import { element } from "../dom";
import { methodOf, sourceOf, targetOf } from "../run/run";
import { formula } from "./formula";

export class About {
  private shown = "";
  private embedding = "";
  private run: Run | undefined;

  constructor(
    private readonly schema: Schema,
    private readonly host: HTMLElement,
  ) {}

  /** Shows what a run is made of. */
  show(run: Run): void {
    this.run = run;
    this.render();
  }

  /** Shows the embedding of that id, "" for none. */
  embed(id: string): void {
    this.embedding = id;
    this.render();
  }

  private render(): void {
    const { run } = this;
    if (run === undefined) return;
    const key = JSON.stringify([run.source, run.method, run.target, this.embedding]);
    if (key === this.shown) return;
    this.shown = key;
    const embedding = this.schema.embeddings.find((e) => e.id === this.embedding);
    this.host.replaceChildren(
      article("Method", "generated", methodOf(this.schema, run)),
      article("Source", "noise", sourceOf(this.schema, run)),
      ...(embedding === undefined ? [] : [article("Embedding of the source", "noise", embedding)]),
      article("Target", "target", targetOf(this.schema, run)),
    );
  }
}

function article(kind: string, tone: string, entry: Entry | undefined): HTMLElement {
  const node = element(
    "article",
    {},
    element("p", { class: "kind" }, element("span", { class: `dot ${tone}` }), kind),
    element("h2", {}, entry?.name ?? ""),
    element("p", {}, entry?.idea ?? ""),
  );
  if (entry !== undefined && entry.formula !== "") node.append(element("div", { class: "formula" }, formula(entry.formula)));
  if (entry !== undefined && entry.limits !== "") node.append(element("p", { class: "limits" }, entry.limits));
  for (const source of [entry?.citation ?? "", entry?.attribution ?? ""]) {
    if (source !== "") node.append(element("p", { class: "source" }, source));
  }
  return node;
}
