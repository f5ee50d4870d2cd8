/** Tests of the scripts: scripts_test.go bundles each *.test.ts and runs it under Node. */

/** Runs one test and prints its name; an error it throws, or rejects with, ends the program, naming the test. */
export async function test(name: string, body: () => void | Promise<void>): Promise<void> {
  try {
    await body();
  } catch (cause) {
    throw new Error(`${name}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
  console.log(`ok ${name}`);
}

/** Throws unless two values are the same JSON. */
export function equal(got: unknown, want: unknown): void {
  const [a, b] = [JSON.stringify(got), JSON.stringify(want)];
  if (a !== b) throw new Error(`got ${a}, want ${b}`);
}

/** Throws unless a number is within a relative tolerance of another. */
export function near(got: number, want: number, tolerance: number): void {
  if (!(Math.abs(got - want) <= tolerance * Math.abs(want))) throw new Error(`got ${got}, want ${want} within ${tolerance}`);
}

/** Throws unless body throws an error whose message contains all parts. */
export function refuses(body: () => unknown, ...parts: readonly string[]): void {
  let message: string | undefined;
  try {
    body();
  } catch (cause) {
    message = cause instanceof Error ? cause.message : String(cause);
  }
  if (message === undefined) throw new Error(`no error, want one with ${parts.join(", ")}`);
  for (const part of parts) if (!message.includes(part)) throw new Error(`error ${message}: want ${part} in it`);
}
