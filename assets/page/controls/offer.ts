/** The offer beside the caption of a run that came trained: to train on, or from scratch. */
import type { State } from "../../protocol/protocol";
import { element } from "../dom";

export class Offer {
  constructor(
    private readonly host: HTMLElement,
    train: { on(): void; anew(): void },
  ) {
    const on = element("button", { type: "button" }, "Train on");
    const anew = element("button", { type: "button", title: "Back to step 0, and train" }, "From scratch");
    on.addEventListener("click", () => train.on());
    anew.addEventListener("click", () => train.anew());
    host.append(on, anew);
    this.show(undefined);
  }

  /** Offers it while the run stands where it was left. */
  show(state: State | undefined): void {
    this.host.hidden = !(state?.trained === true && state.status === "paused" && state.seconds === 0 && state.step === state.latest);
  }
}
