/** Places of points in a drawing, as the site builder writes them. */
import type { Place } from "./shape";
import { width } from "./thumbnail";

/** Of the characters, that of the distance 0, and that which stands for the longest and goes on. */
const base = 35;
const longest = 56;

/** Reads distances from each cell to the next, row by row; a place is the middle of its cell. */
export function readPlaces(text: string): Place[] {
  const places: Place[] = [];
  let cell = 0;
  for (let i = 0; i < text.length; i++) {
    const gap = text.charCodeAt(i) - base;
    cell += gap;
    if (gap < longest) places.push([(cell % width) + 0.5, Math.floor(cell / width) + 0.5]);
  }
  return places;
}

/** Places in bands from top to bottom, and from left to right in each: two lists in that order pair up without much crossing. */
export function swept(places: readonly Place[]): Place[] {
  const down = [...places].sort((a, b) => a[1] - b[1]);
  const band = Math.max(1, Math.round(Math.sqrt(down.length)));
  const list: Place[] = [];
  for (let i = 0; i < down.length; i += band) list.push(...down.slice(i, i + band).sort((a, b) => a[0] - b[0]));
  return list;
}
