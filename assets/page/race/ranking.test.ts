import { equal, near, test } from "../../testing/testing";
import { ranking, scoreAt, type Entrant } from "./ranking";

const entrant = (scores: readonly (readonly [number, number])[], more: Partial<Entrant> = {}): Entrant => ({
  scores: scores.map(([seconds, ratio]) => ({ seconds, ratio })), learns: true, out: false, ...more,
});

test("a score between two is on the line of a logarithmic chart, and none is made up outside them", () => {
  const { scores } = entrant([[1, 8], [3, 2], [4, 1]]);
  near(scoreAt(scores, 2) ?? 0, 4, 1e-12); // halfway from 8 to 2: the geometric mean
  equal([scoreAt(scores, 1), scoreAt(scores, 3), scoreAt(scores, 4)], [8, 2, 1]);
  equal([scoreAt(scores, 0.5), scoreAt(scores, 4.1), scoreAt([], 1)], [undefined, undefined, undefined]);
});

test("contestants are compared at the longest time that all have trained", () => {
  const fast = entrant([[0.5, 10], [1, 4], [5, 1]]);
  const slow = entrant([[1, 3], [2, 2]]);
  const { seconds, places } = ranking([fast, slow]);
  equal(seconds, 2);
  equal(places.map((p) => [p.index, p.rank]), [[1, 1], [0, 2]]);
  near(places[1]?.ratio ?? 0, 4 ** 0.75, 1e-12); // a quarter of the way from 4 to 1
});

test("whoever has no score yet has no rank, and holds nobody up", () => {
  const { seconds, places } = ranking([entrant([]), entrant([[1, 2], [2, 1.5]]), entrant([[3, 9]])]);
  equal(seconds, 2);
  equal(places, [{ index: 1, ratio: 1.5, rank: 1 }, { index: 0, rank: undefined }, { index: 2, rank: undefined }]);
});

test("whoever is out has no rank, and holds nobody up", () => {
  const { seconds, places } = ranking([entrant([[1, 0.9]], { out: true }), entrant([[4, 2]])]);
  equal([seconds, places.map((p) => p.rank)], [4, [1, undefined]]);
});

test("what learns nothing has its score at all times", () => {
  const still = entrant([[0, 1.5]], { learns: false });
  equal(ranking([entrant([[2, 3], [4, 2]]), still]).places.map((p) => [p.index, p.ratio]), [[1, 1.5], [0, 2]]);
  equal(ranking([still]), { seconds: undefined, places: [{ index: 0, ratio: 1.5, rank: 1 }] });
});
