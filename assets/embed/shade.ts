/** Whether the page around an element is dark. */

/** Light text means a dark page, however that page came to it; a colour in another notation leaves it to the system. */
export function isDark(node: Element): boolean {
  const channels = /^rgba?\(([^)]*)\)$/.exec(getComputedStyle(node).color)?.[1]?.split(/[\s,/]+/).slice(0, 3).map(Number) ?? [];
  return lightness(channels) ?? window.matchMedia("(prefers-color-scheme: dark)").matches;
}

/** Whether a colour of three channels, 0 to 255, is rather light; undefined if it is none. */
function lightness(channels: readonly number[]): boolean | undefined {
  const [r, g, b] = channels;
  if (r === undefined || g === undefined || b === undefined || [r, g, b].some(Number.isNaN)) return undefined;
  return 0.299 * r + 0.587 * g + 0.114 * b > 140;
}

/** Calls changed when the page's colours may have: its system's choice, or a switch of its own, which marks its root or body. */
export function watchShade(changed: () => void): void {
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", changed);
  const watcher = new MutationObserver(changed);
  for (const node of document.querySelectorAll("html, body")) watcher.observe(node, { attributes: true });
}
