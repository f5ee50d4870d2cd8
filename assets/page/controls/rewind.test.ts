import { equal, test } from "../../testing/testing";
import { nearest } from "./rewind";

test("the nearest step is found among those that are kept", () => {
  const kept = [0, 32, 64, 96, 100];
  equal([0, 15, 17, 99, 100, 5000].map((x) => nearest(kept, x)), [0, 0, 1, 4, 4, 4]);
  equal(nearest([0], 7), 0);
});
