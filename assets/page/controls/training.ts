/** The training controls: train or pause, step, reset, and where the run stands. */
import type { State, Status } from "../../protocol/protocol";
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
  private state: State | undefined;

  constructor(
    host: HTMLElement,
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

  /** Trains, pauses, or starts again, whichever the run's status calls for. */
  toggle(): void {
    const status = this.state?.status;
    if (this.main.disabled) return;
    if (status === "training") this.requests.pause();
    else if (status === "finished" || status === "diverged") this.requests.again();
    else if (status !== undefined) this.requests.train();
  }

  /** Asks for one step, if the run can take one. */
  step(): void {
    if (this.state !== undefined && !this.stepButton.disabled) this.requests.step();
  }

  /** Asks for step 0. */
  reset(): void {
    if (this.state !== undefined && !this.resetButton.disabled) this.requests.reset();
  }

  /** Shows where the run stands; undefined when there is none. */
  show(state: State | undefined): void {
    this.state = state;
    const learns = state?.horizon !== 0;
    const over = state?.status === "finished" || state?.status === "diverged";
    this.main.disabled = state === undefined || !learns;
    this.main.title = learns ? "Train or pause (T)" : nothing;
    this.bar.hidden = !learns;
    this.stepButton.disabled = state === undefined || over;
    this.resetButton.disabled = state === undefined || state.step === 0;
    if (state?.status === "training") this.face("pause", "Pause");
    else this.face("play", over && learns ? "Retrain" : "Train");
    this.bar.value = state === undefined || state.horizon === 0 ? 0 : Math.min(1, state.step / state.horizon);
    setText(this.status, state === undefined ? "Not running" : learns ? standingWord(state) : nothing);
    this.status.dataset["status"] = state?.status ?? "";
    setText(this.where, state === undefined || !learns ? "" : standing(state));
  }

  private face(name: Icon, label: string): void {
    if (this.main.textContent !== label) this.main.replaceChildren(icon(name), element("span", {}, label));
  }
}

function standingWord(state: State): string {
  return state.step < state.latest && state.status !== "training" ? "Rewound" : words[state.status];
}

function standing(state: State): string {
  const step = state.horizon > 0 ? `step ${count(state.step)} of ${count(state.horizon)}` : `step ${count(state.step)}`;
  return `${step} · ${duration(state.seconds)}`;
}

function labelled(name: Icon, label: string, title: string): HTMLButtonElement {
  return element("button", { type: "button", disabled: true, title }, icon(name), element("span", {}, label));
}
