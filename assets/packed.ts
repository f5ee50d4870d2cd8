/**
 * Files that travel inside a script or a document, as those of the single-file page do: compressed by gzip, in base64. A script has them
 * in the global "packed", by name; a document in elements that have the name as their id.
 */
declare global {
  var packed: Readonly<Record<string, string>> | undefined;
}

/** A file that travels along; undefined when it does not and must be fetched. */
export function packedFile(name: string): Response | undefined {
  const text = globalThis.packed?.[name] ?? (typeof document === "object" ? document.getElementById(name)?.textContent : undefined);
  if (text === undefined || text === null) return undefined;
  const plain = new Blob([bytesOf(text)]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(plain, { headers: { "Content-Type": name.endsWith(".wasm") ? "application/wasm" : "application/octet-stream" } });
}

/** The bytes that a text in base64 stands for. */
export function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  const binary = atob(base64.trim());
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}
