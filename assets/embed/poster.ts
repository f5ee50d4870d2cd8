/** The picture of a demo that has not loaded: noise in the middle, carried to eight modes. Drawn, so that it costs no download. */

const svg = "http://www.w3.org/2000/svg";
const modes = 8;
const radius = 74;

/** A shape with attributes. */
function shape(name: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const made = document.createElementNS(svg, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  return made;
}

/** The picture: the same points each time. */
export function drawPoster(): SVGElement {
  const picture = shape("svg", { viewBox: "-160 -100 320 200", preserveAspectRatio: "xMidYMid slice", "aria-hidden": "true" });
  const random = sequence(7);
  const normal = (): number => Math.sqrt(-2 * Math.log(random() + 1e-9)) * Math.cos(2 * Math.PI * random());
  for (let i = 0; i < 20 * modes; i++) {
    const angle = (2 * Math.PI * (i % modes)) / modes;
    const [x, y] = [normal() * 15, normal() * 15];
    const [toX, toY] = [radius * Math.cos(angle) + normal() * 4.5, radius * Math.sin(angle) + normal() * 4.5];
    const [bendX, bendY] = [0.35 * toX + 0.9 * x, 0.35 * toY + 0.9 * y];
    if (i % 3 === 0) picture.append(shape("path", { d: `M${x} ${y}Q${bendX} ${bendY} ${toX} ${toY}`, class: "trail" }));
    picture.append(shape("circle", { cx: x, cy: y, r: 1.1, class: "noise" }), shape("circle", { cx: toX, cy: toY, r: 1.3, class: "generated" }));
    picture.append(shape("circle", { cx: radius * Math.cos(angle) + normal() * 4.5, cy: radius * Math.sin(angle) + normal() * 4.5, r: 1.6, class: "target" }));
  }
  return picture;
}

/** Numbers in [0,1): a linear congruential generator, of Numerical Recipes, which is enough for a picture. */
function sequence(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
