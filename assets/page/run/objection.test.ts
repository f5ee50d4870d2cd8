import type { Parameter } from "../../protocol/schema";
import { equal, test } from "../../testing/testing";
import { objection } from "./objection";

const linear: Parameter = {
  name: "a", label: "A", kind: "float", default: "0", min: -1, max: 4, scale: "linear", unit: "", choices: [], help: "",
};

test("texts are judged by the parameter's kind", () => {
  const int: Parameter = { ...linear, kind: "int" };
  const ints: Parameter = { ...linear, kind: "ints", min: 1, max: 512 };
  const choice: Parameter = { ...linear, kind: "choice", choices: ["l1", "l2"] };
  const bool: Parameter = { ...linear, kind: "bool" };
  const typed: Parameter = { ...linear, kind: "text", min: 0, max: 6 };
  const free: Parameter = { ...linear, min: 0, max: 0 };
  const good: readonly (readonly [Parameter, string])[] = [
    [linear, "3.5"], [linear, "-1"], [linear, ".5"], [linear, "1e-3"], [int, "4"], [ints, "64,64"], [ints, "64, 32"],
    [choice, "l2"], [bool, "false"], [free, "-1e9"], [typed, ""], [typed, "2θ+x"],
  ];
  const bad: readonly (readonly [Parameter, string])[] = [
    [linear, "4.1"], [linear, ""], [linear, "0x10"], [linear, "Infinity"], [linear, "1e999"], [int, "1.5"], [int, "5"],
    [ints, "64,"], [ints, "0"], [ints, "-3"], [choice, "l3"], [bool, "yes"], [free, "1e999"], [typed, "2θ + x"], [typed, "a\nb"],
  ];
  for (const [p, value] of good) equal([value, objection(p, value)], [value, ""]);
  for (const [p, value] of bad) if (!objection(p, value).startsWith("want ")) throw new Error(`${p.kind} ${value}: no objection`);
});
