/** Runs that fail on purpose: the reader predicts first, then sees what happens, and is told in a sentence. */
import type { Run } from "../../protocol/run";
import type { Preset } from "../../protocol/schema";
import type { State } from "../../protocol/state";
import { element } from "../dom";
import { sameRun } from "../run/run";

export class Presets {
  private readonly body = element("div", { class: "section-body" });
  private running: { readonly preset: Preset; readonly guess: number } | undefined;

  constructor(
    host: HTMLElement,
    private readonly presets: readonly Preset[],
    private readonly start: (run: Run) => void,
  ) {
    host.hidden = presets.length === 0;
    host.append(this.body);
    this.list();
  }

  /** Takes in where the run stands: one that has ended is explained, another one ends the matter. */
  stands(state: State): void {
    if (this.running === undefined) return;
    const { preset, guess } = this.running;
    if (!sameRun(state.run, preset.run)) {
      if (state.of === "set") this.list();
      return;
    }
    if (state.step > 0 && (state.status === "finished" || state.status === "diverged")) this.tell(preset, guess);
  }

  private list(): void {
    this.running = undefined;
    const choices = this.presets.map((preset) => {
      const button = element("button", { type: "button", "data-preset": preset.id }, preset.name);
      button.addEventListener("click", () => this.ask(preset));
      return button;
    });
    this.show(element("div", { class: "presets" }, ...choices));
  }

  private ask(preset: Preset): void {
    const choices = preset.choices.map((choice, i) => {
      const button = element("button", { type: "button" }, choice);
      button.addEventListener("click", () => this.run(preset, i));
      return button;
    });
    const question = element("p", { tabindex: "-1" }, preset.question);
    this.show(element("h3", {}, preset.name), question, element("div", { class: "presets" }, ...choices), this.back("Another one"));
    question.focus();
  }

  private run(preset: Preset, guess: number): void {
    this.running = { preset, guess };
    const said = element("p", {}, "You said: ", element("b", {}, preset.choices[guess] ?? ""), ".");
    this.show(element("h3", {}, preset.name), said, element("p", { class: "help" }, "It trains: watch orange at t = 1."));
    this.start(preset.run);
  }

  private tell(preset: Preset, guess: number): void {
    this.running = undefined;
    const right = guess === preset.outcome;
    this.show(
      element("h3", {}, preset.name),
      element("p", { role: "status" }, right ? "As you said: " : `You said “${preset.choices[guess] ?? ""}”. It was: `, element("b", {}, preset.choices[preset.outcome] ?? ""), "."),
      element("p", { class: "shown" }, preset.shown),
      this.back("Another one"),
    );
  }

  private back(label: string): HTMLElement {
    const button = element("button", { type: "button", class: "back-to-presets" }, label);
    button.addEventListener("click", () => this.list());
    return button;
  }

  private show(...nodes: HTMLElement[]): void {
    this.body.replaceChildren(...nodes);
  }
}
