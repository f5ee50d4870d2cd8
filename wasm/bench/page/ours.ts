/** Pushforward: the Go program ours.wasm builds each workload as a graph and runs it as compiled. */
import "go:wasm_exec";
import { type Task, type Workload, serve } from "./contest";
import { batch, layers, particles } from "./numbers";

/** What wasm_exec.js defines. */
interface GoRuntime {
  readonly importObject: WebAssembly.Imports;
  run(instance: WebAssembly.Instance): Promise<void>;
}

/** What ours.wasm defines. Each function returns an Error if it fails. */
interface Program {
  prepare(workload: Workload, parameters: Float32Array[], x: Float32Array, y: Float32Array): Error | undefined;
  run(times: number): Error | undefined;
  check(): number | Error;
}

const scope = globalThis as unknown as { Go: new () => GoRuntime; program: Program };

/** The program, started when first asked for. */
async function load(): Promise<Program> {
  const go = new scope.Go();
  const { instance } = await WebAssembly.instantiateStreaming(fetch("ours.wasm"), go.importObject);
  void go.run(instance);
  return scope.program;
}

async function prepare(workload: Workload): Promise<Task> {
  const program = await load();
  const parameters = layers(workload).flatMap(({ weight, bias }) => [weight, bias]);
  const { x, y } = workload.kind === "sample" ? { x: particles(workload), y: new Float32Array() } : batch(workload);
  done(program.prepare(workload, parameters, x, y));
  return {
    run: (times) => void done(program.run(times)),
    check: () => done(program.check()),
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
