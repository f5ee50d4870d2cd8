/** Clouds: the drawings of sources and targets, by some of their own points, which the site builder has drawn. */
import written from "thumbnails:points";
import { readPlaces, swept } from "./places";
import { between, dots, type Place } from "./shape";
import type { Picture } from "./thumbnail";

/** What a cloud is drawn for: its colour, and where its points come from or go to while it plays. */
export interface Cloud {
  readonly look: "noise" | "target";
  readonly from: string;
  readonly to: string;
}

const kept = new Map<string, readonly Place[]>();

/** The drawing of a source or a target; undefined where the site was built without it. Played, points go from one to the other. */
export function cloud(id: string, { look, from, to }: Cloud): Picture | undefined {
  const own = placesOf(id);
  if (own.length === 0) return undefined;
  const rest = dots(own);
  return (s) => {
    const moving = s === undefined ? "" : dots(carried(placesOf(from), placesOf(to), s));
    return [{ look: `dots ${look}`, d: s === undefined || look === "target" ? rest : "" }, { look: "dots generated", d: moving }];
  };
}

/** What covers the stage before it can draw: the target that the address names, or else the host's data-poster. */
export function poster(host: HTMLElement): Picture | undefined {
  const target = new URLSearchParams(window.location.hash.slice(1)).get("d") ?? host.dataset["poster"] ?? "";
  return cloud(target, { look: "target", from: "", to: "" });
}

/** The points on their way, each to one that lies as far down, and as far to the right among its neighbours. */
function carried(from: readonly Place[], to: readonly Place[], s: number): Place[] {
  const count = Math.min(from.length, to.length);
  return Array.from({ length: count }, (_, i) => {
    const [a, b] = [from[Math.floor((i * from.length) / count)], to[Math.floor((i * to.length) / count)]];
    return a === undefined || b === undefined ? [0, 0] : between(a, b, s);
  });
}

function placesOf(id: string): readonly Place[] {
  let places = kept.get(id);
  if (places === undefined) {
    places = swept(readPlaces(written[id] ?? ""));
    kept.set(id, places);
  }
  return places;
}
