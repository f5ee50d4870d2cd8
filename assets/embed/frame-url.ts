/** The address of a demo's frame, from what its element says. */

/** Attributes that choose the run, and the key of each in the link. */
const run: readonly (readonly [attribute: string, key: string])[] = [
  ["method", "m"],
  ["source", "s"],
  ["target", "d"],
  ["seed", "seed"],
  ["layers", "layers"],
];

/** The URL of embed.html beside a script, with its look in the query and its run in the hash. attribute gives an attribute, null if it is absent. */
export function frameURL(script: string, attribute: (name: string) => string | null, theme: string): string {
  const url = new URL("embed.html", script);
  const controls = attribute("controls");
  if (controls !== null) url.searchParams.set("controls", controls);
  const start = attribute("start");
  if (start !== null && start !== "") url.searchParams.set("start", start);
  url.searchParams.set("theme", theme);
  const link = new URLSearchParams((attribute("link") ?? "").replace(/^.*#/, ""));
  for (const [name, key] of run) {
    const value = attribute(name);
    if (value !== null && value !== "") link.set(key, value);
  }
  if (link.size > 0 && !link.has("v")) link.set("v", "1");
  url.hash = link.toString();
  return url.href;
}
