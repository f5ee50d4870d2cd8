/** The training controls: train or pause, step, reset, and where the run stands. */
import type { State, Status } from "../../protocol/state";
import { element, setText } from "../dom";
import { icon, type Icon } from "../icons";
import { count, duration } from "../words/format";

/** What the controls ask for. */
export interface TrainingRequests {
  train(): void;
  pause(): void;
  step(): void;
  reset(): void;
  /** Starts again from step 0 and trains. */
  again(): void;
}

const nothing = "Nothing to train: this method learns no map. Play t to watch it move the particles.";

const words: Readonly<Record<Status, string>> = {
  idle: "Untrained",
  training: "Training",
  paused: "Paused",
  finished: "Finished",
  diverged: "Diverged",
};

export class Training {
  private readonly main = element("button", { type: "button", class: "primary", disabled: true });
  private readonly stepButton = labelled("step", "Step", "One training step (.)");
  private readonly resetButton = labelled("reset", "Reset", "Back to step 0 (R)");
  private readonly status = element("span", { class: "status" });
  private readonly where = element("span", { class: "where" });
  private readonly bar = element("progress", { max: "1", value: "0", "aria-label": "Training progress" });
  private all: readonly State[] = [];
  /** Whether there has been a run. */
  private ran = false;

  constructor(
    private readonly host: HTMLElement,
    private readonly requests: TrainingRequests,
  ) {
    this.face("play", "Train");
    this.main.addEventListener("click", () => this.toggle());
    this.stepButton.addEventListener("click", () => this.step());
    this.resetButton.addEventListener("click", () => this.reset());
    host.append(
      element("div", { class: "buttons" }, this.main, this.stepButton, this.resetButton),
      this.bar,
      element("p", { class: "standing" }, this.status, this.where),
    );
    setText(this.status, "Loading…");
  }

  /** Trains, pauses, or starts again, whichever the runs' statuses call for. */
  toggle(): void {
    if (this.main.disabled) return;
    if (this.some("training")) this.requests.pause();
    else if (this.some("idle", "paused")) this.requests.train();
    else this.requests.again();
  }

  /** Asks for one step, if there is a run that can take one. */
  step(): void {
    if (!this.stepButton.disabled) this.requests.step();
  }

  /** Asks for step 0. */
  reset(): void {
    if (!this.resetButton.disabled) this.requests.reset();
  }

  /** Shows where the run that is looked at stands, undefined when there is none, and offers what can be done with all that there are. */
  show(state: State | undefined, all: readonly State[]): void {
    this.all = all.filter((s) => s.horizon > 0);
    const learns = state?.horizon !== 0;
    const each = all.length > 1 ? " all" : "";
    this.main.disabled = this.all.length === 0;
    this.main.title = this.all.length > 0 || state === undefined ? "Train or pause (T)" : nothing;
    this.bar.hidden = !learns;
    this.host.dataset["learns"] = String(learns);
    this.stepButton.disabled = !this.some("idle", "paused", "training");
    this.resetButton.disabled = !this.all.some((s) => s.step > 0);
    if (this.some("training")) this.face("pause", `Pause${each}`);
    else if (this.some("idle", "paused") || this.all.length === 0) this.face("play", `Train${each}`);
    else this.face("play", `Retrain${each}`);
    this.bar.value = state === undefined || state.horizon === 0 ? 0 : Math.min(1, state.step / state.horizon);
    this.ran ||= state !== undefined;
    setText(this.status, state === undefined ? (this.ran ? "Not running" : "Loading…") : learns ? standingWord(state) : nothing);
    this.status.dataset["status"] = state?.status ?? "";
    setText(this.where, state === undefined || !learns ? "" : standing(state));
  }

  /** Whether one of the runs that learn has one of these statuses. */
  private some(...statuses: readonly Status[]): boolean {
    return this.all.some((s) => statuses.includes(s.status));
  }

  private face(name: Icon, label: string): void {
    if (this.main.textContent !== label) this.main.replaceChildren(icon(name), element("span", {}, label));
  }
}

function standingWord(state: State): string {
  return state.step < state.latest && state.status !== "training" ? "Rewound" : words[state.status];
}

function standing(state: State): string {
  const step = `step ${count(state.step)} of ${count(state.horizon)}`;
  return state.seconds > 0 ? `${step} · ${duration(state.seconds)}` : step;
}

function labelled(name: Icon, label: string, title: string): HTMLButtonElement {
  return element("button", { type: "button", disabled: true, title }, icon(name), element("span", {}, label));
}
