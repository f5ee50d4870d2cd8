/**
 * One clock for several stages. Each stage has its own; the first that speaks keeps the time of all, and those that stray are brought back
 * to it. A stage that nobody sees rests, and says nothing: after a while another one keeps the time.
 */
const silence = 250; // milliseconds
const tolerance = 0.04; // of t, about a frame or two

export class Metronome<Stage> {
  private keeper: Stage | undefined;
  private t = 0;
  private heard = 0;

  /** correct is called for a stage that strays, with the time it should have. */
  constructor(private readonly correct: (stage: Stage, t: number) => void) {}

  /** Takes in what a stage's clock says at a moment (milliseconds), and tells whether that is the time of all. */
  hear(stage: Stage, t: number, playing: boolean, now: number): boolean {
    if (this.keeper === undefined || now - this.heard > silence) this.keeper = stage;
    if (stage === this.keeper) {
      this.t = t;
      this.heard = now;
      return true;
    }
    if (playing && inside(t) && inside(this.t) && Math.abs(t - this.t) > tolerance) this.correct(stage, this.t);
    return false;
  }

  /** Forgets a stage that is gone. */
  forget(stage: Stage): void {
    if (stage === this.keeper) this.keeper = undefined;
  }
}

/** Whether t is far enough from both ends, where clocks hold and start over. */
function inside(t: number): boolean {
  return t > tolerance && t < 1 - tolerance;
}
