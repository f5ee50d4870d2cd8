import { sampleSchema } from "../testing/fixture";
import { equal, refuses, test } from "../testing/testing";
import { exactInstead } from "../page/run/permalink";
import { settled } from "./setting";

const schema = sampleSchema();

test("what is about the looks only leaves the run", () => {
  equal(settled(schema, schema.default, { theme: "dark", controls: "t" }), undefined);
});

test("choices are made one by one, and keep the others", () => {
  const run = { ...schema.default, parameters: { lr: "0.01" } };
  const next = settled(schema, run, { target: "moons", seed: "9" })?.run;
  equal([next?.target, next?.seed, next?.parameters], ["moons", 9, { lr: "0.01" }]);
  equal(settled(schema, run, { method: "map", source: "box", target: "moons" })?.run.method, "map");
});

test("a link is all of the run, and single choices win over it", () => {
  const next = settled(schema, schema.default, { link: "#v=1&d=moons&lr=0.01&t=0.5", seed: "3" });
  equal([next?.run.target, next?.run.seed, next?.run.parameters, next?.t], ["moons", 3, { lr: "0.01" }, 0.5]);
});

test("a fast run is taken as an exact one where none can be, and said to be", () => {
  const setting = { link: "#v=1&d=moons&fast=1", seed: "3" };
  const [able, unable] = [settled({ ...schema, fast: true }, schema.default, setting), settled(schema, schema.default, setting)];
  equal([able?.run.fast, able?.notes], [true, []]);
  equal([unable?.run.target, unable?.run.fast, unable?.notes], ["moons", false, [exactInstead]]);
});

test("what is not to be had is refused by name", () => {
  refuses(() => settled(schema, schema.default, { method: "magic" }), "magic", "want a method among flow, map");
  refuses(() => settled(schema, schema.default, { method: "map", target: "ring" }), "ring", "moons");
  refuses(() => settled(schema, schema.default, { seed: "-1" }), "seed");
  refuses(() => settled(schema, schema.default, { link: "#v=9" }), "version");
  refuses(() => settled(schema, schema.default, { link: "#v=1&lr=zero" }), "lr");
  refuses(() => settled(schema, schema.default, { layers: "html" }), "html");
});
