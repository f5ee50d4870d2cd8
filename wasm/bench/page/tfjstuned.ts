/**
 * TensorFlow.js on its WebAssembly backend, tuned by hand for what that is fast at, as no guide of it says. Its fast products (XNNPACK) are those
 * without transposed sides, which tf.grad asks for: derivatives are written out here, on transposed copies. A bias is the last row of its
 * layer's matrix, so that one product makes both gradients, and Adam moves all parameters as one vector. Particles go in chunks that stay in the cache.
 */
import * as tf from "@tensorflow/tfjs-core";
import { setThreadsCount, setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import { type Task, type Workload, meanSquare, refusal, serve } from "./contest";
import { ADAM, batch, layers, particles } from "./numbers";

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
    default:
      throw refusal(workload);
  }
}

type Dense = { readonly weight: tf.Tensor2D; readonly bias: tf.Tensor1D };

/** What one layer computed: its input, and for all but the last the sigmoid of its affine map. */
interface Trace {
  readonly input: tf.Tensor2D;
  readonly bend?: tf.Tensor2D;
}

/** The network's output, and what the way back needs. */
function forward(net: readonly Dense[], x: tf.Tensor2D): { output: tf.Tensor2D; traces: Trace[] } {
  const traces: Trace[] = [];
  for (const [i, { weight, bias }] of net.entries()) {
    const affine = tf.fused.matMul({ a: x, b: weight, bias }) as tf.Tensor2D;
    if (i === net.length - 1) {
      traces.push({ input: x });
      return { output: affine, traces };
    }
    const bend = tf.sigmoid(affine);
    traces.push({ input: x, bend });
    x = tf.mul(affine, bend);
  }
  throw new Error("a network of no layers");
}

/** All layers' gradients of [weight; bias], from that of the output, as one vector. */
function backward(net: readonly Dense[], traces: readonly Trace[], gradient: tf.Tensor2D, one: tf.Tensor2D): tf.Tensor1D {
  const flat: tf.Tensor1D[] = [];
  for (let i = net.length - 1; i >= 0; i--) {
    const { input } = traces[i]!;
    const sides = tf.concat([tf.transpose(input), one], 0);
    flat.unshift(tf.reshape(tf.matMul(sides, gradient), [-1]));
    if (i > 0) {
      // The derivative of y = z·σ(z) is y + σ(z)·(1 − y).
      const bend = traces[i - 1]!.bend!;
      const slope = tf.add(input, tf.mul(bend, tf.sub(1, input)));
      gradient = tf.mul(tf.matMul(gradient, tf.transpose(net[i]!.weight)), slope) as tf.Tensor2D;
    }
  }
  return tf.concat(flat, 0);
}

/** All parameters as one vector: weight, bias, weight, bias, … */
function vector(workload: Workload): tf.Tensor1D {
  return tf.tidy(() => tf.concat(layers(workload).flatMap(({ weight, bias }) => [tf.tensor1d(weight), tf.tensor1d(bias)])) as tf.Tensor1D);
}

/** The layers of a vector of parameters. */
function network({ widths }: Workload, parameters: tf.Tensor1D): Dense[] {
  let at = 0;
  return widths.slice(1).map((outputs, i) => {
    const size = widths[i]! * outputs;
    const weight = tf.reshape(tf.slice(parameters, at, size), [widths[i]!, outputs]) as tf.Tensor2D;
    const bias = tf.slice(parameters, at + size, outputs);
    at += size + outputs;
    return { weight, bias };
  });
}

function train(workload: Workload): Task {
  const rows = batch(workload);
  const { widths } = workload;
  const inputs = tf.tensor2d(rows.x, [workload.rows, widths[0]!]);
  const targets = tf.tensor2d(rows.y, [workload.rows, widths.at(-1)!]);
  const one = tf.ones([1, workload.rows]) as tf.Tensor2D;
  const doubled = 2 / (workload.rows * widths.at(-1)!);
  let parameters = vector(workload);
  let means = tf.zerosLike(parameters);
  let squares = tf.zerosLike(parameters);
  let taken = 0;
  let last = NaN;
  const step = (): [tf.Scalar, tf.Tensor1D, tf.Tensor1D, tf.Tensor1D] => {
    const net = network(workload, parameters);
    const { output, traces } = forward(net, inputs);
    const error = tf.sub(output, targets);
    const gradient = backward(net, traces, tf.mul(error, doubled), one);
    const mean = tf.add(tf.mul(means, ADAM.beta1), tf.mul(gradient, 1 - ADAM.beta1));
    const square = tf.add(tf.mul(squares, ADAM.beta2), tf.mul(tf.square(gradient), 1 - ADAM.beta2));
    const root = Math.sqrt(1 - ADAM.beta2 ** taken);
    const pace = (ADAM.rate * root) / (1 - ADAM.beta1 ** taken);
    const move = tf.div(tf.mul(mean, pace), tf.add(tf.sqrt(square), ADAM.epsilon * root));
    return [tf.mean(tf.square(error)), tf.sub(parameters, move), mean as tf.Tensor1D, square as tf.Tensor1D];
  };
  return {
    run(times) {
      for (let i = 0; i < times; i++) {
        taken++;
        const [loss, ...next] = tf.tidy(step);
        tf.dispose([parameters, means, squares]);
        [parameters, means, squares] = next;
        last = loss.dataSync()[0]!;
        loss.dispose();
      }
    },
    check: () => last,
    dispose: () => tf.dispose([inputs, targets, one, parameters, means, squares]),
  };
}

/** How many particles go their whole way together. */
const CHUNK = 1000;

function sample(workload: Workload): Task {
  const { rows, steps, widths } = workload;
  const all = vector(workload);
  const net = tf.tidy(() => network(workload, all));
  const features = widths.at(-1)!;
  const start = particles(workload);
  const carried = new Float32Array(start.length);
  const times = Array.from({ length: steps }, (_, i) => tf.fill([CHUNK, 1], i / steps) as tf.Tensor2D);
  const step = (x: tf.Tensor2D, i: number): tf.Tensor2D => {
    const { output } = forward(net, tf.concat([x, times[i]!], 1));
    return tf.add(x, tf.mul(output, 1 / steps));
  };
  const carry = (from: number): void => {
    const chunk = new Float32Array(CHUNK * features);
    const part = start.subarray(from * features, Math.min(from + CHUNK, rows) * features);
    chunk.set(part);
    let x = tf.tensor2d(chunk, [CHUNK, features]);
    for (let i = 0; i < steps; i++) {
      const next = tf.tidy(() => step(x, i));
      x.dispose();
      x = next;
    }
    carried.set(x.dataSync().subarray(0, part.length), from * features);
    x.dispose();
  };
  return {
    run(repetitions) {
      for (let n = 0; n < repetitions; n++) {
        for (let from = 0; from < rows; from += CHUNK) {
          carry(from);
        }
      }
    },
    check: () => meanSquare(carried),
    dispose: () => tf.dispose([all, ...net.flatMap(({ weight, bias }) => [weight, bias]), ...times]),
  };
}

serve({ prepare });
