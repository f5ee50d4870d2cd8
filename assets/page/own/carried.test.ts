import { equal, test } from "../../testing/testing";
import { uncarry } from "./carried";
import { nameOf, OwnData } from "./store";

test("data has a name by its content", () => {
  const name = nameOf(new Uint8Array([1, 2, 3, 4, 5]));
  equal([/^[0-9a-f]{16}$/.test(name), nameOf(new Uint8Array([1, 2, 3, 4, 5]))], [true, name]);
  const others = [[], [0], [0, 0], [1, 2, 3, 4], [1, 2, 3, 4, 5, 0], [5, 4, 3, 2, 1]].map((list) => nameOf(new Uint8Array(list)));
  equal(new Set([name, ...others]).size, 7);
});

test("a message's references are found, each once", () => {
  const data = new OwnData();
  equal(data.named({ a: "@0123456789abcdef", b: { c: "@0123456789abcdef", d: "@short", e: "x@0123456789abcdef" } }), ["0123456789abcdef"]);
  equal(data.named(undefined), []);
});

test("what a parameter carries is read, and somebody else's text is none", () => {
  equal([...(uncarry("_-8A") ?? [])], [255, 239, 0]);
  equal([uncarry(""), uncarry("a~b"), uncarry("@0123456789abcdef")], [undefined, undefined, undefined]);
});
