/** A writer of protocol buffers' wire format (protobuf.dev/programming-guides/encoding), as far as a small model needs it. */

export type Message = readonly number[];

const VARINT = 0;
const LENGTH = 2;

/** A field that holds a whole number, 0 or more. */
export function integer(field: number, value: number): Message {
  return [...varint((field << 3) | VARINT), ...varint(value)];
}

/** A field that holds a message. */
export function message(field: number, ...parts: Message[]): Message {
  return bytes(field, parts.flat());
}

/** A field that holds a string of ASCII. */
export function text(field: number, value: string): Message {
  return bytes(field, Array.from(value, (c) => c.charCodeAt(0)));
}

/** A field that holds bytes. */
export function bytes(field: number, content: ArrayLike<number>): Message {
  return [...varint((field << 3) | LENGTH), ...varint(content.length), ...Array.from(content)];
}

/** Seven bits a byte, the lowest first; all but the last have the top bit set. */
function varint(value: number): Message {
  return value < 128 ? [value] : [(value & 127) | 128, ...varint(Math.floor(value / 128))];
}
