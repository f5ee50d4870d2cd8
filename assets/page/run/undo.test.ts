import type { Run } from "../../protocol/run";
import { sampleSchema } from "../../testing/fixture";
import { equal, test } from "../../testing/testing";
import { sameRun } from "./run";
import { Undo } from "./undo";

const first = sampleSchema().default;
const seeds = (...list: number[]): Run[] => list.map((seed) => ({ ...first, seed }));

test("what was set is undone and redone in order, until something else is set", () => {
  const [one, two, three, four] = seeds(1, 2, 3, 4) as [Run, Run, Run, Run];
  const undo = new Undo();
  undo.note(one, two);
  undo.note(two, three);
  equal([undo.undo(three)?.seed, undo.undo(two)?.seed, undo.undo(one)], [2, 1, undefined]);
  equal([undo.canUndo, undo.canRedo], [false, true]);
  equal([undo.redo(one)?.seed], [2]);
  undo.note(two, four);
  equal([undo.canRedo, undo.redo(four), undo.undo(four)?.seed], [false, undefined, 2]);
});

test("what changes nothing, or was refused, is not undone", () => {
  const [one, two] = seeds(1, 2) as [Run, Run];
  const undo = new Undo();
  undo.note(one, { ...one });
  equal(undo.canUndo, false);
  undo.note(one, two);
  undo.refused(one);
  equal(undo.canUndo, false);
});

test("runs are the same whatever the order of their parameters", () => {
  const a = { ...first, parameters: { lr: "1", net: "8" } };
  equal([sameRun(a, { ...first, parameters: { net: "8", lr: "1" } }), sameRun(a, { ...first, parameters: { net: "8" } }), sameRun(a, { ...a, nfe: 2 })], [true, false, false]);
});
