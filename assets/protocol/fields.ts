/**
 * The fields of a message, read one by one: each comes out typed, or an error names it and says what is allowed there. Go leaves out zero values (omitempty)
 * and writes an empty slice as null, so absent texts, numbers and lists read as "", 0 and [].
 */
export type Fields = Readonly<Record<string, unknown>>;

export function isFields(v: unknown): v is Fields {
  return typeof v === "object" && v !== null && !Array.isArray(v);
}

export function object(f: Fields, name: string): Fields {
  const v = f[name];
  if (!isFields(v)) throw new Error(`${name}: want an object`);
  return v;
}

export function list(f: Fields, name: string): readonly unknown[] {
  const v: unknown = f[name] ?? [];
  if (!Array.isArray(v)) throw new Error(`${name}: want a list`);
  return v;
}

export function objects(f: Fields, name: string): Fields[] {
  return list(f, name).map((v) => {
    if (!isFields(v)) throw new Error(`${name}: want a list of objects`);
    return v;
  });
}

export function text(f: Fields, name: string): string {
  const v = f[name] ?? "";
  if (typeof v !== "string") throw new Error(`${name} ${String(v)}: want text`);
  return v;
}

export function texts(f: Fields, name: string): string[] {
  return list(f, name).map((v) => {
    if (typeof v !== "string") throw new Error(`${name} ${String(v)}: want a list of texts`);
    return v;
  });
}

export function number(f: Fields, name: string): number {
  return finite(f[name] ?? 0, name);
}

export function finite(v: unknown, name: string): number {
  if (typeof v !== "number" || !Number.isFinite(v)) throw new Error(`${name} ${String(v)}: want a finite number`);
  return v;
}

export function floats(f: Fields, name: string): Float32Array {
  const v = f[name];
  if (!(v instanceof Float32Array)) throw new Error(`${name}: want a Float32Array`);
  return v;
}

/** Bytes; Go leaves out what is empty. */
export function bytes(f: Fields, name: string): Uint8Array<ArrayBuffer> {
  const v = f[name] ?? new Uint8Array();
  if (!(v instanceof Uint8Array) || !(v.buffer instanceof ArrayBuffer)) throw new Error(`${name}: want a Uint8Array`);
  return new Uint8Array(v.buffer, v.byteOffset, v.byteLength);
}

export function blob(f: Fields, name: string): Blob {
  const v = f[name];
  if (!(v instanceof Blob)) throw new Error(`${name}: want a Blob`);
  return v;
}

export function file(v: unknown): File {
  if (!(v instanceof File)) throw new Error("files: want Files");
  return v;
}

export function values(f: Fields, name: string): Readonly<Record<string, string>> {
  const v = f[name] ?? {};
  if (!isFields(v)) throw new Error(`${name}: want an object`);
  return Object.fromEntries(Object.keys(v).map((key) => [key, text(v, key)]));
}

export function oneOf<T extends string>(f: Fields, name: string, allowed: readonly T[]): T {
  const found = allowed.find((a) => a === f[name]);
  if (found === undefined) throw new Error(`${name} ${String(f[name])}: want ${allowed.join(", ")}`);
  return found;
}
