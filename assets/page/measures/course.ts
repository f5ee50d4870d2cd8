/** The course of a run: what was measured on the way, from step 0 on. */
import type { Metrics, Score } from "../../protocol/protocol";
import { Curve } from "./curve";

const lossPoints = 1024;
const scorePoints = 512;

export class Course {
  /** Training losses over steps. */
  readonly losses = new Curve(lossPoints);
  /** Scores over steps, as ratios to the floor. */
  readonly ratios = new Curve(scorePoints);
  /** The last score; undefined before the first. */
  score: Score | undefined;
  /** The last piece of the training curve; undefined before the first. */
  metrics: Metrics | undefined;

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
    this.score = score;
    this.ratios.add(score.step, score.ratio);
  }

  /** Forgets everything: a new run starts. */
  clear(): void {
    this.losses.clear();
    this.ratios.clear();
    this.score = undefined;
    this.metrics = undefined;
  }
}
