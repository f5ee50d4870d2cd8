import { equal, test } from "../../testing/testing";
import { crc32, zip } from "./zip";

const ascii = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(text, (c) => c.charCodeAt(0));

test("the check is that of the standard", () => {
  equal(crc32(ascii("123456789")), 0xcbf43926);
  equal(crc32(ascii("")), 0);
});

// By hand from the description of the format: local header, directory, end.
test("an archive of one file is as the format says", () => {
  const parts = zip([{ name: "a.txt", bytes: ascii("hi") }]);
  const bytes = parts.flatMap((part) => [...part]);
  const name = [...ascii("a.txt")];
  const sizes = [0xac, 0x2a, 0x93, 0xd8, 2, 0, 0, 0, 2, 0, 0, 0];
  const about = [20, 0, 0, 0, 0, 0, 0, 0, 33, 0];
  equal(bytes, [
    ...[80, 75, 3, 4, ...about, ...sizes, 5, 0, 0, 0, ...name, ...ascii("hi")],
    ...[80, 75, 1, 2, 20, 0, ...about, ...sizes, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, ...name],
    ...[80, 75, 5, 6, 0, 0, 0, 0, 1, 0, 1, 0, 51, 0, 0, 0, 37, 0, 0, 0, 0, 0],
  ]);
});
