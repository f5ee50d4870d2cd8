/** jax-js on its WebAssembly backend: a whole training step, Adam included, is one jitted function, as its guide advises. */
import { blockUntilReady, defaultDevice, init, jit, nn, numpy as np, valueAndGrad } from "@jax-js/jax";
import { type Task, type Workload, meanSquare, refusal, serve } from "./contest";
import { ADAM, batch, layers, particles } from "./numbers";

/** Parameters in the order weight, bias, weight, bias, … */
type Weights = np.Array[];
type State = { parameters: Weights; means: Weights; squares: Weights };

async function prepare(workload: Workload): Promise<Task> {
  await init("wasm");
  defaultDevice("wasm");
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

const matrix = (values: Float32Array<ArrayBuffer>, rows: number): np.Array => np.array(values).reshape([rows, values.length / rows]);

function dense(workload: Workload): Weights {
  return layers(workload).flatMap(({ weight, bias, inputs }) => [matrix(weight, inputs), np.array(bias)]);
}

/** Takes the references that it is given, as every function of jax-js does. */
function apply(parameters: Weights, x: np.Array): np.Array {
  for (let i = 0; i < parameters.length; i += 2) {
    x = np.dot(x, parameters[i]!).add(parameters[i + 1]!);
    if (i < parameters.length - 2) {
      x = nn.silu(x);
    }
  }
  return x;
}

const loss = (parameters: Weights, x: np.Array, y: np.Array): np.Array => np.square(apply(parameters, x).sub(y)).mean();

/** One step of Adam; pace is rate·√(1−β₂ⁿ)/(1−β₁ⁿ), and floor is ε·√(1−β₂ⁿ). */
function adam(state: State, x: np.Array, y: np.Array, pace: np.Array, floor: np.Array): [np.Array, State] {
  const [value, gradients] = valueAndGrad(loss)(state.parameters.map((p) => p.ref), x, y);
  const next: State = { parameters: [], means: [], squares: [] };
  gradients.forEach((gradient, i) => {
    const mean = state.means[i]!.mul(ADAM.beta1).add(gradient.ref.mul(1 - ADAM.beta1));
    const square = state.squares[i]!.mul(ADAM.beta2).add(np.square(gradient).mul(1 - ADAM.beta2));
    next.means.push(mean.ref);
    next.squares.push(square.ref);
    next.parameters.push(state.parameters[i]!.sub(mean.mul(pace.ref).div(np.sqrt(square).add(floor.ref))));
  });
  pace.dispose();
  floor.dispose();
  return [value, next];
}

function train(workload: Workload): Task {
  const rows = batch(workload);
  const x = matrix(rows.x, workload.rows);
  const y = matrix(rows.y, workload.rows);
  const parameters = dense(workload);
  const nothing = (): Weights => parameters.map((p) => np.zeros(p.shape));
  let state: State = { parameters, means: nothing(), squares: nothing() };
  const step = jit(adam);
  let taken = 0;
  let last = NaN;
  return {
    async run(times) {
      for (let i = 0; i < times; i++) {
        taken++;
        const root = Math.sqrt(1 - ADAM.beta2 ** taken);
        const pace = np.array([(ADAM.rate * root) / (1 - ADAM.beta1 ** taken)]);
        const [value, next] = step(state, x.ref, y.ref, pace, np.array([ADAM.epsilon * root]));
        state = next;
        last = (await value.data())[0]!;
      }
    },
    check: () => last,
    dispose: () => [x, y, ...state.parameters, ...state.means, ...state.squares].forEach((a) => a.dispose()),
  };
}

function sample(workload: Workload): Task {
  const { rows, steps } = workload;
  const parameters = dense(workload);
  const start = matrix(particles(workload), rows);
  const step = jit((net: Weights, x: np.Array, t: np.Array): np.Array => {
    const input = np.concatenate([x.ref, np.broadcastTo(t, [rows, 1])], 1);
    return x.add(apply(net, input).mul(1 / steps));
  });
  let carried = start.ref;
  return {
    async run(times) {
      for (let n = 0; n < times; n++) {
        carried.dispose();
        carried = start.ref;
        for (let i = 0; i < steps; i++) {
          carried = step(parameters.map((p) => p.ref), carried, np.array([i / steps]));
        }
        await carried.ref.data();
      }
    },
    check: async () => meanSquare(await carried.ref.data()),
    dispose: () => [start, carried, ...parameters].forEach((a) => a.dispose()),
  };
}

function product(workload: Workload): Task {
  const { x } = batch(workload);
  const left = matrix(x, workload.rows);
  const right = matrix(layers(workload)[0]!.weight, workload.widths[0]!);
  const multiply = jit((a: np.Array, b: np.Array): np.Array => np.dot(a, b));
  return {
    async run(times) {
      for (let i = 0; i < times; i++) {
        const result = multiply(left.ref, right.ref);
        await blockUntilReady(result);
        result.dispose();
      }
    },
    check: async () => meanSquare(await multiply(left.ref, right.ref).data()),
    dispose: () => [left, right].forEach((a) => a.dispose()),
  };
}

serve({ prepare });
