import { equal, test } from "../../testing/testing";
import { Metronome } from "./metronome";

test("the first stage keeps the time, and those that stray are brought back to it", () => {
  const corrected: [string, number][] = [];
  const metronome = new Metronome<string>((stage, t) => corrected.push([stage, t]));
  equal(metronome.hear("a", 0.5, true, 0), true);
  equal(metronome.hear("b", 0.51, true, 1), false);
  equal(corrected, []);
  equal(metronome.hear("b", 0.3, true, 2), false);
  equal(corrected, [["b", 0.5]]);
});

test("clocks that stand, hold or start over are left alone", () => {
  const corrected: string[] = [];
  const metronome = new Metronome<string>((stage) => corrected.push(stage));
  metronome.hear("a", 0.5, false, 0);
  metronome.hear("b", 0.2, false, 0);
  metronome.hear("a", 0, true, 10);
  metronome.hear("b", 1, true, 10);
  metronome.hear("b", 0.9, true, 10);
  equal(corrected, []);
});

test("a keeper that is silent or gone gives way", () => {
  const metronome = new Metronome<string>(() => undefined);
  metronome.hear("a", 0.5, true, 0);
  equal(metronome.hear("b", 0.5, true, 200), false);
  equal(metronome.hear("b", 0.6, true, 300), true);
  equal(metronome.hear("a", 0.6, true, 310), false);
  metronome.forget("b");
  equal(metronome.hear("a", 0.6, true, 320), true);
});
