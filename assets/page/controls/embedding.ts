/** The embedding: what carries a source of fewer dimensions into the target's space. Hidden where there are as many. */
import type { Run } from "../../protocol/run";
import type { Schema } from "../../protocol/schema";
import type { State } from "../../protocol/state";
import { embeddingOf, withEmbedding, withValue } from "../run/run";
import { ChoiceField, FieldGroup } from "./group";

export class EmbeddingFields {
  readonly nodes: readonly HTMLElement[];
  private readonly choice: ChoiceField;
  private readonly parameters: FieldGroup;
  private needed = false;

  constructor(
    private readonly schema: Schema,
    private readonly run: () => Run,
    change: (run: Run) => void,
  ) {
    const help = "How a source of fewer dimensions enters the space of the target, before any map is learnt.";
    this.choice = new ChoiceField({ name: "embedding", label: "Embedding ξ", help }, (id) => change(withEmbedding(run(), id)));
    this.parameters = new FieldGroup("e", (of, name, value) =>
      change({ ...run(), embeddingParameters: withValue(run().embeddingParameters, of, name, value) }),
    );
    this.nodes = [this.choice.node, this.parameters.node];
  }

  /** Takes in whether the worker's source has fewer dimensions than its target. */
  offer(state: State): void {
    this.needed = state.embedding !== "" || state.sourceDim < state.dim;
    this.show(this.run());
  }

  show(run: Run): void {
    const names = this.schema.embeddings.map((e): [string, string] => [e.id, e.name]);
    this.choice.show(new Map([["", "Automatic"], ...names]), "", run.embedding);
    this.parameters.show(embeddingOf(this.schema, run), run.embeddingParameters);
    this.choice.node.hidden = !this.needed && run.embedding === "";
  }

  /** Whether there is anything to see. */
  shown(): boolean {
    return !this.choice.node.hidden;
  }
}
