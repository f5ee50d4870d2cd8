/**
 * The service worker: keeps the site in a cache, so that it works without a network. What is named after its content comes from the cache
 * first; the rest, such as documents, comes from the network first, and from the cache where there is none. Every file is checked by size and hash, as it is
 * kept and the first time it is given out: what is not whole comes from the network.
 */

/** One file of the site. */
interface Kept {
  /** Path below the site's folder. */
  readonly name: string;
  readonly bytes: number;
  /** SHA-256, in hexadecimal. */
  readonly hash: string;
  /** Named after its content. */
  readonly fixed: boolean;
}

/** The list of files, as JSON, and a name for it. */
declare const __KEPT__: string;
declare const __VERSION__: string;

const scope = globalThis as unknown as ServiceWorkerGlobalScope;
const files = new Map((JSON.parse(__KEPT__) as readonly Kept[]).map((f) => [f.name, f]));
const folder = scope.registration.scope;
/** Begins the names of this site's caches: those of other sites on the same origin are left alone. */
const family = `pushforward ${folder} `;
const cacheName = family + __VERSION__;
/** Files that were found whole since this worker started. */
const sound = new Set<string>();
/** Downloads at a time. */
const lanes = 4;

scope.addEventListener("install", (event) => event.waitUntil(install()));
scope.addEventListener("activate", (event) => event.waitUntil(scope.clients.claim()));
scope.addEventListener("message", (event: ExtendableMessageEvent) => {
  const { type, name } = (event.data ?? {}) as { type?: unknown; name?: unknown };
  if (type === "take-over") void scope.skipWaiting();
  if (type === "holds" && typeof name === "string") event.ports[0]?.postMessage(files.has(name));
});
scope.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || !(origin + pathname).startsWith(folder)) return;
  const file = files.get(decodeURI((origin + pathname).slice(folder.length)) || "index.html");
  if (file === undefined) return;
  event.respondWith(file.fixed ? fromCache(file, request) : fromNetwork(file, request));
  // A page that comes by way of this worker is of its version: earlier ones are no longer needed.
  if (request.mode === "navigate" && request.destination === "document") event.waitUntil(dropEarlier());
});

/** Keeps all files, or none: a site that is not whole does not become the one that is served. */
async function install(): Promise<void> {
  try {
    const cache = await caches.open(cacheName);
    const queue = [...files.values()];
    const lane = async (): Promise<void> => {
      for (let file = queue.pop(); file !== undefined; file = queue.pop()) await keep(cache, file);
    };
    await Promise.all(Array.from({ length: lanes }, lane));
  } catch (cause) {
    await caches.delete(cacheName);
    throw cause;
  }
}

/** Keeps one file: an earlier version's if it is the same, or the network's, past the browser's own cache if that is not whole. */
async function keep(cache: Cache, file: Kept): Promise<void> {
  const sources = [
    () => (file.fixed ? caches.match(folder + file.name) : Promise.resolve(undefined)),
    () => fetch(folder + file.name, { cache: file.fixed ? "default" : "no-cache" }),
    () => fetch(folder + file.name, { cache: "reload" }),
  ];
  for (const source of sources) {
    const response = await source();
    if (response?.ok !== true || !(await isWhole(file, response))) continue;
    await put(cache, file, response);
    return;
  }
  throw new Error(`${file.name}: want ${file.bytes} bytes with hash ${file.hash}`);
}

/** Puts a file into the cache. An isolated page starts its workers only from scripts that ask to load no more than it may; to other pages that is nothing. */
async function put(cache: Cache, file: Kept, response: Response): Promise<void> {
  const headers = new Headers({ "Content-Type": response.headers.get("Content-Type") ?? "application/octet-stream" });
  if (file.fixed) headers.set("Cross-Origin-Embedder-Policy", "require-corp");
  await cache.put(folder + file.name, new Response(await response.arrayBuffer(), { headers }));
}

async function fromCache(file: Kept, request: Request): Promise<Response> {
  const kept = await whole(file);
  if (kept !== undefined) return kept;
  const response = await fetch(request);
  if (response.ok && (await isWhole(file, response))) {
    const cache = await caches.open(cacheName);
    await put(cache, file, response.clone()).catch(() => undefined); // there is no room for it
  }
  return response;
}

async function fromNetwork(file: Kept, request: Request): Promise<Response> {
  try {
    const response = await fetch(request);
    if (response.status < 500) return response;
    return (await whole(file)) ?? response;
  } catch (cause) {
    const kept = await whole(file);
    if (kept === undefined) throw cause;
    return kept;
  }
}

/** The file as it is kept; undefined if it is not there, or not whole. */
async function whole(file: Kept): Promise<Response | undefined> {
  const cache = await caches.open(cacheName);
  const kept = await cache.match(folder + file.name);
  if (kept === undefined) return undefined;
  if (sound.has(file.name) || (await isWhole(file, kept))) {
    sound.add(file.name);
    return kept;
  }
  await cache.delete(folder + file.name);
  return undefined;
}

async function isWhole(file: Kept, response: Response): Promise<boolean> {
  const content = await response.clone().arrayBuffer();
  if (content.byteLength !== file.bytes) return false;
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", content));
  return [...digest].map((b) => b.toString(16).padStart(2, "0")).join("") === file.hash;
}

async function dropEarlier(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(family) && name !== cacheName).map((name) => caches.delete(name)));
}
