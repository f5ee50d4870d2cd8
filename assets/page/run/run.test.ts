import { sampleSchema } from "../../testing/fixture";
import { equal, test } from "../../testing/testing";
import { withMethod } from "./run";

const schema = sampleSchema();
const run = { ...schema.default, parameters: { lr: "0.01" }, nfe: 8 };

test("another method starts at its defaults, from a source that it allows", () => {
  equal(withMethod(schema, run, "map"), { ...run, method: "map", source: "box", parameters: {}, nfe: 0 });
  equal(withMethod(schema, run, "flow"), { ...run, parameters: {}, nfe: 0 });
});

test("where the default run has parameters, as in a slow browser, so have the others", () => {
  const slow = { ...schema, default: { ...schema.default, parameters: { net: "16,16", batch: "64" } } };
  equal(withMethod(slow, run, "flow").parameters, { net: "16,16" });
  equal(withMethod(slow, run, "map").parameters, {});
});
