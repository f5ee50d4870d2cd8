/** Pictures as grids of weights: packed for a parameter as core/codec's Grid, and unpacked again. */

/** How dark each cell is, from 0 to 255, row by row from the top. */
export interface Grid {
  readonly columns: number;
  readonly rows: number;
  readonly weights: Uint8Array;
}

/** The most cells along a side. */
export const mostCells = 256;

/** Steps between the weights of a picture that a link carries: sixteen are told apart. */
const coarse = 17;

/** DEFLATE data of the size and the weights; coarsely, in sixteen steps. */
export async function pack({ columns, rows, weights }: Grid, coarsely: boolean): Promise<Uint8Array<ArrayBuffer>> {
  const plain = new Uint8Array(2 + weights.length);
  plain.set([columns - 1, rows - 1]);
  plain.set(coarsely ? weights.map((w) => Math.round(w / coarse) * coarse) : weights, 2);
  return through(plain, new CompressionStream("deflate-raw"));
}

/** The grid of DEFLATE data; undefined where it is none. */
export async function unpack(packed: Uint8Array<ArrayBuffer>): Promise<Grid | undefined> {
  try {
    const plain = await through(packed, new DecompressionStream("deflate-raw"), 2 + mostCells * mostCells);
    const [columns = 0, rows = 0] = [(plain[0] ?? 0) + 1, (plain[1] ?? 0) + 1];
    return plain.length === 2 + columns * rows ? { columns, rows, weights: plain.subarray(2) } : undefined;
  } catch {
    return undefined; // Somebody else's text.
  }
}

/** What comes out of a stream, up to a length. */
async function through(bytes: Uint8Array<ArrayBuffer>, stream: CompressionStream | DecompressionStream, most = Infinity): Promise<Uint8Array<ArrayBuffer>> {
  const reader = new Blob([bytes]).stream().pipeThrough(stream).getReader();
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for (let length = 0; ; ) {
    const { done, value } = await reader.read();
    if (done || value === undefined) break;
    parts.push(value);
    length += value.length;
    if (length > most) {
      await reader.cancel();
      throw new Error(`${length} bytes: want at most ${most}`);
    }
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}
