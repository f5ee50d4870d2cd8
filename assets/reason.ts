/** What was thrown, in words: most often an error, but anything can be. */
export function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
