/** The course of a run: what was measured on the way, from step 0 on, and where on it the run stands. */
import type { Metrics, Score, State } from "../../protocol/state";
import { Curve } from "./curve";
import { Scores } from "./scores";

const lossPoints = 1024;
const scorePoints = 512;

export class Course {
  /** Training losses over steps. */
  readonly losses = new Curve(lossPoints);
  /** Scores over steps. */
  readonly scores = new Scores(scorePoints);
  /** The last piece of the training curve; undefined before the first. */
  metrics: Metrics | undefined;
  /** The step to which the run has been rewound; undefined where it stands at the latest one. */
  rewound: number | undefined;

  /** The last score up to where the run stands; undefined before the first. */
  get score(): Score | undefined {
    return this.scores.at(this.rewound ?? Infinity);
  }

  /** The latest step at which something was measured. */
  get latest(): number {
    return Math.max(this.losses.x[this.losses.x.length - 1] ?? 0, this.scores.list[this.scores.list.length - 1]?.step ?? 0);
  }

  /** Adds a piece of the training curve. */
  addMetrics(metrics: Metrics): void {
    this.metrics = metrics;
    metrics.steps.forEach((step, i) => {
      const loss = metrics.loss[i];
      if (loss !== undefined) this.losses.add(step, loss);
    });
  }

  /** Adds a score. */
  addScore(score: Score): void {
    this.scores.add(score);
  }

  /**
   * Takes in where the run stands. What was measured later than its latest step is forgotten, and so are scores of samples drawn in another way. Returns whether
   * there is something else to show.
   */
  stands(state: State): boolean {
    const before = [this.rewound, this.losses.x.length, this.scores.list.length];
    this.rewound = state.step < state.latest ? state.step : undefined;
    this.losses.cut(state.latest);
    this.scores.cut(state.latest);
    if (state.of === "set") this.scores.clear();
    const after = [this.rewound, this.losses.x.length, this.scores.list.length];
    return before.some((v, i) => v !== after[i]);
  }

  /** Forgets everything: a new run starts. */
  clear(): void {
    this.losses.clear();
    this.scores.clear();
    this.metrics = undefined;
    this.rewound = undefined;
  }
}
