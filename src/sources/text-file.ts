/** Text of a file in pieces, gunzipped where its name says so. */
import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';

/**
 * Pieces of a file's text, UTF-8; a name that ends in `.gz` is gunzipped. Errors of the file system, of gunzip, and for
 * bytes that are no UTF-8 are thrown.
 */
export async function* textOf(path: string): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for await (const chunk of bytesOf(path)) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

function bytesOf(path: string): AsyncIterable<Buffer> {
  const file = createReadStream(path);
  if (!path.endsWith('.gz')) return file;
  const gunzip = createGunzip();
  file.on('error', (error) => gunzip.destroy(error)); // pipe hands on the data only
  return file.pipe(gunzip);
}

/** The whole text of a file. */
export async function wholeText(path: string): Promise<string> {
  const pieces: string[] = [];
  for await (const piece of textOf(path)) pieces.push(piece);
  return pieces.join('');
}

/** Lines of a text in pieces, without their ends. Not node:readline, which takes U+2028 inside a title for the end of a line. */
export async function* linesOf(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = '';
  for await (const piece of pieces) {
    const lines = (rest + piece).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield withoutEnd(line);
  }
  if (rest !== '') yield withoutEnd(rest);
}

function withoutEnd(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}
