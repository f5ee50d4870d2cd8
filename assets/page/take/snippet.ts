/** The lines that show a run in another page: the element, and the script that defines it. */
import type { Schema } from "../../protocol/schema";
import type { State } from "../../protocol/state";
import { writePermalink } from "../run/permalink";
import { escaped } from "./drawing";

/** The lines for a run, trained where it came so; base is the address of the site's folder. Method, target and seed stand in attributes of their own, all else in the link. */
export function snippet({ run, trained }: Pick<State, "run" | "trained">, schema: Schema, base: string): string {
  const link = new URLSearchParams(writePermalink({ run, rivals: [], trained: false, t: undefined, layers: undefined }, schema).slice(1));
  for (const key of ["m", "d", "seed"]) link.delete(key);
  const rest = [...link.keys()].some((key) => key !== "v") ? ` link="#${escaped(link.toString())}"` : "";
  return `<script type="module" src="${escaped(new URL("embed.js", base).href)}"></script>
<pushforward-demo method="${escaped(run.method)}" target="${escaped(run.target)}" seed="${run.seed}"${rest}${trained ? ' start="trained"' : ""}></pushforward-demo>
`;
}
