import { equal, test } from "../../testing/testing";
import { joined } from "./joined";

test("curves are joined at all their places", () => {
  equal(joined([{ x: [1, 3], y: [10, 30] }, { x: [2, 3], y: [5, 6] }, { x: [], y: [] }]), {
    x: [1, 2, 3],
    y: [[10, null, 30], [null, 5, 6], [null, null, null]],
  });
});
