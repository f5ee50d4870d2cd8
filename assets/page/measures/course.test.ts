import type { Score } from "../../protocol/protocol";
import { equal, test } from "../../testing/testing";
import { Course } from "./course";

const score: Score = { step: 10, seconds: 0.5, n: 1000, w2: 0.3, floor: 0.1, ratio: 3, swd: 0, mmd2: 0, energy: 0, nfe: 1, sampleMs10: 2 };

test("a course keeps the curves and the last of each, until it is cleared", () => {
  const course = new Course();
  course.addMetrics({ steps: [4, 8], loss: [2, 1], msPerStep: 0.5 });
  course.addMetrics({ steps: [12], loss: [0.5], msPerStep: 0.6 });
  course.addScore(score);
  course.addScore({ ...score, step: 20, ratio: 2 });
  equal([course.losses.x, course.losses.y], [[4, 8, 12], [2, 1, 0.5]]);
  equal([course.ratios.x, course.ratios.y], [[10, 20], [3, 2]]);
  equal([course.score?.ratio, course.metrics?.msPerStep], [2, 0.6]);
  course.clear();
  equal([course.losses.x, course.ratios.x, course.score, course.metrics], [[], [], undefined, undefined]);
});
