/**
 * Pushforward: the Go program ours.wasm builds each workload as a graph and runs it as compiled. Of the script ours.js?workers=2 two workers
 * share each workload.
 */
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
  /** The port leads to the other of two workers, of which 0 leads and 1 follows. */
  prepare(workload: Workload, parameters: Float32Array[], x: Float32Array, y: Float32Array, port?: MessagePort, part?: number): Error | undefined;
  run(times: number): Error | undefined;
  /** Runs with the other worker. */
  lead(times: number): Promise<void>;
  /** Works for the other worker, for ever. */
  follow(): Promise<void>;
  check(): number | Error;
}

const scope = globalThis as unknown as { Go: new () => GoRuntime; program: Program; location: Location };

/** The program, started when first asked for. */
async function start(): Promise<Program> {
  const go = new scope.Go();
  const { instance } = await WebAssembly.instantiateStreaming(fetch("ours.wasm"), go.importObject);
  void go.run(instance);
  return scope.program;
}

/** The program with a workload. */
async function load(workload: Workload, port?: MessagePort, part?: number): Promise<Program> {
  const program = await start();
  const parameters = layers(workload).flatMap(({ weight, bias }) => [weight, bias]);
  const { x, y } = workload.kind === "sample" ? { x: particles(workload), y: new Float32Array() } : batch(workload);
  done(program.prepare(workload, parameters, x, y, port, part));
  return program;
}

async function prepare(workload: Workload): Promise<Task> {
  const program = await load(workload);
  return {
    run: (times) => void done(program.run(times)),
    check: () => done(program.check()),
    dispose: () => undefined, // with the worker
  };
}

/** What the leading worker tells the one that follows. The answer is "", or why it cannot. */
interface Call {
  readonly workload: Workload;
  readonly port: MessagePort;
}

async function prepareTwo(workload: Workload): Promise<Task> {
  const { port1, port2 } = new MessageChannel();
  const second = new Worker(`${scope.location.pathname}?follow`, { type: "module" });
  const ready = new Promise<void>((resolve, reject) => {
    second.onmessage = ({ data }: MessageEvent<string>) => (data === "" ? resolve() : reject(new Error(data)));
    second.onerror = (event) => reject(new Error(event.message));
  });
  second.postMessage({ workload, port: port1 } satisfies Call, [port1]);
  const [program] = await Promise.all([load(workload, port2, 0), ready]);
  return {
    run: (times) => program.lead(times),
    check: () => done(program.check()),
    dispose: () => second.terminate(),
  };
}

/** Works for the worker that calls. */
function follow(): void {
  addEventListener("message", ({ data }: MessageEvent<Call>) => {
    load(data.workload, data.port, 1).then(
      (program) => {
        postMessage("");
        void program.follow();
      },
      (cause: unknown) => postMessage(String(cause)),
    );
  });
}

function done<T>(result: T | Error): T {
  if (result instanceof Error) {
    throw result;
  }
  return result;
}

if (scope.location.search === "?follow") follow();
else serve({ prepare: scope.location.search === "?workers=2" ? prepareTwo : prepare });
