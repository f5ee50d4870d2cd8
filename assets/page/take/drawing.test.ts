import type { Picture } from "../../protocol/view";
import { equal, test } from "../../testing/testing";
import { mixed } from "./colour";
import { drawing, positions, ticks } from "./drawing";

const theme = { dark: false, background: "#ffffff", foreground: "#000000", target: "#0000ff", generated: "#ff8800", noise: "#888888" };
const picture: Picture = {
  bounds: [-1, -2, 1, 2], aspect: 1, labels: ["a < b", ""], step: 5, n: 2,
  target: new Float32Array([0, 0, 1, 1, 1, 2]),
  times: new Float32Array([0, 0.5, 1]),
  points: new Float32Array([0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8]),
};

test("particles are on the line between two frames", () => {
  equal([...positions(picture, 0)], [0, 0, 0, 0]);
  equal([...positions(picture, 0.25)], [0.5, 1, 1.5, 2]);
  equal([...positions(picture, 0.5)], [1, 2, 3, 4]);
  equal([...positions(picture, 1)], [5, 6, 7, 8]);
  equal([...positions({ ...picture, times: new Float32Array([0]), points: new Float32Array(4) }, 1)], [0, 0, 0, 0]);
});

test("a picture has a circle for each point, with y upwards", () => {
  const svg = drawing(picture, 1, theme);
  equal(svg.match(/<circle/g)?.length, 5);
  equal(svg.includes('<circle cx="448.00" cy="848.00" r="2"/>'), true); // (0, 0) is the middle
  equal(svg.includes("a &lt; b"), true);
  equal(svg.includes('fill="#ff8800"'), true);
});

test("ticks are round and within", () => {
  equal(ticks(-1, 1), [-1, -0.5, 0, 0.5, 1]);
  equal(ticks(0.3, 0.62), [0.3, 0.4, 0.5, 0.6]);
  equal(ticks(-130, -60), [-120, -100, -80, -60]);
});

test("colours mix", () => {
  equal([mixed("#000000", "#ff8000", 0), mixed("#000000", "#ff8000", 1), mixed("#000000", "#ffffff", 0.5)], ["#000000", "#ff8000", "#808080"]);
});
