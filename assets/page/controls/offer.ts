/** The offer beside the caption of a run that nobody has trained here yet: one that came trained, or that was left in this browser before. */
import type { State } from "../../protocol/state";
import { element, setText } from "../dom";
import { count } from "../words/format";

export class Offer {
  private readonly on = element("button", { type: "button" }, "Train on");
  private readonly anew = element("button", { type: "button", title: "Back to step 0, and train" }, "From scratch");
  private readonly back = element("button", { type: "button", class: "offer-back", title: "Where this run was left in this browser" });

  constructor(
    private readonly host: HTMLElement,
    train: { on(): void; anew(): void; back(): void },
  ) {
    this.on.addEventListener("click", () => train.on());
    this.anew.addEventListener("click", () => train.anew());
    this.back.addEventListener("click", () => train.back());
    host.append(this.on, this.anew, this.back);
    this.show(undefined, undefined);
  }

  /** Offers it while the run stands as it came; left is the step at which it was left, undefined if it was not. */
  show(state: State | undefined, left: number | undefined): void {
    const untouched = (state?.status === "idle" || state?.status === "paused") && state.seconds === 0 && state.step === state.latest;
    const trained = state?.trained === true && state.status === "paused";
    this.on.hidden = this.anew.hidden = !trained;
    this.back.hidden = left === undefined;
    if (left !== undefined) setText(this.back, `Go on from step ${count(left)}`);
    this.host.hidden = !untouched || (!trained && left === undefined);
  }
}
