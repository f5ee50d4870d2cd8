/** What goes wrong with a contestant's programs and training: one plain sentence each, on its card, and a way on that loses nothing. */
import type { Refusal } from "../../protocol/protocol";
import type { Run } from "../../protocol/run";
import type { Schema } from "../../protocol/schema";
import { reasonOf } from "../../reason";
import { atHalfTheRate, withParameters } from "../run/slower";
import { sentence } from "../words/sentence";
import type { Contestant } from "./contestant";

export class Faults {
  /** The divergences that were told, by contestant: generation and step. */
  private readonly told = new Map<Contestant, string>();

  /** changed is told of a run that took the place of one that diverged. */
  constructor(private readonly changed: (by: Contestant, before: Run, run: Run) => void) {}

  /** The worker is gone. */
  lost(by: Contestant, why: string, started: () => void): void {
    by.card.notices.show(why, {
      label: "Start again",
      act: () => {
        started();
        by.restart();
      },
    });
  }

  /** The stage reports a failure: one that stopped it is to be started again. */
  failed(by: Contestant, { message, fatal }: Refusal): void {
    by.card.notices.show(sentence(message), fatal ? { label: "Restart the view", act: () => by.review() } : undefined);
  }

  /** Where the run stands has changed: one that diverged may go on from its last good state, more slowly. */
  stands(by: Contestant, schema: Schema | undefined): void {
    const { state } = by.experiment;
    if (state?.status !== "diverged" || schema === undefined) return;
    const which = `${state.generation} ${state.step}`;
    if (this.told.get(by) === which) return;
    this.told.set(by, which);
    const slower = atHalfTheRate(schema, state.run);
    if (slower === undefined) return;
    by.card.notices.show(`Training diverged. It can go on from step ${state.step}, the last good one, at half the learning rate.`, {
      label: `Train at ${slower.rate}`,
      act: () => void this.goOn(by, state.run, slower.run),
    });
  }

  private async goOn(by: Contestant, before: Run, slower: Run): Promise<void> {
    try {
      const { bytes } = await by.errands.ask({ type: "model", format: "safetensors" });
      await by.errands.ask({ type: "open", bytes: withParameters(bytes, slower.parameters) });
      this.changed(by, before, slower);
      by.experiment.train();
    } catch (cause) {
      by.card.notices.show(reasonOf(cause));
    }
  }
}
