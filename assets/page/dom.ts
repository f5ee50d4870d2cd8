/** The page's document, built by hand: text is always text, never markup. */

type Content = Node | string;
type Attributes = Readonly<Record<string, string | boolean>>;

/** An element with attributes (true is an empty attribute, false none) and children. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly Content[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) made.setAttribute(name, "");
    else if (value !== false) made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}

/** The document's element of that id, which index.html promises to be of that kind. */
export function byId<T extends HTMLElement>(id: string, kind: new () => T): T {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`index.html: want an element #${id} of kind ${kind.name}`);
  return found;
}

/** Sets a text where it changed, so that an idle page does no work. */
export function setText(node: HTMLElement, text: string): void {
  if (node.textContent !== text) node.textContent = text;
}

/** Calls f once when calls to the result have paused for a while (milliseconds). */
export function debounced(wait: number, f: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(f, wait);
  };
}

/** Whether files are dragged, and not a piece of text. */
export function holdsFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes("Files") === true;
}
