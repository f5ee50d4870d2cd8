import { equal, test } from "../../testing/testing";
import { brief, sentence, shade } from "./standing";

test("a score is lighter than a worse one, up to where cells are as dark as they get", () => {
  equal([shade(0.9), shade(1.1), shade(4), shade(50)], [0, 0, 1, 1]);
  equal(shade(2) > shade(1.5), true);
});

test("a cell says its worst ratio, or that there is none", () => {
  equal(brief({ seeds: 5, seconds: 3, worst: 1.2, mean: 1.1 }), "1.20");
  equal(brief({ seeds: 1, seconds: 3, worst: 12.3, mean: 12.3 }), "12.3");
  equal([brief(null), brief({ seeds: 1, seconds: 0, refused: "no density" }), brief({ seeds: 1, seconds: 0, failed: "NaN" })], ["", "–", "failed"]);
});

test("a sentence has seeds, modes and seconds, as far as there are any", () => {
  equal(sentence("A", "B", { seeds: 1, seconds: 9.84, worst: 1.2, mean: 1.2 }), "A on B: 1.20 times the floor, of one seed; 9.8 s of training.");
  equal(
    sentence("A", "B", { seeds: 5, seconds: 0, worst: 1.2, mean: 1.15, modes: 24.8, hq: 0.957 }),
    "A on B: 1.20 times the floor at worst of 5 seeds, 1.15 on average; 24.8 modes found, 95.7% of the samples within 3σ of one; nothing to train.",
  );
  equal(sentence("A", "B", { seeds: 1, seconds: 0, refused: "its density is not known" }), "A on B: its density is not known.");
});

