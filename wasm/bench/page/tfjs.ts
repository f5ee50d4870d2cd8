/** TensorFlow.js on its WebAssembly backend: variables, tf.train.adam and tf.tidy, as its guides write training loops. */
import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-core/dist/register_all_gradients";
import { setThreadsCount, setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import { type Task, type Workload, meanSquare, refusal, serve } from "./contest";
import { ADAM, batch, layers, particles } from "./numbers";

interface Dense {
  readonly weight: tf.Tensor2D;
  readonly bias: tf.Tensor1D;
}

async function prepare(workload: Workload): Promise<Task> {
  setWasmPaths("./tfjs/");
  if (crossOriginIsolated) {
    setThreadsCount(2);
  }
  await tf.setBackend("wasm");
  await tf.ready();
  switch (workload.kind) {
    case "train":
      return train(workload);
    case "sample":
      return sample(workload);
    case "product":
      return product(workload);
    default:
      throw refusal(workload);
  }
}

function dense(workload: Workload): Dense[] {
  return layers(workload).map(({ weight, bias, inputs, outputs }) => ({
    weight: tf.tensor2d(weight, [inputs, outputs]),
    bias: tf.tensor1d(bias),
  }));
}

function apply(net: readonly Dense[], x: tf.Tensor2D): tf.Tensor2D {
  return net.reduce((input, { weight, bias }, i) => {
    const output = tf.fused.matMul({ a: input, b: weight, bias }) as tf.Tensor2D;
    return i < net.length - 1 ? tf.mul(output, tf.sigmoid(output)) : output;
  }, x);
}

function train(workload: Workload): Task {
  const { x, y } = batch(workload);
  const inputs = tf.tensor2d(x, [workload.rows, workload.widths[0]!]);
  const targets = tf.tensor2d(y, [workload.rows, workload.widths.at(-1)!]);
  const net = dense(workload).map(({ weight, bias }) => ({
    weight: tf.variable(weight) as unknown as tf.Tensor2D,
    bias: tf.variable(bias) as unknown as tf.Tensor1D,
  }));
  const adam = tf.train.adam(ADAM.rate, ADAM.beta1, ADAM.beta2, ADAM.epsilon);
  let last = NaN;
  return {
    run(times) {
      for (let i = 0; i < times; i++) {
        const loss = adam.minimize(() => tf.mean(tf.square(tf.sub(apply(net, inputs), targets))), true)!;
        last = loss.dataSync()[0]!;
        loss.dispose();
      }
    },
    check: () => last,
    dispose: tf.disposeVariables,
  };
}

function sample(workload: Workload): Task {
  const { rows, steps, widths } = workload;
  const net = dense(workload);
  const start = tf.tensor2d(particles(workload), [rows, widths.at(-1)!]);
  let carried = start.clone();
  const step = (x: tf.Tensor2D, i: number): tf.Tensor2D =>
    tf.tidy(() => tf.add(x, tf.mul(apply(net, tf.concat([x, tf.fill([rows, 1], i / steps)], 1)), 1 / steps)));
  return {
    run(times) {
      for (let n = 0; n < times; n++) {
        carried.dispose();
        carried = start.clone();
        for (let i = 0; i < steps; i++) {
          const next = step(carried, i);
          carried.dispose();
          carried = next;
        }
        carried.dataSync();
      }
    },
    check: () => meanSquare(carried.dataSync()),
    dispose: () => tf.dispose([start, carried]),
  };
}

function product(workload: Workload): Task {
  const { x } = batch(workload);
  const [inner, outer] = workload.widths;
  const left = tf.tensor2d(x, [workload.rows, inner!]);
  const right = tf.tensor2d(layers(workload)[0]!.weight, [inner!, outer!]);
  return {
    run(times) {
      for (let i = 0; i < times; i++) {
        tf.matMul(left, right).dispose();
      }
    },
    check: () => tf.tidy(() => meanSquare(tf.matMul(left, right).dataSync())),
    dispose: () => tf.dispose([left, right]),
  };
}

serve({ prepare });
