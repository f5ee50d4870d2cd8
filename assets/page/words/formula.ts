/** Formulas: TeX in the schema, MathML on the page. The site builder has typeset all that there are. */
import typeset from "formulas:mathml";

/** The formula as MathML, or as its TeX where the page was built without it. */
export function formula(tex: string): Element {
  const markup = typeset[tex];
  if (markup === undefined) return Object.assign(document.createElement("code"), { textContent: tex });
  // The builder wrote this markup; nothing of a link, a file or a message is in it.
  return document.importNode(new DOMParser().parseFromString(markup, "application/xml").documentElement, true);
}
