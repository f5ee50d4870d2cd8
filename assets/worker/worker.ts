/**
 * The training worker's first script: loads the Go program named by the worker's name and runs it. The
 * program then listens to the worker's messages itself. Each way to fail is told to the page in a sentence.
 */
import "go:wasm_exec";
import { packedFile } from "../packed";
import { envelope } from "../protocol/protocol";
import { reasonOf } from "../reason";

/** Name of the training program's WebAssembly among files that travel inside this script. */
declare const __WORKER_WASM__: string;

/** A JSON object of the names of data files as they are built, by their paths in the project. */
declare const __DATA__: string;

/** What wasm_exec.js defines. */
interface GoRuntime {
  readonly importObject: WebAssembly.Imports;
  run(instance: WebAssembly.Instance): Promise<void>;
}

const scope = globalThis as unknown as {
  Go: new () => GoRuntime;
  name: string;
  /** The site's folder, where this script was started from a Blob and lies nowhere itself. */
  siteFolder?: string;
  openFile(path: string): Promise<Response>;
};

const built = JSON.parse(__DATA__) as Readonly<Record<string, string>>;

/** For the program: opens a data file of the site by its path in the project. */
scope.openFile = async (path) => {
  const name = built[path] ?? path;
  return packedFile(name) ?? fetch(new URL(name, scope.siteFolder ?? location.href));
};

async function start(program: string): Promise<void> {
  const go = new scope.Go();
  const { instance } = await instantiate(program, go.importObject);
  await go.run(instance);
  throw new Error("The training program ended, perhaps for want of memory: start it again.");
}

async function instantiate(program: string, imports: WebAssembly.Imports): Promise<WebAssembly.WebAssemblyInstantiatedSource> {
  const response = await download(program);
  try {
    // A host that serves .wasm under another type still works, without compiling while loading.
    return response.headers.get("Content-Type") === "application/wasm"
      ? await WebAssembly.instantiateStreaming(response, imports)
      : await WebAssembly.instantiate(await response.arrayBuffer(), imports);
  } catch (cause) {
    throw new Error(sentence(cause), { cause });
  }
}

async function download(program: string): Promise<Response> {
  let response: Response;
  try {
    response = packedFile(__WORKER_WASM__) ?? (await fetch(program));
  } catch (cause) {
    throw new Error("The training program could not be loaded: check the connection and reload the page.", { cause });
  }
  if (!response.ok) {
    throw new Error(`The training program could not be loaded (HTTP ${response.status}): reload the page, or tell whoever hosts it.`);
  }
  return response;
}

function sentence(cause: unknown): string {
  const why = reasonOf(cause);
  if (/Content Security Policy|unsafe-eval/i.test(why)) {
    return "This site's security policy forbids WebAssembly: its host must allow 'wasm-unsafe-eval'.";
  }
  if (cause instanceof WebAssembly.CompileError) {
    return `The training program arrived damaged (${why}): reload the page.`;
  }
  return `The training program did not start (${why}): reload the page, or try a current browser.`;
}

start(scope.name).catch((cause: unknown) => {
  const message = reasonOf(cause);
  postMessage(envelope({ type: "error", message, of: "", fatal: true }));
});
