/** A frame's rest, while another demo of the page has the turn: nothing moves, and what moved before is taken up again, however little time was between. */
import type { Playback } from "../page/controls/playback";
import type { Experiment } from "../page/run/experiment";

/** What can rest. */
export interface Mover {
  /** What it does, or will as soon as the worker has heard what was asked for last. */
  readonly doing: Doing;
  play(): void;
  train(): void;
  /** Stops both. */
  pause(): void;
}

export interface Doing {
  readonly playing: boolean;
  readonly training: boolean;
}

export class Rest {
  /** What it did before; undefined while it does not rest. */
  private before: Doing | undefined;

  constructor(private readonly mover: Mover) {}

  /** Whether it rests. What was started in spite of it ends the rest, and nothing is taken up after. */
  get rests(): boolean {
    const { playing, training } = this.mover.doing;
    if (playing || training) this.before = undefined;
    return this.before !== undefined;
  }

  /** Rests, or goes on. */
  turn(resting: boolean): void {
    if (resting === this.rests) return;
    const { mover, before } = this;
    const { doing } = mover;
    if (resting) mover.pause();
    if (before?.playing === true) mover.play();
    if (before?.training === true) mover.train();
    this.before = resting ? doing : undefined;
  }

  /** Takes nothing up again: it was told to pause. */
  forget(): void {
    if (this.rests) this.before = { playing: false, training: false };
  }
}

/** A frame's transport and its training. */
export function moverOf(playback: Pick<Playback, "still" | "play" | "pause">, experiment: () => Pick<Experiment, "state" | "trains" | "train" | "pause">): Mover {
  return {
    get doing() {
      return { playing: playback.still() === undefined, training: experiment().trains };
    },
    play: () => playback.play(),
    train: () => {
      if (experiment().state?.status !== "finished") experiment().train();
    },
    pause: () => {
      playback.pause();
      experiment().pause(); // Training may have been asked for a moment ago.
    },
  };
}
