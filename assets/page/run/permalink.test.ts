import type { Run } from "../../protocol/run";
import { sampleSchema } from "../../testing/fixture";
import { equal, test } from "../../testing/testing";
import { exactInstead, readPermalink, writePermalink } from "./permalink";

const schema = sampleSchema();
const still = { rivals: [], trained: false, t: undefined, layers: undefined };

test("the default run has no hash", () => {
  equal(writePermalink({ run: schema.default, ...still }, schema), "");
  equal(readPermalink("", schema).run, schema.default);
});

test("a link written by version 1 reads as it always did", () => {
  const link = readPermalink("#v=1&m=flow&s=box&d=ring&lr=.01&net=32,32&m.t=0.5&d.std=0.2&s.side=2&seed=9&solver=heun&nfe=8&t=.6&layers=target", schema);
  equal(link.notes, []);
  equal(link.run, {
    ...schema.default,
    source: "box",
    seed: 9,
    parameters: { lr: ".01", net: "32,32", t: "0.5" },
    targetParameters: { std: "0.2" },
    sourceParameters: { side: "2" },
    solver: "heun",
    nfe: 8,
  });
  equal([link.t, link.layers], [0.6, ["target"]]);
});

test("a link tells that a run comes trained, and a page without a link begins with one", () => {
  equal(writePermalink({ run: { ...schema.default, seed: 3 }, ...still, trained: true }, schema), "#v=1&seed=3&trained=1");
  equal(writePermalink({ run: schema.default, ...still, trained: true }, schema), "");
  equal(["", "#v=1&trained=1", "#v=1", "#v=1&trained=yes"].map((hash) => readPermalink(hash, schema).trained), [true, true, false, false]);
});

test("a link tells that a run is fast, and reads as an exact one, with a note, where none can be", () => {
  const able = { ...schema, fast: true };
  const run: Run = { ...schema.default, seed: 3, fast: true };
  const hash = writePermalink({ run, ...still }, able);
  equal(hash, "#v=1&seed=3&fast=1");
  const [here, elsewhere] = [readPermalink(hash, able), readPermalink(hash, schema)];
  equal([here.run, here.notes], [run, []]);
  equal([elsewhere.run, elsewhere.notes], [{ ...run, fast: false }, [exactInstead]]);
  const race = readPermalink("#v=1&fast=1&race=flow&r1.fast=0", able);
  equal([race.run.fast, race.rivals.map((r) => r.fast), race.notes], [true, [true], []]);
  const bad = readPermalink("#v=1&fast=yes", able);
  equal([bad.run.fast, bad.notes], [false, ["The link says fast=“yes”: want 1. The default is used."]]);
});

test("what is written reads back", () => {
  const run: Run = {
    ...schema.default,
    method: "map",
    source: "box",
    target: "moons",
    seed: Number.MAX_SAFE_INTEGER,
    sourceParameters: { side: "0.5" },
    nfe: 3,
  };
  const hash = writePermalink({ run, rivals: [], trained: false, t: 0.25, layers: [] }, schema);
  equal(hash, "#v=1&m=map&s=box&d=moons&seed=9007199254740991&nfe=3&s.side=0.5&t=0.25&layers=");
  const link = readPermalink(hash, schema);
  equal([link.run, link.t, link.layers, link.notes], [run, 0.25, [], []]);
});

test("a link carries the embedding and how samples are drawn, with their parameters", () => {
  const run: Run = {
    ...schema.default,
    embedding: "noise",
    embeddingParameters: { std: "0.3" },
    solver: "ddim",
    solverParameters: { eta: "1" },
  };
  const hash = writePermalink({ run, ...still }, schema);
  equal(hash, "#v=1&e=noise&solver=ddim&e.std=0.3&solver.eta=1");
  const link = readPermalink(hash, schema);
  equal([link.run, link.notes], [run, []]);
});

test("the method's own solver is not written, and a parameter of what is not there is named", () => {
  equal(readPermalink("#v=1&solver=euler", schema).run, schema.default);
  equal(readPermalink("#v=1&solver=heun&m=map", schema).run.solver, "heun");
  const link = readPermalink("#v=1&e.std=0.3", schema);
  equal([link.run, link.notes.length], [schema.default, 1]);
});

test("a method's parameter that is named like a key keeps apart from it", () => {
  const run = { ...schema.default, parameters: { t: "1" } };
  equal(writePermalink({ run, ...still }, schema), "#v=1&m.t=1");
});

test("a race reads as it always did, and what all share is the first one's", () => {
  const link = readPermalink("#v=1&d=moons&s=box&seed=9&lr=.01&race=map,flow&r2.lr=.02&r2.m.t=0.5&r2.solver=ddim&r2.solver.eta=1&r2.nfe=8", schema);
  equal(link.notes, []);
  const shared = { ...schema.default, source: "box", target: "moons", seed: 9 };
  equal(link.run, { ...shared, parameters: { lr: ".01" } });
  equal(link.rivals, [
    { ...shared, method: "map" },
    { ...shared, parameters: { lr: ".02", t: "0.5" }, solver: "ddim", solverParameters: { eta: "1" }, nfe: 8 },
  ]);
});

test("a race that is written reads back", () => {
  const run: Run = { ...schema.default, source: "box", target: "moons" };
  const rivals: Run[] = [
    { ...run, method: "map", nfe: 0 },
    { ...run, parameters: { net: "32,32", t: "0.5" }, solver: "ddim", solverParameters: { eta: "1" }, nfe: 3 },
  ];
  const hash = writePermalink({ run, rivals, trained: false, t: undefined, layers: undefined }, schema);
  equal(hash, "#v=1&s=box&d=moons&race=map,flow&r2.solver=ddim&r2.nfe=3&r2.net=32,32&r2.m.t=0.5&r2.solver.eta=1");
  const link = readPermalink(hash, schema);
  equal([link.run, link.rivals, link.notes], [run, rivals, []]);
});

test("a rival's bad value gives way to its default and is named with its number", () => {
  for (const [pair, want] of [
    ["r1.lr=7", "r1.lr=“7”: want a number from 0.00001 to 0.1"],
    ["r1.solver=rk9", "r1.solver=“rk9”: want a solver"],
    ["r1.nfe=0", "r1.nfe=“0”: want a whole number"],
    ["r1.d.std=2", "r1.d.std=“2”: want a number"],
    ["r1.depth=3", "no such parameter"],
  ] as const) {
    const link = readPermalink(`#v=1&race=flow&${pair}`, schema);
    equal([link.rivals, link.notes.length], [[schema.default], 1]);
    if (!link.notes[0]?.includes(want)) throw new Error(`${link.notes[0]}: want ${want} in it`);
  }
  // What is shared is not a rival's to say, and without a race there is no rival to say it.
  equal(readPermalink("#v=1&race=flow&r1.d=moons&r1.seed=3", schema).rivals, [schema.default]);
  equal(readPermalink("#v=1&r1.lr=7", schema).notes, []);
});

test("each bad value gives way to the default and is named", () => {
  const bad: readonly (readonly [string, string])[] = [
    ["m=gan", "flow, map"],
    ["s=nowhere", "normal, box"],
    ["d=<b>", "ring, moons"],
    ["seed=-1", "whole number"],
    ["seed=9007199254740993", "whole number"],
    ["seed=1e3", "whole number"],
    ["lr=1", "0.00001 to 0.1"],
    ["lr=NaN", "number"],
    ["net=64,,64", "whole numbers"],
    ["net=9999", "1 to 512"],
    ["depth=3", "lr, net, t"],
    ["d.std=0", "0.01 to 1"],
    ["solver=rk9", "euler, heun, ddim"],
    ["e=spiral", "zeros, noise"],
    ["solver.eta=2", "no such parameter"],
    ["nfe=0", "1 to 1024"],
    ["t=1.5", "0 to 1"],
    ["layers=target,secret", "target, velocity"],
    ["race=gan", "at most 3 methods among flow"],
    ["race=map", "among flow"], // it starts from a box only
    ["race=flow,flow,flow,flow", "at most 3"],
    ["race=", "flow"],
  ];
  for (const [pair, want] of bad) {
    const link = readPermalink(`#v=1&${pair}`, schema);
    equal(link.run, schema.default);
    equal([link.rivals, link.t, link.layers], [[], undefined, undefined]);
    equal(link.notes.length, 1);
    const value = pair.slice(pair.indexOf("=") + 1);
    for (const part of [value, want]) if (!link.notes[0]?.includes(part)) throw new Error(`${link.notes[0]}: want ${part} in it`);
  }
});

test("a method that does not allow the source takes its own", () => {
  equal(readPermalink("#v=1&m=map", schema).run.source, "box");
});

test("other versions and endless links are refused whole", () => {
  for (const hash of ["#v=2&m=map", `#v=1&m=map&x=${"1".repeat(9000)}`]) {
    const link = readPermalink(hash, schema);
    equal([link.run, link.notes.length], [schema.default, 1]);
  }
});
