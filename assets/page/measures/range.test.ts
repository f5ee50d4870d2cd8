import { equal, test } from "../../testing/testing";
import { lossRange } from "./range";

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
