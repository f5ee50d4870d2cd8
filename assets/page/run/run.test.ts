import { sampleSchema } from "../../testing/fixture";
import { equal, test } from "../../testing/testing";
import { changesTold, sameRun, sharing, withMethod } from "./run";

const schema = sampleSchema();
const run = { ...schema.default, parameters: { lr: "0.01" }, nfe: 8 };

test("another method starts at its defaults, from a source and to a target that it allows, and the reader is told", () => {
  const map = { ...run, method: "map", source: "box", target: "moons", parameters: {}, nfe: 0 };
  equal(withMethod(schema, run, "map"), map);
  equal(changesTold(schema, run, map), "Map starts from Box, and needs a target with a known density: Moons stands in for Ring.");
  equal(changesTold(schema, run, { ...run, method: "map" }), "");
  equal(withMethod(schema, run, "flow"), { ...run, parameters: {}, nfe: 0 });
});

test("where the default run has parameters, as in a slow browser, so have the others", () => {
  const slow = { ...schema, default: { ...schema.default, parameters: { net: "16,16", batch: "64" } } };
  equal(withMethod(slow, run, "flow").parameters, { net: "16,16" });
  equal(withMethod(slow, run, "map").parameters, {});
});

test("rivals share what they carry to what, and the seed", () => {
  const rival = { ...withMethod(schema, run, "map"), parameters: {}, nfe: 1 };
  const other = { ...run, seed: 3, target: "moons", source: "normal", targetParameters: { std: "0.2" } };
  equal(sharing(other, rival), { ...rival, seed: 3, target: "moons", source: "normal", targetParameters: { std: "0.2" } });
  equal([sameRun(rival, sharing(rival, rival)), sameRun(run, other)], [true, false]);
  equal(sameRun({ ...run, parameters: { a: "1", b: "2" } }, { ...run, parameters: { b: "2", a: "1" } }), true);
});
