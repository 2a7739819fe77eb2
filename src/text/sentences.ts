/** Sentence boundaries of biomedical text. */

/** Plain offsets `[start0, end0, start1, end1, …]` of the sentences of a text. */
export function splitSentences(text: string): Int32Array {
  const start = text.search(/\S/);
  return start < 0 ? new Int32Array(0) : Int32Array.of(start, text.trimEnd().length);
}
