/** What the embedded store counts as reading although it is not: statements about files, settings and transactions. */

/** White space, comments, and the words that ask for the plan instead of or beside the rows. */
const LEADING = /^(?:\s|\/\/[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/|(?:EXPLAIN|PROFILE)\b)*/i;

/** Words that a statement about the graph itself begins with; `CALL` only with a function, not with a setting. */
const READING = /^(?:MATCH|OPTIONAL|UNWIND|WITH|RETURN)\b|^CALL\s+\w+\s*\(/i;

/**
 * True if a statement begins as one that reads the graph. `COPY … TO`, `EXPORT DATABASE`, `INSTALL`, `CHECKPOINT` and
 * `CALL threads=2` pass even in a database that was opened for reading only. Whether a statement that begins with
 * `MATCH` goes on to write is for the database to say.
 */
export function beginsAsReading(cypher: string): boolean {
  return READING.test(cypher.replace(LEADING, ''));
}
