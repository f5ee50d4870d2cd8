/**
 * Where the programs are. On a page of a web site they are files beside it. In the single-file page they travel inside the document. In a
 * frame of opaque origin, such as a sandboxed one, no worker starts from a URL, and its script is fetched and started from a Blob.
 */
import { packedFile } from "../packed";
import type { Programs } from "./race/contestant";

/** Makes the programs' addresses, those for a frame of opaque origin too. */
export async function findPrograms(): Promise<Programs> {
  const [script, training, stage] = [absolute(__WORKER_JS__), absolute(__WORKER_WASM__), absolute(__STAGE_HTML__)];
  const packed = { script: packedFile(__WORKER_JS__), stage: packedFile(__STAGE_HTML__) };
  if (packed.script !== undefined && packed.stage !== undefined) {
    return { script: await blob(packed.script, "text/javascript"), training, stage: await blob(packed.stage, "text/html") };
  }
  if (window.origin !== "null") return { script, training, stage };
  try {
    const response = await fetch(script);
    if (!response.ok) throw new Error(`the server answered ${response.status}`);
    // A script from a Blob does not know where the site is.
    return { script: await blob(response, "text/javascript", `globalThis.siteFolder = ${JSON.stringify(absolute("."))};\n`), training, stage };
  } catch {
    return { script, training, stage }; // The worker will not start, and says so in its sentence.
  }
}

async function blob(response: Response, type: string, prelude = ""): Promise<string> {
  return URL.createObjectURL(new Blob([prelude, await response.arrayBuffer()], { type: `${type}; charset=utf-8` }));
}

function absolute(url: string): string {
  return new URL(url, document.baseURI).href;
}
