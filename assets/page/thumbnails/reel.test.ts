import { equal, near, test } from "../../testing/testing";
import { Reel, timeOf, type Clock } from "./reel";

/** Two bytes for each point. */
function written(...bytes: number[]): string {
  return btoa(String.fromCharCode(...bytes));
}

test("a reel has the particles at every time", () => {
  const frames = [written(0, 0, 0, 255), written(51, 0, 51, 255), written(102, 0, 102, 255), written(153, 0, 153, 255)];
  const reel = new Reel({ shape: 2, box: [0, -1, 1, 1], target: written(255, 255), frames });
  equal(reel.target, [[2000, 1000]]);
  equal(reel.particles(0), [[0, -1000], [0, 1000]]);
  equal(reel.particles(1), [[1200, -1000], [1200, 1000]]);
  // At an even pace the smooth curve is the straight line.
  for (const [i, [x, y]] of reel.particles(0.5).entries()) {
    near(x, 600, 1e-9);
    near(y, i === 0 ? -1000 : 1000, 1e-9);
  }
});

test("a clock runs at its speed, holds at the end and starts over", () => {
  const clock: Clock = { passed: 300, since: 1000, speed: 2 };
  const times = [0, 1000, 1600, 2350, 2550, 2600, 2900].map((moment) => timeOf(clock, moment));
  [0.1, 0.1, 0.5, 1, 1, 0, 0.2].forEach((t, i) => near(times[i] ?? NaN, t, 1e-9));
  equal(timeOf({ ...clock, speed: 0 }, 9000), 0.1);
});
