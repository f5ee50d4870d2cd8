import type { Parameter } from "../../protocol/schema";
import { equal, test } from "../../testing/testing";
import { fromSlider, hasRange, sliderEnd, toSlider } from "./scale";

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
