import { equal, test } from "../testing/testing";
import { Turns, type Player } from "./turns";

/** A player that notes what it is told. */
function player(name: string, said: string[], willing = true): Player {
  return { willing, go: () => said.push(`${name} goes`), rest: () => said.push(`${name} rests`), unload: () => said.push(`${name} unloads`) };
}

/** Turns, and what does what they have put off. */
function turnsAndLater(): { readonly turns: Turns; readonly later: () => void } {
  const put: (() => void)[] = [];
  return { turns: new Turns((act) => put.push(act)), later: () => put.splice(0).forEach((act) => act()) };
}

test("of those in view the first runs, until it leaves the view", () => {
  const said: string[] = [];
  const { turns, later } = turnsAndLater();
  const [a, b] = [player("a", said), player("b", said)];
  turns.sees(a, true);
  turns.sees(b, true);
  equal(said, ["a goes"]);
  turns.sees(a, false);
  later();
  equal([said.slice(1), turns.has(b)], [["a rests", "b goes"], true]);
});

test("one that leaves the view together with the one that runs does not get the turn in between", () => {
  const said: string[] = [];
  const { turns, later } = turnsAndLater();
  const [a, b, c] = [player("a", said), player("b", said), player("c", said)];
  turns.sees(a, true);
  turns.sees(b, true);
  turns.sees(a, false);
  turns.sees(b, false);
  turns.sees(c, true);
  later();
  equal(said, ["a goes", "a rests", "c goes"]);
});

test("who is asked for runs, and the other rests", () => {
  const said: string[] = [];
  const turns = new Turns();
  const [a, b] = [player("a", said), player("b", said)];
  turns.sees(a, true);
  turns.take(b);
  equal(said, ["a goes", "a rests", "b goes"]);
});

test("one that waits for a click is passed over", () => {
  const said: string[] = [];
  const turns = new Turns();
  turns.sees(player("a", said, false), true);
  turns.sees(player("b", said), true);
  equal(said, ["b goes"]);
});

test("of too many loaded the oldest gives its frame back", () => {
  const said: string[] = [];
  const turns = new Turns();
  for (const name of "abcdefg") turns.take(player(name, said));
  equal(said.filter((s) => s.endsWith("unloads")), ["a unloads"]);
});
