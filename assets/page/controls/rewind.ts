/** Going back in the training: a slider over the steps that the worker keeps, and the way back to the latest. */
import type { State } from "../../protocol/state";
import { element, setText } from "../dom";
import { icon } from "../icons";
import { count } from "../words/format";

const help = "Steps of the training that are kept. Training goes on from any of them, to the same bits as the straight run.";

export class Rewind {
  private readonly slider = element("input", { type: "range", class: "training-time", min: "0", max: "0", step: "1", value: "0", id: "training-step", title: help });
  private readonly readout = element("output", { for: "training-step", class: "rewind-step" });
  private readonly latest = element(
    "button",
    { type: "button", class: "rewind-latest", title: "Back to the latest step", "aria-label": "Back to the latest step" },
    icon("latest"),
  );
  private kept: readonly number[] = [0];
  private end = 0;
  private held = false;

  constructor(
    private readonly host: HTMLElement,
    private readonly ask: (step: number) => void,
  ) {
    const label = element("label", { for: "training-step", class: "rewind-label" }, "Training ", element("span", {}, "step"));
    const ends = element("span", { class: "ends" }, element("span", {}, "untrained"), element("span", {}, "latest"));
    host.append(label, this.readout, element("span", { class: "rewind-track" }, this.slider, ends), this.latest);
    this.slider.addEventListener("input", () => this.choose(Number(this.slider.value)));
    this.slider.addEventListener("pointerdown", () => (this.held = true));
    for (const end of ["pointerup", "pointercancel"]) this.slider.addEventListener(end, () => (this.held = false));
    this.latest.addEventListener("click", () => this.ask(this.end));
    this.show(undefined);
  }

  /** Shows where the run stands among the steps that are kept. Nothing is shown where nothing is learnt. */
  show(state: State | undefined): void {
    this.host.hidden = state?.horizon === 0;
    this.kept = state === undefined || state.kept.length === 0 ? [0] : state.kept;
    this.end = state?.latest ?? 0;
    if (this.end > (this.kept[this.kept.length - 1] ?? 0)) this.kept = [...this.kept, this.end];
    const last = this.kept.length - 1;
    this.slider.max = String(last);
    this.slider.disabled = last === 0;
    const step = state?.step ?? 0;
    this.latest.disabled = step === this.end;
    if (this.held && state?.status !== "training") return;
    this.place(nearest(this.kept, step));
    this.say(step);
  }

  private choose(index: number): void {
    const step = this.kept[index] ?? this.end;
    this.place(index);
    this.say(step);
    this.ask(step);
  }

  private place(index: number): void {
    this.slider.value = String(index);
    this.slider.style.setProperty("--share", `${(100 * index) / Math.max(1, this.kept.length - 1)}%`);
  }

  private say(step: number): void {
    setText(this.readout, count(step));
    this.slider.setAttribute("aria-valuetext", `step ${count(step)} of ${count(this.end)}`);
  }
}

/** The index of the number nearest to x in an ascending list. */
export function nearest(list: readonly number[], x: number): number {
  let best = 0;
  list.forEach((v, i) => {
    if (Math.abs(v - x) < Math.abs((list[best] ?? 0) - x)) best = i;
  });
  return best;
}
