/** ONNX Runtime Web on its WebAssembly backend: one Euler step is a session; it does not train. */
import * as ort from "onnxruntime-web/wasm";
import { type Task, type Workload, meanSquare, refusal, serve } from "./contest";
import { particles } from "./numbers";
import { eulerStep } from "./onnx";

async function prepare(workload: Workload): Promise<Task> {
  if (workload.kind !== "sample") {
    throw refusal(workload);
  }
  ort.env.wasm.wasmPaths = new URL("./ort/", location.href).href;
  ort.env.wasm.numThreads = crossOriginIsolated ? 2 : 1;
  const session = await ort.InferenceSession.create(eulerStep(workload), {
    executionProviders: ["wasm"],
    graphOptimizationLevel: "all",
  });
  const { rows, steps, widths } = workload;
  const start = new ort.Tensor("float32", particles(workload), [rows, widths.at(-1)!]);
  let carried: ort.Tensor = start;
  return {
    async run(times) {
      for (let n = 0; n < times; n++) {
        carried = start;
        for (let i = 0; i < steps; i++) {
          const t = new ort.Tensor("float32", [i / steps], [1, 1]);
          carried = (await session.run({ x: carried, t }))["next"]!;
        }
      }
    },
    check: () => meanSquare(carried.data as Float32Array),
    dispose: () => void session.release(),
  };
}

serve({ prepare });
