import { equal, test } from "../../testing/testing";
import { readPlaces, swept } from "./places";
import { circles, dots, heads, lines } from "./shape";

test("distances between cells are read row by row", () => {
  equal(readPlaces(""), []);
  equal(readPlaces("#$%"), [[0.5, 0.5], [1.5, 0.5], [3.5, 0.5]]); // 0, 1, 2
  equal(readPlaces("[[$"), [[1.5, 1.5]]); // 56 + 56 + 1, in the second row
});

test("places are swept band by band", () => {
  equal(swept([[3, 9], [1, 8], [2, 1], [1, 2]]), [[1, 2], [2, 1], [1, 8], [3, 9]]);
});

test("shapes are paths", () => {
  equal(dots([[1, 2], [3.04, 4]]), "M1 2h0M3 4h0");
  equal(lines([[0, 0], [1, 1]], [[2, 2], [3, 3]]), "M0 0L1 1M2 2L3 3");
  equal(circles([[5, 5]], 2), "M3 5a2 2 0 1 0 4 0a2 2 0 1 0 -4 0");
  equal(heads(10, [[0, 0], [20, 0]]), "M11.2 -4.8L20 0L11.2 4.8");
});
