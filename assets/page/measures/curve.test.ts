import { equal, near, test } from "../../testing/testing";
import { Curve, smoothed } from "./curve";

test("a short curve is kept point by point", () => {
  const curve = new Curve(8);
  for (const step of [1, 2, 3]) curve.add(step, 10 * step);
  equal([curve.x, curve.y], [[1, 2, 3], [10, 20, 30]]);
});

test("a long curve keeps its mean, its ends and its bound", () => {
  const curve = new Curve(64);
  const n = 64 * 512;
  for (let step = 1; step <= n; step++) curve.add(step, step);
  if (curve.x.length > 64 || curve.x.length < 32) throw new Error(`${curve.x.length} points: want 32 to 64`);
  equal(curve.x[curve.x.length - 1], n);
  const mean = curve.y.reduce((a, b) => a + b, 0) / curve.y.length;
  near(mean, (n + 1) / 2, 1e-12);
});

test("an earlier step starts afresh", () => {
  const curve = new Curve(8);
  curve.add(5, 1);
  curve.add(1, 2);
  equal([curve.x, curve.y], [[1], [2]]);
});

test("a cut forgets the later points, and the curve goes on from there", () => {
  const curve = new Curve(8);
  for (const step of [1, 2, 3, 4]) curve.add(step, step);
  curve.cut(2);
  curve.add(3, 30);
  equal([curve.x, curve.y], [[1, 2, 3], [1, 2, 30]]);
  curve.cut(0);
  equal(curve.x, []);
});

test("the smoothed mean of a constant is the constant, and its memory is geometric", () => {
  for (const mean of smoothed([3, 3, 3, 3], 0.9)) near(mean, 3, 1e-12);
  // Weights 1/4 and 1/2 over their sum.
  near(smoothed([0, 3], 0.5)[1] ?? 0, 2, 1e-12);
});
