import { sampleSchema } from "../../testing/fixture";
import { equal, test } from "../../testing/testing";
import { bibtex } from "./citation";

const [method] = sampleSchema().methods;

test("each source of a method is an entry of its own, with year and number where it has them", () => {
  if (method === undefined) throw new Error("no method");
  const text = bibtex({ ...method, id: "gan", citation: "Li & Swersky, Networks, JMLR 13, 2012; Lin et al. (PacGAN), arXiv 1712.04086" });
  equal(text.startsWith("@misc{pushforward-gan-1,\n  note = {Li \\& Swersky, Networks, JMLR 13, 2012},\n  year = {2012}\n}\n"), true);
  equal(text.includes("@misc{pushforward-gan-2,\n  note = {Lin et al. (PacGAN), arXiv 1712.04086},\n  year = {2017},\n  eprint = {1712.04086},\n  archiveprefix = {arXiv}\n}\n"), true);
  equal(text.includes("eprint = {2311.13845}"), true);
  equal(bibtex({ ...method, citation: "" }).match(/@/g)?.length, 1);
});
