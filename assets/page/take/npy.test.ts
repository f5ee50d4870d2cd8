import { equal, test } from "../../testing/testing";
import { npy } from "./npy";

// What numpy.save writes for numpy.array([[1, 2], [3, 4.5], [-1, 0]], dtype="<f4").
test("a matrix becomes what NumPy writes", () => {
  const file = npy(new Float32Array([1, 2, 3, 4.5, -1, 0]), 3, 2);
  const header = `${"{'descr': '<f4', 'fortran_order': False, 'shape': (3, 2), }".padEnd(117)}\n`;
  equal(file.length, 128 + 24);
  equal([...file.subarray(0, 10)], [0x93, 78, 85, 77, 80, 89, 1, 0, 118, 0]);
  equal(String.fromCharCode(...file.subarray(10, 128)), header);
  equal([...file.subarray(128, 132)], [0, 0, 128, 63]);
  equal([...new Float32Array(file.slice(128).buffer)], [1, 2, 3, 4.5, -1, 0]);
});
