import type { NFERow, WorkerRequest } from "../../protocol/protocol";
import { equal, test } from "../../testing/testing";
import { Dial } from "./dial";
import { verdict } from "./verdict";

const row = (nfe: number, ratio: number, error = 0.01): NFERow => ({
  step: 100, solver: "euler", nfe, w2: ratio / 10, floor: 0.1, ratio, error, micros: nfe, row: 1, rows: 2,
});

test("a dial takes its rows, and none that come after it was put away", () => {
  const sent: WorkerRequest[] = [];
  const dial = new Dial((message) => sent.push(message));
  dial.turn(true);
  equal([sent, dial.turning], [[{ type: "nfe", own: true }], true]);
  equal(dial.report({ type: "nfe", ...row(1, 3) }), true);
  equal([dial.rows.length, dial.turning], [1, true]);
  dial.report({ type: "nfe", ...row(2, 2), row: 2 });
  equal([dial.rows.length, dial.turning], [2, false]);
  dial.turn(false);
  equal(dial.rows, []);
  dial.clear();
  dial.report({ type: "nfe", ...row(1, 3) });
  equal(dial.rows, []);
  equal(dial.report({ type: "assist" }), false);
});

test("a dial that fails says so to others too", () => {
  const dial = new Dial(() => undefined);
  dial.turn(true);
  equal([dial.report({ type: "error", of: "nfe", message: "no", fatal: false }), dial.turning], [false, false]);
});

test("the verdict names the fewest evaluations that are good enough, and the price of fewer", () => {
  equal(verdict("Midpoint", [row(8, 1.4), row(16, 1.02), row(2, 6), row(32, 1.01)]),
    "Midpoint: 16 evaluations are within noise of the floor; 8 cost 1.37× as much error.");
  equal(verdict("Euler", [row(1, 4), row(2, 2), row(4, 2.005)]),
    "Euler: 2 evaluations are as good as it gets, 2.00× the floor; 1 costs 2.00× as much error.");
  equal(verdict("Euler", [row(1, 1), row(2, 1.01)]), "Euler: 1 evaluation is within noise of the floor.");
  equal(verdict("MMD", [row(1, 1.3)]), "MMD takes 1 evaluation: 1.30× the floor.");
  equal(verdict("MMD", []), "");
});
