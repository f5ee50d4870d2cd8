/** Schematics: the drawings of methods, by what they learn and by what explains it. Noise is on the left, two modes are on the right. */
import type { Entry } from "../../protocol/schema";
import { between, circles, dots, heads, lines, scatter, type Place } from "./shape";
import { width, type Picture, type Stroke } from "./thumbnail";

const count = 8;
const indices = [...Array(count).keys()];
/** Noise, from top to bottom, and the data that each point of it goes to. */
const noise: readonly Place[] = indices.map((i) => [18 + 9 * scatter(i), 42 + 5 * (i - (count - 1) / 2) + 2 * scatter(i + 40)]);
const data: readonly Place[] = indices.map((i) => [92 + 8 * scatter(i + 20), (i < count / 2 ? 9 : 25) + 7 * i + 2 * scatter(i + 60)]);
const wells: readonly Place[] = [[80, 23], [86, 62]];

/** The drawing that says what kind of map a method learns. */
export function schematic(method: Entry): Picture {
  const has = (ability: string): boolean => method.abilities.includes(ability);
  if (has("latent")) return throughLatent;
  if (has("simulate")) return has("energy") ? overEnergy : walks;
  if (has("pairs")) return has("velocity") ? pairedPaths : pairs;
  if (has("witness")) return critic;
  if (has("inverse")) return warp;
  if (has("velocity")) return has("score") ? denoised : streams;
  return chords;
}

/** One step: straight chords. */
const chords: Picture = (s = 1) => [
  { look: "line", d: lines(...indices.map((i) => [place(noise, i), between(place(noise, i), place(data, i), s)])) },
  { look: "spots noise", d: dots(noise) },
  { look: "spots generated", d: dots(indices.map((i) => between(place(noise, i), place(data, i), s))) },
];

/** A velocity: bent paths. */
const streams: Picture = (s = 1) => flow(s, 0);

/** A score: paths that shake less and less. */
const denoised: Picture = (s = 1) => flow(s, 5);

function flow(s: number, shake: number): Stroke[] {
  const paths = indices.map((i) => path(i, shake));
  const some = paths.filter((_, i) => i % 5 === 1);
  return [
    { look: "line", d: lines(...paths) },
    { look: "line strong", d: shake > 0 ? "" : heads(9, ...some.map((p) => p.slice(0, 16))) },
    { look: "spots noise", d: dots(noise) },
    { look: "spots generated", d: dots(paths.map((p) => along(p, s))) },
  ];
}

/** Optimal transport pairs generated points with data. */
const pairs: Picture = (s = 0) => {
  const start = indices.map((i): Place => [46 + 14 * scatter(i), 42 + 0.6 * (place(data, i)[1] - 42) + 4 * scatter(i + 90)]);
  return [
    { look: "line", d: lines(...indices.map((i) => [place(start, i), place(data, i)])) },
    { look: "rings target", d: circles(data, 3.6) },
    { look: "spots generated", d: dots(indices.map((i) => between(place(start, i), place(data, i), 0.9 * s))) },
  ];
};

/** Pairs of noise and data, and the straight paths between them. */
const pairedPaths: Picture = (s = 0.5) => [
  { look: "line", d: lines(...indices.map((i) => [place(noise, i), place(data, i)])) },
  { look: "spots noise", d: dots(noise) },
  { look: "rings target", d: circles(data, 3.6) },
  { look: "spots generated", d: dots(indices.map((i) => between(place(noise, i), place(data, i), s))) },
];

/** A critic: where it wants fewer samples, and where it wants more. */
const critic: Picture = (s = 0) => {
  const [many, few]: [Place, Place] = [[34, 46], [80, 38]];
  const spread = (c: Place, r: number, k: number): Place[] => indices.map((i) => [c[0] + r * scatter(i + k), c[1] + r * scatter(i + k + 30)]);
  const crowd = spread(many, 12, 0);
  const gap = spread(few, 14, 100);
  const arrow: Place[] = [[50, 44], [65, 41]];
  return [
    { look: "wash generated", d: circles([many], 30) },
    { look: "wash generated", d: circles([many], 17) },
    { look: "wash target", d: circles([few], 30) },
    { look: "wash target", d: circles([few], 17) },
    { look: "line strong", d: lines(arrow) + heads(8, arrow) },
    { look: "rings target", d: circles(gap.filter((_, i) => i % 2 === 0), 3.6) },
    { look: "spots generated", d: dots(crowd.map((c, i) => between(c, i % 2 === 0 ? place(gap, i) : c, 0.9 * s))) },
  ];
};

/** An invertible map: a net that is bent, and never torn. */
const warp: Picture = (s = 1) => {
  const bend = ([x, y]: Place): Place => {
    const [u, v] = [(x - 56) / 40, (y - 42) / 34];
    const apart = 0.42 * Math.sin(Math.PI * v) * Math.exp(-1.5 * u * u);
    return [56 + 40 * (u + s * 0.34 * Math.sin(Math.PI * v + 0.6) * (1 - u * u)), 42 + 34 * (v + s * apart * 0.72)];
  };
  const steps = [...Array(19).keys()].map((k) => k / 9 - 1);
  const net = [...Array(7).keys()].map((k) => k / 3 - 1).flatMap((c): Place[][] => [
    steps.map((u) => bend([56 + 40 * u, 42 + 34 * c])),
    steps.map((v) => bend([56 + 40 * c, 42 + 34 * v])),
  ]);
  const points = indices.map((i): Place => [56 + 9 * scatter(i), 42 + 20 * ((2 * i + 1) / count - 1)]);
  return [
    { look: "line", d: lines(...net) },
    { look: "spots generated", d: dots(points.map(bend)) },
  ];
};

/** An autoencoder: into a latent space, and out again. */
const throughLatent: Picture = (s = 1) => {
  const given = indices.map((i): Place => [width - place(data, i)[0] - 4, place(data, i)[1]]);
  const latent = indices.map((i): Place => [56 + 4.5 * scatter(i), 42 + 6 * scatter(i + 9)]);
  const where = (i: number): Place => (s < 0.5 ? between(place(given, i), place(latent, i), 2 * s) : between(place(latent, i), place(data, i), 2 * s - 1));
  return [
    { look: "wash noise", d: circles([[56, 42]], 13) },
    { look: "line", d: lines([[34, 8], [50, 33]], [[34, 76], [50, 51]], [[78, 8], [62, 33]], [[78, 76], [62, 51]]) },
    { look: "rings target", d: circles(given, 3.6) },
    { look: "spots noise", d: dots(latent) },
    { look: "spots generated", d: dots(indices.map(where)) },
  ];
};

/** A simulation: walks that end in the wells of a landscape. */
const walks: Picture = (s = 1) => landscape(s, "");

/** The same over an energy that is learnt. */
const overEnergy: Picture = (s = 1) => landscape(s, "wash target");

function landscape(s: number, wash: string): Stroke[] {
  const ways = indices.filter((i) => i % 2 === 0).map((i) => {
    const goal = place(wells, i < count / 2 ? 0 : 1);
    return [...Array(26).keys()].map((k): Place => {
      const [x, y] = between([14, 18 + 8 * i], goal, Math.min(1, k / 17));
      return [x + 5 * scatter(31 * i + k), y + 5 * scatter(17 * i + k + 50)];
    });
  });
  return [
    { look: wash === "" ? "line" : wash, d: [6, 12, 18].map((r) => circles(wells, r)).join("") },
    { look: "line generated", d: lines(...ways.map((way) => way.slice(0, 2 + Math.round(s * (way.length - 2))))) },
    { look: "spots noise", d: dots(ways.map((way) => place(way, 0))) },
    { look: "spots generated", d: dots(ways.map((way) => place(way, 1 + Math.round(s * (way.length - 2))))) },
  ];
}

/** The bent path of a point: first together, then apart. */
function path(i: number, shake: number): Place[] {
  const [a, b] = [place(noise, i), place(data, i)];
  const turns: [Place, Place] = [[a[0] + 34, 42 + 0.5 * (a[1] - 42)], [b[0] - 24, b[1]]];
  return [...Array(25).keys()].map((k) => {
    const s = k / 24;
    const weights = [(1 - s) ** 3, 3 * s * (1 - s) ** 2, 3 * s * s * (1 - s), s ** 3] as const;
    const sum = (axis: 0 | 1): number => weights[0] * a[axis] + weights[1] * turns[0][axis] + weights[2] * turns[1][axis] + weights[3] * b[axis];
    const amount = k === 0 ? 0 : shake * (1 - s);
    return [sum(0) + amount * scatter(50 * i + k), sum(1) + amount * scatter(50 * i + k + 25)];
  });
}

function along(way: readonly Place[], s: number): Place {
  const at = s * (way.length - 1);
  const k = Math.min(way.length - 2, Math.floor(at));
  return between(place(way, k), place(way, k + 1), at - k);
}

function place(list: readonly Place[], i: number): Place {
  return list[i] ?? [0, 0];
}
