/** Pushforward at any size: the Go program growth.wasm draws its own numbers, and tells what is known of the programs it compiles. */
import "go:wasm_exec";
import { type Figures, type Task, type Workload, serve } from "./contest";

/** What wasm_exec.js defines. */
interface GoRuntime {
  readonly importObject: WebAssembly.Imports;
  run(instance: WebAssembly.Instance): Promise<void>;
}

/** What growth.wasm defines. Each function returns an Error if it fails. */
interface Program {
  prepare(workload: Workload): Error | undefined;
  run(times: number): Error | undefined;
  check(): number | Error;
  figures(): Omit<Figures, "memory">;
}

const scope = globalThis as unknown as { Go: new () => GoRuntime; program: Program };

/** The memories of the modules that the program loads, in order: seen from outside, whatever the program says of them. */
const memories: WebAssembly.Memory[] = [];

WebAssembly.Instance = new Proxy(WebAssembly.Instance, {
  construct(constructor, parameters: [WebAssembly.Module, WebAssembly.Imports?]): WebAssembly.Instance {
    const instance = new constructor(...parameters);
    memories.push(instance.exports["memory"] as WebAssembly.Memory);
    return instance;
  },
});

async function prepare(workload: Workload): Promise<Task> {
  const go = new scope.Go();
  const { instance } = await WebAssembly.instantiateStreaming(fetch("growth.wasm"), go.importObject);
  void go.run(instance);
  const { program } = scope;
  done(program.prepare(workload));
  const [memory] = memories; // of the first time that the workload was compiled, which is the one that runs
  memories.length = 0;
  return {
    run: (times) => void done(program.run(times)),
    check: () => done(program.check()),
    figures: () => ({ ...program.figures(), memory: memory!.buffer.byteLength }),
    dispose: () => undefined, // with the worker
  };
}

function done<T>(result: T | Error): T {
  if (result instanceof Error) {
    throw result;
  }
  return result;
}

serve({ prepare });
