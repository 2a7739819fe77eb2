/** Rows given to one statement: a list is converted as a whole, and a server holds it in memory as a whole. */
const CHUNK = 2000;

/** The rows in pieces of at most 2,000, in their order. */
export function* chunks<T>(rows: readonly T[]): Generator<T[]> {
  for (let start = 0; start < rows.length; start += CHUNK) yield rows.slice(start, start + CHUNK);
}
