import type { Refusal } from "../../protocol/protocol";
import type { Run } from "../../protocol/run";
import { sampleSchema } from "../../testing/fixture";
import { equal, test } from "../../testing/testing";
import { explain } from "./refusal";

const schema = sampleSchema();
const refusal: Refusal = { type: "error", message: 'method flow: param: lr "-1": want a number in [1e-05, 0.1]', of: "set", fatal: false };
const why = (changed: Partial<Run>): string => explain(refusal, { ...schema.default, ...changed }, schema);

test("a value that the schema forbids is named by its label, with what is allowed", () => {
  equal(why({ parameters: { lr: "-1" } }), "Rate −1: want a number from 0.00001 to 0.1.");
  equal(why({ parameters: { net: "64,x" } }), "Layers “64,x”: want whole numbers with commas between, such as 64,64.");
  equal(why({ targetParameters: { std: "2" } }), "Std 2: want a number from 0.01 to 1.");
  equal(why({ source: "box", sourceParameters: { side: "9" } }), "Side 9: want a number from 0.5 to 2.");
  equal(why({ parameters: { depth: "3" } }), "Depth 3: Flow has no such parameter: it has lr, net, t.");
  equal(why({ seed: -1 }), "Seed −1: want a whole number from 0 to 9007199254740991.");
});

test("what the schema cannot judge is told as the worker says it", () => {
  const said = 'Method flow: lr "-1": want a number in [1e-05, 0.1].';
  equal([why({}), explain(refusal, undefined, schema), why({ method: "absent", parameters: { lr: "-1" } })], [said, said, said]);
});
