import { equal, test } from "../../testing/testing";
import { quoted, sentence } from "./sentence";

test("a report reads as a sentence, without the packages that it came through", () => {
  equal(sentence("lab: 5000 function evaluations: want 1 to 1024"), "5000 function evaluations: want 1 to 1024.");
  equal(sentence('target: moons: param: noise "x": want a number'), 'Moons: noise "x": want a number.');
  equal(sentence("source: target: param: none"), "Source: none.");
  equal(sentence("there is no run yet: send set first"), "There is no run yet: send set first.");
  equal(sentence("the target: it is lost!"), "The target: it is lost!");
  equal(sentence(" "), "Something went wrong, and nothing more is known: reload the page.");
});

test("long texts are cut", () => {
  equal([quoted("x"), quoted("x".repeat(41))], ["“x”", `“${"x".repeat(40)}…”`]);
});
