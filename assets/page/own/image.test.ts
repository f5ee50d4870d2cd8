import { equal, test } from "../../testing/testing";
import { weightsOf } from "./image";

test("dark or light parts weigh, as far as they are opaque", () => {
  const pixels = new Uint8ClampedArray([0, 0, 0, 255, 255, 255, 255, 255, 0, 0, 0, 0, 0, 255, 0, 255, 255, 255, 255, 51]);
  equal([...weightsOf(pixels, false)], [255, 0, 0, 73, 0]);
  equal([...weightsOf(pixels, true)], [0, 255, 0, 182, 51]);
});
