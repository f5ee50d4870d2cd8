/** Images as grids: the browser decodes them, and how dark or how light they are becomes the weight. */
import { element } from "../dom";
import { count } from "../words/format";
import { mostCells, type Grid } from "./grid";

/** The largest image, in bytes. */
const largest = 20 * 2 ** 20;

/** The grid of an image, its longer side of so many cells. Light: light parts weigh most, not dark ones. Where it is transparent, the weight is 0. */
export async function gridOf(file: Blob, cells: number, light: boolean): Promise<Grid> {
  if (file.size > largest) throw new Error(`The image has ${count(file.size / 2 ** 20)} MB: want at most ${count(largest / 2 ** 20)}.`);
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(file);
  } catch {
    throw new Error("The browser cannot read this as an image: want PNG, JPEG, WebP, GIF or the like.");
  }
  const scale = Math.min(cells, mostCells) / Math.max(bitmap.width, bitmap.height);
  const columns = Math.max(1, Math.round(bitmap.width * scale));
  const rows = Math.max(1, Math.round(bitmap.height * scale));
  const context = element("canvas", { width: String(columns), height: String(rows) }).getContext("2d");
  if (context === null) throw new Error("This browser has no canvas to draw on.");
  context.imageSmoothingQuality = "high";
  context.drawImage(bitmap, 0, 0, columns, rows);
  bitmap.close();
  return { columns, rows, weights: weightsOf(context.getImageData(0, 0, columns, rows).data, light) };
}

/** Weights of RGBA pixels: the luma of ITU-R BT.709 or its opposite, times the opacity. */
export function weightsOf(pixels: Uint8ClampedArray, light: boolean): Uint8Array {
  return Uint8Array.from({ length: pixels.length / 4 }, (_, i) => {
    const [red = 0, green = 0, blue = 0, alpha = 0] = pixels.subarray(4 * i, 4 * i + 4);
    const luma = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    return Math.round(((light ? luma : 255 - luma) * alpha) / 255);
  });
}
