/** Citations as BibTeX: of a method, from the sentence that the registry has, and of the paper that the page follows. */
import type { Entry } from "../../protocol/schema";

const paper = `@misc{cabannes2023touring,
  author = {Cabannes, V. and Arnal, C.},
  title = {Touring sampling with pushforward maps},
  year = {2023},
  eprint = {2311.13845},
  archiveprefix = {arXiv}
}
`;

/** What a method rests on, one entry for each source, and the paper. */
export function bibtex(method: Entry): string {
  const sources = method.citation.split("; ").filter((source) => source !== "");
  return [...sources.map((source, i) => entry(source, sources.length > 1 ? `${method.id}-${i + 1}` : method.id)), paper].join("\n");
}

/** The registry's sentence is authors, title and place in one: it is kept whole, as a note. */
function entry(source: string, key: string): string {
  const eprint = /\b(\d{2})\d{2}\.\d{4,5}\b/.exec(source);
  const year = eprint ? `20${eprint[1]}` : /\b(19|20)\d{2}\b/.exec(source)?.[0];
  const fields = [`note = {${tex(source)}}`];
  if (year !== undefined) fields.push(`year = {${year}}`);
  if (eprint) fields.push(`eprint = {${eprint[0]}}`, "archiveprefix = {arXiv}");
  return `@misc{pushforward-${key},\n  ${fields.join(",\n  ")}\n}\n`;
}

/** A text in which TeX finds no orders. */
function tex(text: string): string {
  return text.replace(/[&%#_$]/g, "\\$&").replaceAll("§", "\\S{}");
}
