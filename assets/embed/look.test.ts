import { equal, test } from "../testing/testing";
import { readLook } from "./look";

test("a frame's look is read from its query", () => {
  equal(readLook("?controls=t,train&theme=dark&start=train"), { look: { controls: ["t", "train"], theme: "dark", start: "train" }, notes: [] });
  equal(readLook("?controls=").look.controls, []);
  equal(readLook("").look, { controls: ["train", "play", "t", "method", "target", "open"], theme: "auto", start: "untrained" });
});

test("what it does not know gives way to the default and a note", () => {
  const { look, notes } = readLook("?controls=t,dance&theme=pink&start=now");
  equal([look.controls, look.theme, look.start, notes.length], [["t"], "auto", "untrained", 3]);
});
