import { equal, test } from "../../testing/testing";
import { uncarry } from "./carried";
import { nameOf, OwnData } from "./store";

test("data has a name by its content", async () => {
  const named = (bytes: number[]): Promise<string> => nameOf(new Blob([new Uint8Array(bytes)]));
  const name = await named([1, 2, 3, 4, 5]);
  equal([name, await named([1, 2, 3, 4, 5])], ["8f171dc8d814b9ff", name]);
  const others = await Promise.all([[], [0], [0, 0], [1, 2, 3, 4], [1, 2, 3, 4, 5, 0], [5, 4, 3, 2, 1]].map(named));
  equal(new Set([name, ...others]).size, 7);
});

test("a message's references are found, each once", () => {
  const data = new OwnData();
  equal(data.named({ a: "@0123456789abcdef", b: { c: "@0123456789abcdef", d: "@short", e: "x@0123456789abcdef" } }), ["0123456789abcdef"]);
  equal(data.named(undefined), []);
});

test("what a parameter carries is read, and somebody else's text is none", async () => {
  equal([...((await uncarry("_-8A")) ?? [])], [255, 239, 0]);
  equal(await Promise.all(["", "a~b", "@0123456789abcdef"].map(uncarry)), [undefined, undefined, undefined]);
});
