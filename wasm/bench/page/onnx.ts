/** One Euler step along a network's field as an ONNX model (onnx.proto3 of ONNX 1.17; operator set 17). */
import type { Workload } from "./contest";
import { type Layer, layers } from "./numbers";
import { type Message, bytes, integer, message, text } from "./protobuf";

/** TensorProto.DataType */
const FLOAT = 1;
const INT64 = 7;

/** A model with inputs x [rows×d] and t [1×1] and the output next [rows×d]: x + v(x, t)/steps. */
export function eulerStep(workload: Workload): Uint8Array {
  const { rows, steps, widths } = workload;
  const net = layers(workload);
  const features = widths.at(-1)!;
  const graph = [
    node("Expand", ["t", "column"], "times"),
    concatenation(["x", "times"], "value0"),
    ...net.flatMap((_, i) => affine(i, i < net.length - 1)),
    node("Mul", [`value${net.length}`, "share"], "move"),
    node("Add", ["x", "move"], "next"),
    text(2, "step"), // GraphProto.name
    ...net.flatMap(parameters),
    tensor("share", FLOAT, [1], new Float32Array([1 / steps])),
    tensor("column", INT64, [2], new BigInt64Array([BigInt(rows), 1n])),
    value(11, "x", [rows, features]),
    value(11, "t", [1, 1]),
    value(12, "next", [rows, features]),
  ];
  const operatorSet = message(8, text(1, ""), integer(2, 17));
  return Uint8Array.from([integer(1, 8), message(7, ...graph), operatorSet].flat());
}

/** Layer i takes value i to value i+1; SiLU is x·sigmoid(x). */
function affine(i: number, bent: boolean): Message[] {
  const inputs = [`value${i}`, `weight${i}`, `bias${i}`];
  if (!bent) {
    return [node("Gemm", inputs, `value${i + 1}`)];
  }
  return [
    node("Gemm", inputs, `affine${i}`),
    node("Sigmoid", [`affine${i}`], `sigmoid${i}`),
    node("Mul", [`affine${i}`, `sigmoid${i}`], `value${i + 1}`),
  ];
}

function parameters({ weight, bias, inputs, outputs }: Layer, i: number): Message[] {
  return [tensor(`weight${i}`, FLOAT, [inputs, outputs], weight), tensor(`bias${i}`, FLOAT, [outputs], bias)];
}

/** GraphProto.node, a NodeProto. */
function node(operator: string, inputs: string[], output: string, ...attributes: Message[]): Message {
  return message(1, ...inputs.map((name) => text(1, name)), text(2, output), text(4, operator), ...attributes);
}

/** Side by side: the attribute axis is the integer 1. */
function concatenation(inputs: string[], output: string): Message {
  return node("Concat", inputs, output, message(5, text(1, "axis"), integer(3, 1), integer(20, 2)));
}

/** GraphProto.initializer, a TensorProto. */
function tensor(name: string, type: number, shape: number[], content: Float32Array | BigInt64Array): Message {
  const raw = new Uint8Array(content.buffer, content.byteOffset, content.byteLength);
  return message(5, ...shape.map((size) => integer(1, size)), integer(2, type), text(8, name), bytes(9, raw));
}

/** GraphProto.input (field 11) or output (12), a ValueInfoProto of a tensor of floats. */
function value(field: number, name: string, shape: number[]): Message {
  const dimensions = message(2, ...shape.map((size) => message(1, integer(1, size))));
  return message(field, text(1, name), message(2, message(1, integer(1, FLOAT), dimensions)));
}
