/** ZIP archives (PKWARE's APPNOTE 6.3) of files that are stored as they are: pictures are packed already. */

/** One file of an archive: its name in ASCII, and what it holds. */
export interface Entry {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

const version = 20; // 2.0, the least that readers know
const midnight = 0x0021; // 1 January 1980: the same files give the same archive
const mostFiles = 0xffff;

/** The archive of some files, in pieces. */
export function zip(files: readonly Entry[]): Uint8Array<ArrayBuffer>[] {
  if (files.length > mostFiles) throw new Error(`${files.length} files: want at most ${mostFiles}`);
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const directory: Uint8Array<ArrayBuffer>[] = [];
  let offset = 0;
  for (const { name, bytes } of files) {
    const about = [version, 0, 0, 0, midnight];
    const sizes = [crc32(bytes), bytes.length, bytes.length];
    const local = record([0x04034b50], about, sizes, [name.length, 0], name);
    directory.push(record([0x02014b50], [version, ...about], sizes, [name.length, 0, 0, 0, 0], name, [0, offset]));
    parts.push(local, bytes);
    offset += local.length + bytes.length;
  }
  const size = directory.reduce((sum, entry) => sum + entry.length, 0);
  return [...parts, ...directory, record([0x06054b50], [0, 0, files.length, files.length], [size, offset], [0], "")];
}

/** The fields of a record: the signature, numbers of two bytes, of four, of two; then, for the directory, two of four; and the name. */
function record(signature: number[], shorts: number[], longs: number[], more: number[], name: string, last: number[] = []): Uint8Array<ArrayBuffer> {
  const file = new Uint8Array(4 * (signature.length + longs.length + last.length) + 2 * (shorts.length + more.length) + name.length);
  const view = new DataView(file.buffer);
  let at = 0;
  const put = (values: number[], width: 2 | 4): void => {
    for (const value of values) {
      if (width === 2) view.setUint16(at, value, true);
      else view.setUint32(at, value, true);
      at += width;
    }
  };
  put(signature, 4);
  put(shorts, 2);
  put(longs, 4);
  put(more, 2);
  put(last, 4);
  for (const c of name) file[at++] = c.charCodeAt(0);
  return file;
}

/** The cyclic redundancy check of ISO 3309, of the reversed polynomial. */
export function crc32(bytes: Uint8Array): number {
  let crc = -1;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}
