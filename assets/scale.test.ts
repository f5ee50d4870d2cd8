import type { Parameter } from "./protocol";
import { fromSlider, hasRange, objection, sliderEnd, toSlider } from "./scale";
import { equal, test } from "./testing";

const linear: Parameter = {
  name: "a", label: "A", kind: "float", default: "0", min: -1, max: 4, scale: "linear", unit: "", choices: [], help: "",
};
const log: Parameter = { ...linear, min: 1e-5, max: 0.1, scale: "log" };

test("a slider's ends are the range's, and its middle the mean: arithmetic or geometric", () => {
  equal([fromSlider(linear, 0), fromSlider(linear, sliderEnd), fromSlider(linear, sliderEnd / 2)], [-1, 4, 1.5]);
  equal([fromSlider(log, 0), fromSlider(log, sliderEnd), fromSlider(log, sliderEnd / 2)], [1e-5, 0.1, 1e-3]);
});

test("to and from a slider agree to what it can show", () => {
  for (let i = 0; i <= sliderEnd; i += 25) {
    // Steps of 0.02 over 5 are 4 positions, off by half at most; two digits over four decades are at most log10(1.05)/4 of the slider, 5.3.
    for (const [p, most] of [[linear, 2], [log, 5.8]] as const) {
      const off = Math.abs(toSlider(p, fromSlider(p, i)) - i);
      if (off > most) throw new Error(`${p.scale} position ${i}: off by ${off}, want at most ${most}`);
    }
  }
});

test("values outside the range go to the nearer end", () => {
  equal([toSlider(log, 0), toSlider(log, 7), toSlider(linear, -9)], [0, sliderEnd, 0]);
});

test("a logarithmic range from zero, or none at all, has no slider", () => {
  equal([hasRange({ ...log, min: 0 }), hasRange({ ...linear, min: 0, max: 0 }), hasRange(linear)], [false, false, true]);
});

test("texts are judged by the parameter's kind", () => {
  const int: Parameter = { ...linear, kind: "int" };
  const ints: Parameter = { ...linear, kind: "ints", min: 1, max: 512 };
  const choice: Parameter = { ...linear, kind: "choice", choices: ["l1", "l2"] };
  const bool: Parameter = { ...linear, kind: "bool" };
  const free: Parameter = { ...linear, min: 0, max: 0 };
  const good: readonly (readonly [Parameter, string])[] = [
    [linear, "3.5"], [linear, "-1"], [linear, ".5"], [linear, "1e-3"], [int, "4"], [ints, "64,64"], [ints, "64, 32"],
    [choice, "l2"], [bool, "false"], [free, "-1e9"],
  ];
  const bad: readonly (readonly [Parameter, string])[] = [
    [linear, "4.1"], [linear, ""], [linear, "0x10"], [linear, "Infinity"], [linear, "1e999"], [int, "1.5"], [int, "5"],
    [ints, "64,"], [ints, "0"], [ints, "-3"], [choice, "l3"], [bool, "yes"], [free, "1e999"],
  ];
  for (const [p, value] of good) equal([value, objection(p, value)], [value, ""]);
  for (const [p, value] of bad) if (!objection(p, value).startsWith("want ")) throw new Error(`${p.kind} ${value}: no objection`);
});
