import { sampleSchema } from "../../testing/fixture";
import { equal, test } from "../../testing/testing";
import { atHalfTheRate, withParameters } from "./slower";

const schema = sampleSchema();

test("the rate is halved, from the default or from what was set, down to the least there is", () => {
  equal(atHalfTheRate(schema, schema.default)?.run.parameters, { lr: "0.0005" });
  const set = { ...schema.default, parameters: { lr: "0.002", net: "32" } };
  equal(atHalfTheRate(schema, set)?.run.parameters, { net: "32" }); // the default, which is left out
  equal(atHalfTheRate(schema, { ...set, parameters: { lr: "0.00001" } }) === undefined, true);
  equal(atHalfTheRate(schema, { ...set, method: "map" }) === undefined, true);
});

/** A file as the worker writes it: one tensor of two numbers. */
function file(about: object): Uint8Array<ArrayBuffer> {
  const header = { __metadata__: { pushforward: JSON.stringify(about), fingerprint: "ab" }, w: { dtype: "F32", shape: [1, 2], data_offsets: [0, 8] } };
  const text = new TextEncoder().encode(JSON.stringify(header));
  const made = new Uint8Array(8 + text.length + 8);
  new DataView(made.buffer).setBigUint64(0, BigInt(text.length), true);
  made.set(text, 8);
  made.set([1, 2, 3, 4, 5, 6, 7, 8], 8 + text.length);
  return made;
}

test("a file says other parameters, and holds the same numbers", () => {
  const made = withParameters(file({ method: "flow", step: 3, parameters: { lr: "1" } }), { lr: "0.5" });
  const length = Number(new DataView(made.buffer).getBigUint64(0, true));
  const header = JSON.parse(new TextDecoder().decode(made.subarray(8, 8 + length))) as { __metadata__: { pushforward: string; fingerprint: string }; w: object };
  equal([length % 8, JSON.parse(header.__metadata__.pushforward), header.__metadata__.fingerprint], [0, { method: "flow", step: 3, parameters: { lr: "0.5" } }, "ab"]);
  equal([header.w, [...made.subarray(8 + length)]], [{ dtype: "F32", shape: [1, 2], data_offsets: [0, 8] }, [1, 2, 3, 4, 5, 6, 7, 8]]);
});
