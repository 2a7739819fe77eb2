/** Lines of a file of any size, in bounded memory. */
import { createReadStream } from 'node:fs';

/** A line without its line break; `text` is null where it cannot be had, and `problem` says why. */
export type FileLine =
  | { readonly number: number; readonly text: string }
  | { readonly number: number; readonly text: null; readonly problem: 'too-long' | 'not-utf8' };

const NEWLINE = 0x0a;

/**
 * Reads UTF-8 lines ended by `\n` or `\r\n`, numbered from 1; a byte order mark at the start is left out. Of a line over
 * `maxBytes` only the fact is given, and no more than that is kept of it. Errors of the file system are thrown.
 */
export async function* readLines(path: string, maxBytes: number): AsyncGenerator<FileLine> {
  const pending = new PendingLine(maxBytes);
  let number = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024 })) {
    const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
    let start = 0;
    for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, start)) {
      pending.add(bytes.subarray(start, end));
      yield pending.take(++number);
      start = end + 1;
    }
    pending.add(bytes.subarray(start));
  }
  if (!pending.empty) yield pending.take(++number);
}

/** The bytes of a line that is not ended yet. */
class PendingLine {
  readonly #maxBytes: number;
  #pieces: Buffer[] = [];
  #bytes = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  get empty(): boolean {
    return this.#bytes === 0;
  }

  add(piece: Buffer): void {
    this.#bytes += piece.length;
    if (this.#bytes <= this.#maxBytes) this.#pieces.push(piece);
    else this.#pieces = [];
  }

  take(number: number): FileLine {
    const tooLong = this.#bytes > this.#maxBytes;
    const bytes = Buffer.concat(this.#pieces);
    this.#pieces = [];
    this.#bytes = 0;
    if (tooLong) return { number, text: null, problem: 'too-long' };
    const text = decodeUtf8(bytes);
    if (text === null) return { number, text: null, problem: 'not-utf8' };
    const line = text.endsWith('\r') ? text.slice(0, -1) : text;
    return { number, text: number === 1 ? line.replace(/^\uFEFF/, '') : line };
  }
}

/** UTF-8 as text, a byte order mark kept; null for bytes that are none. */
export function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}
