/** The caption: one sentence on where to look now, and its calmer mirror for screen readers. */
import type { Score, State } from "../../protocol/state";
import { setText } from "../dom";
import { count } from "./format";
import { sentence } from "./sentence";

/** Where the transport ends, on one line. */
const end = "t\u00a0=\u00a01";

/** The sentence for a run that stands so and last scored so. Where training stands, a score of an earlier step says nothing of the picture. */
export function captionFor(state: State | undefined, last: Score | undefined): string {
  if (state === undefined) return "Loading the training program…";
  const score = state.status === "training" || state.step === last?.step ? last : undefined;
  if (state.step < state.latest && state.status !== "training") {
    return `Step ${count(state.step)} of ${count(state.latest)}: Train drops what comes later.`;
  }
  switch (state.status) {
    case "idle":
      return "Untrained: press Train and watch orange find blue.";
    case "training":
      return score === undefined ? "Training: the first score comes in a moment." : `Training: ${verdict(score)}`;
    case "paused":
      if (state.trained && state.seconds === 0) return "Trained before, half way.";
      if (state.message !== "") return state.message;
      return score === undefined ? "Paused: the score comes in a moment." : `Paused: ${verdict(score)}`;
    case "finished":
      if (state.horizon === 0) return score === undefined ? "Simulating: the particles come in a moment." : `Simulated: ${verdict(score)}`;
      return score === undefined ? "Trained: the score comes in a moment." : `Trained: ${verdict(score)}`;
    case "diverged":
      return sentence(state.message);
  }
}

/** What the score says of the picture, short enough for one line; the number itself stands beside the chart. */
function verdict(score: Score): string {
  if (score.covered < score.modes) return `${score.covered} of ${score.modes} modes covered at ${end}.`;
  if (score.ratio <= 1.1) return `at ${end} orange covers blue as fresh blue would.`;
  if (score.ratio <= 1.25) return `at ${end} only fine detail is missing.`;
  if (score.ratio <= 2.5) return `at ${end} some orange still lies beside blue.`;
  return `at ${end} orange is still far from blue.`;
}

/** Copies the caption to a polite live region, at most once in a while (milliseconds). */
export class Announcer {
  private wanted = "";
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly region: HTMLElement,
    private readonly wait: number,
  ) {}

  /** Says the sentence now if it has been quiet for long enough, else the latest one when it has. */
  say(sentence: string): void {
    this.wanted = sentence;
    if (this.timer !== undefined) return;
    this.flush();
  }

  private flush(): void {
    if (this.region.textContent === this.wanted) {
      this.timer = undefined;
      return;
    }
    setText(this.region, this.wanted);
    this.timer = setTimeout(() => this.flush(), this.wait);
  }
}
