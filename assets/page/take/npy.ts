/** NumPy's NPY (format 1.0), as package core/codec writes it: magic, version, length of the header, the header, the bare numbers. */

const alignment = 64;

/** A matrix [rows×columns], row by row, as little-endian float32. */
export function npy(data: Float32Array, rows: number, columns: number): Uint8Array<ArrayBuffer> {
  const dictionary = `{'descr': '<f4', 'fortran_order': False, 'shape': (${rows}, ${columns}), }`;
  const fixed = 10; // magic, version and length
  const padded = Math.ceil((fixed + dictionary.length + 1) / alignment) * alignment;
  const file = new Uint8Array(padded + 4 * data.length);
  const header = `\x93NUMPY\x01\x00__${dictionary.padEnd(padded - fixed - 1)}\n`;
  for (let i = 0; i < padded; i++) file[i] = header.charCodeAt(i);
  const view = new DataView(file.buffer);
  view.setUint16(8, padded - fixed, true);
  data.forEach((x, i) => view.setFloat32(padded + 4 * i, x, true));
  return file;
}
