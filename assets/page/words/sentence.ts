/** Sentences: what a program reported, as text for a reader. */

/** The packages of core, with which their errors begin. */
const origin = /(?<=^|: )(?:codec|compile|engine|graph|json|lab|method|metric|nn|onnx|ot|param|random|safetensors|target|transport): /g;

const longest = 40;

/** The text as a sentence: with a capital and a full stop, and without the names of the packages that it came through. */
export function sentence(text: string): string {
  const plain = text.trim().replace(origin, "");
  if (plain === "") return "Something went wrong, and nothing more is known: reload the page.";
  return `${plain.charAt(0).toUpperCase()}${plain.slice(1)}${/[.!?]$/.test(plain) ? "" : "."}`;
}

/** Somebody else's text in quotation marks, cut where it is long. */
export function quoted(text: string): string {
  return text.length > longest ? `“${text.slice(0, longest)}…”` : `“${text}”`;
}
