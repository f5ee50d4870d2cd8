import { equal, test } from "../../testing/testing";
import { lossRange, scoreMarks } from "./range";

test("an early spike does not flatten the rest", () => {
  const values = Array.from({ length: 200 }, (_, i) => (i === 0 ? 1e9 : 1 + (i % 10)));
  const [low, high] = lossRange(values);
  equal([low < 1, low > -1, high > 10, high < 20], [true, true, true, true]);
});

test("values apart by rounding alone have a range as wide as their size", () => {
  for (const value of [0.6931471805599453, -3e-9, 1e12]) {
    const near = value * (1 + Number.EPSILON);
    const [low, high] = lossRange([value, near]);
    equal([high - low >= Math.abs(value) * 0.1, low < value, high > near], [true, true, true]);
  }
  equal(lossRange([0, 0]), [0, 1]);
  equal(lossRange([]), [0, 1]);
});

test("the marks of a score reach its range's end, and stay few", () => {
  equal(scoreMarks(0.9, 2.4), [1, 1.5, 2]);
  equal(scoreMarks(0.9, 50), [1, 2, 5, 10, 20, 50]);
  equal(scoreMarks(0.9, 2e5), [1, 10, 100, 1e3, 1e4, 1e5]);
  equal(scoreMarks(0.9, 2e8), [1, 100, 1e4, 1e6, 1e8]);
});
