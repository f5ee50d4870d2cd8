/** A lower learning rate for a run that diverged: the model's file goes on where it stood, and says another rate. */
import type { Run } from "../../protocol/run";
import type { Schema } from "../../protocol/schema";
import { methodOf, withValue } from "./run";

/** The run at half the learning rate; undefined where there is no rate, or none lower. */
export function atHalfTheRate(schema: Schema, run: Run): { readonly run: Run; readonly rate: string } | undefined {
  const method = methodOf(schema, run);
  const parameter = method?.parameters.find((p) => p.name === "lr");
  if (method === undefined || parameter === undefined) return undefined;
  const rate = String(Number((Number(run.parameters["lr"] ?? parameter.default) / 2).toPrecision(3)));
  if (!(Number(rate) >= parameter.min)) return undefined;
  return { run: { ...run, parameters: withValue(run.parameters, method, "lr", rate) }, rate };
}

/** A safetensors file of the page's, with other parameters of the method: the length of its header, the header, and the numbers as they are. */
export function withParameters(file: Uint8Array<ArrayBuffer>, parameters: Run["parameters"]): Uint8Array<ArrayBuffer> {
  const length = Number(new DataView(file.buffer, file.byteOffset).getBigUint64(0, true));
  const header = JSON.parse(new TextDecoder().decode(file.subarray(8, 8 + length))) as { __metadata__: { pushforward: string } };
  const about = JSON.parse(header.__metadata__.pushforward) as Record<string, unknown>;
  header.__metadata__.pushforward = JSON.stringify({ ...about, parameters });
  let text = JSON.stringify(header);
  const bytes = new TextEncoder();
  text += " ".repeat((8 - (bytes.encode(text).length % 8)) % 8); // the numbers begin at a multiple of eight
  const head = bytes.encode(text);
  const made = new Uint8Array(8 + head.length + file.length - 8 - length);
  new DataView(made.buffer).setBigUint64(0, BigInt(head.length), true);
  made.set(head, 8);
  made.set(file.subarray(8 + length), 8 + head.length);
  return made;
}
