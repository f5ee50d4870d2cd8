import { equal, test } from "../../testing/testing";
import { count, duration, exact, figure, level, milliseconds, round, single, times } from "./format";

test("numbers read as people write them", () => {
  equal([count(12000), count(0)], ["12,000", "0"]);
  equal([exact(1e-5), exact(-2.5), exact(-1e-9)], ["0.00001", "−2.5", "−1e−9"]);
  equal([figure(0), figure(0.61234), figure(12.345), figure(4321), figure(-0.5)], ["0", "0.612", "12.3", "4,321", "−0.500"]);
  equal([figure(3.04e-5), figure(-3.04e-5), figure(2.5e7)], ["3.0e−5", "−3.0e−5", "2.5e7"]);
  equal([round(0.02), round(1.75), round(-20), round(2e22), round(0), round(1000)], ["0.02", "1.75", "−20", "2e22", "0", "1,000"]);
  equal([times(1.178), times(23.46), times(1234), times(46542)], ["1.18×", "23.5×", "1,234×", "4.7e4×"]);
  equal([level(1.5), level(200), level(1e4)], ["1.5×", "200×", "1e4×"]);
  equal([duration(8.41), duration(125.2), duration(119.7)], ["8.4 s", "2 min 05 s", "2 min 00 s"]);
  equal([milliseconds(1.4), milliseconds(1234)], ["1.40 ms", "1.23 s"]);
});

test("numbers of 32 bits are read back to the bit, and are short", () => {
  equal([0.1, -2.5, 1 / 3, 16777217, 1e-40, 3.4028235e38].map((v) => single(Math.fround(v))), [0.1, -2.5, 0.33333334, 16777216, 9.9999461e-41, 3.4028235e38]);
  for (let v = 1; v < 1e6; v *= 1.37) equal(Math.fround(single(Math.fround(v))), Math.fround(v));
});
