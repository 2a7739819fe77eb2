/** A file of an export of the graph, made piece by piece. */
export interface GraphFile {
  readonly name: string;
  readonly gzip: boolean;
  /** Text of the file. Files are written one after the other, in the order in which they come. */
  readonly pieces: () => AsyncIterable<string>;
}

/** Rows put together, for fewer and larger writes. */
const ROWS_AT_ONCE = 200;

/** Lines of text as larger pieces of it. */
export async function* inPieces(lines: AsyncIterable<string>): AsyncGenerator<string> {
  let waiting: string[] = [];
  for await (const line of lines) {
    waiting.push(line);
    if (waiting.length < ROWS_AT_ONCE) continue;
    yield waiting.join('');
    waiting = [];
  }
  yield waiting.join('');
}

/** Text that is known as a whole. */
export async function* wholeText(text: string): AsyncGenerator<string> {
  yield text;
}
