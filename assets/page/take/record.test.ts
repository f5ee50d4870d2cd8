import type { Score } from "../../protocol/state";
import { equal, test } from "../../testing/testing";
import { Course } from "../measures/course";
import { curves } from "./record";

const score: Score = { step: 2, seconds: 0.5, n: 1, w2: 3, floor: 2, ratio: 1.5, swd: 4, mmd2: 5, energy: 6, nfe: 1, sampleMs10: 1, modes: 0, covered: 0, atFloor: false };

test("losses and scores of a step stand in one row", () => {
  const course = new Course();
  course.addMetrics({ steps: [1, 2], loss: [0.25, 0.125], msPerStep: 1 });
  course.addScore({ ...score, step: 2 });
  course.addScore({ ...score, step: 3, seconds: 1 });
  equal(curves(course), [
    ["step", "loss", "training_s", "score", "w2", "floor", "swd", "mmd2", "energy"],
    [1, 0.25, null, null, null, null, null, null, null],
    [2, 0.125, 0.5, 1.5, 3, 2, 4, 5, 6],
    [3, null, 1, 1.5, 3, 2, 4, 5, 6],
  ]);
});
