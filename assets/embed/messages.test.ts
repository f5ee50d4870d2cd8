import { equal, refuses, test } from "../testing/testing";
import { hostRequest } from "./messages";

test("requests are read field by field", () => {
  equal(hostRequest({ type: "play" }), { type: "play" });
  equal(hostRequest({ type: "seek", t: 0.5, more: 1 }), { type: "seek", t: 0.5 });
  equal(hostRequest({ type: "rest", on: true, turn: 2 }), { type: "rest", on: true, turn: 2 });
  equal(hostRequest({ type: "step", count: 3 }), { type: "step", count: 3 });
  equal(hostRequest({ ns: "pushforward", v: 1, type: "set", method: "fm", seed: 7, theme: "dark" }), { type: "set", method: "fm", seed: "7", theme: "dark" });
});

test("what is unknown or malformed is refused by name", () => {
  refuses(() => hostRequest({ type: "eval" }), '"eval"', "want set, play");
  refuses(() => hostRequest({}), "undefined", "want set, play");
  refuses(() => hostRequest({ type: { toString: null } }), "object");
  refuses(() => hostRequest({ type: "seek", t: 2 }), "t 2", "from 0 to 1");
  refuses(() => hostRequest({ type: "seek", t: NaN }), "t NaN");
  refuses(() => hostRequest({ type: "seek", t: "0.5" }), 't "0.5"');
  refuses(() => hostRequest({ type: "step", count: 1e9 }), "count 1000000000", "10000");
  refuses(() => hostRequest({ type: "rest", on: 1, turn: 2 }), "on 1", "true or false");
  refuses(() => hostRequest({ type: "rest", on: false }), "turn undefined");
  refuses(() => hostRequest({ type: "samples", n: 0.5 }), "n 0.5");
  refuses(() => hostRequest({ type: "set", html: "<b>" }), '"html"', "want link, method");
  refuses(() => hostRequest({ type: "set", method: ["fm"] }), "method", "object");
  refuses(() => hostRequest({ type: "set", theme: "pink" }), "pink", "light, dark, auto");
  refuses(() => hostRequest({ type: "set", link: "a".repeat(5000) }), "4000");
  refuses(() => hostRequest({ type: "x".repeat(5000) }), "…");
});
