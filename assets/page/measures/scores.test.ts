import type { Score } from "../../protocol/state";
import { equal, test } from "../../testing/testing";
import { Scores } from "./scores";

const score = (step: number, ratio: number): Score => ({
  step, ratio, seconds: 0, n: 1, w2: ratio, floor: 1, swd: 0, mmd2: 0, energy: 0, nfe: 1, sampleMs10: 0, modes: 0, covered: 0, atFloor: false,
});

const steps = (s: Scores): number[] => s.list.map((x) => x.step);

test("scores stand in the order of their steps, the newest of each step", () => {
  const scores = new Scores(8);
  for (const [step, ratio] of [[10, 1], [30, 2], [20, 3], [30, 4]] as const) scores.add(score(step, ratio));
  equal(steps(scores), [10, 20, 30]);
  equal([scores.at(5)?.ratio, scores.at(25)?.ratio, scores.at(99)?.ratio], [undefined, 3, 4]);
});

test("a cut forgets the later ones, and only those", () => {
  const scores = new Scores(8);
  for (const step of [10, 20, 30]) scores.add(score(step, 1));
  scores.cut(20);
  equal(steps(scores), [10, 20]);
  scores.cut(100);
  equal(steps(scores), [10, 20]);
  scores.cut(0);
  equal(steps(scores), []);
});

test("too many are thinned, and the last stays", () => {
  const scores = new Scores(4);
  for (let step = 1; step <= 5; step++) scores.add(score(step, 1));
  equal(steps(scores), [1, 3, 5]);
});
