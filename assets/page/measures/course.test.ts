import type { Score, State } from "../../protocol/state";
import { equal, test } from "../../testing/testing";
import { Course } from "./course";

const score: Score = { step: 10, seconds: 0.5, n: 1000, w2: 0.3, floor: 0.1, ratio: 3, swd: 0, mmd2: 0, energy: 0, nfe: 1, sampleMs10: 2, modes: 0, covered: 0, atFloor: false };

test("a course keeps the curves and the last of each, until it is cleared", () => {
  const course = new Course();
  course.addMetrics({ steps: [4, 8], loss: [2, 1], msPerStep: 0.5 });
  course.addMetrics({ steps: [12], loss: [0.5], msPerStep: 0.6 });
  course.addScore(score);
  course.addScore({ ...score, step: 20, ratio: 2 });
  equal([course.losses.x, course.losses.y], [[4, 8, 12], [2, 1, 0.5]]);
  equal(course.scores.list.map((s) => [s.step, s.ratio]), [[10, 3], [20, 2]]);
  equal([course.score?.ratio, course.metrics?.msPerStep], [2, 0.6]);
  course.clear();
  equal([course.losses.x, course.scores.list, course.score, course.metrics], [[], [], undefined, undefined]);
});

const stands = (step: number, latest: number, of = ""): State => ({
  run: { method: "", source: "", target: "", seed: 0, parameters: {}, targetParameters: {}, sourceParameters: {}, embedding: "", embeddingParameters: {}, solver: "", solverParameters: {}, nfe: 0, fast: false },
  status: "paused", step, latest, of, kept: [], horizon: 100, seconds: 0, parameters: 0, dim: 2, generation: 1, sourceDim: 2, embedding: "", solvers: [], message: "", noMap: "", trained: false, workers: 1,
});

test("a rewound course stands at an earlier score, keeps the later ones, and drops them when training goes on", () => {
  const course = new Course();
  course.addMetrics({ steps: [10, 20, 30], loss: [3, 2, 1], msPerStep: 1 });
  for (const step of [10, 20, 30]) course.addScore({ ...score, step });
  course.stands(stands(20, 30));
  equal([course.rewound, course.score?.step, course.losses.x], [20, 20, [10, 20, 30]]);
  course.stands(stands(30, 30));
  equal([course.rewound, course.score?.step], [undefined, 30]);
  course.stands(stands(21, 21));
  equal([course.losses.x, course.score?.step], [[10, 20], 20]);
});

test("scores of samples that were drawn in another way are forgotten", () => {
  const course = new Course();
  course.addScore(score);
  course.stands(stands(10, 10, "set"));
  equal(course.score, undefined);
});
