/** Bodies as bytes: read and decompressed, never more than was allowed. */
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, inflateRaw } from 'node:zlib';
import { errorCode } from './error-code.js';
import { FetchFault } from './fetch-fault.js';

export interface BodyLimits {
  readonly maxBytes: number;
  /** Content-Length; 0 or NaN when it is not told. */
  readonly announced: number;
  /** Called for each piece that comes. */
  readonly onChunk: () => void;
}

/** Reads a body to its end. More than `maxBytes`, announced or sent, is a fault, and the rest is not read. */
export async function readBody(body: Readable, { maxBytes, announced, onChunk }: BodyLimits): Promise<Buffer> {
  if (announced > maxBytes) {
    body.destroy();
    throw tooLarge(maxBytes, `as announced (${announced})`);
  }
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    const piece: Buffer = chunk;
    onChunk();
    bytes += piece.length;
    if (bytes > maxBytes) throw tooLarge(maxBytes, 'as sent');
    chunks.push(piece);
  }
  return Buffer.concat(chunks, bytes);
}

type Decoder = (body: Buffer, options: { readonly maxOutputLength: number }) => Promise<Buffer>;

const unzip: Decoder = promisify(gunzip);
const unwrapZlib: Decoder = promisify(inflate);
const unwrapRaw: Decoder = promisify(inflateRaw);

const DECODERS: Readonly<Record<string, Decoder>> = {
  gzip: unzip,
  'x-gzip': unzip,
  // "deflate" means the zlib format, but some servers send the bare stream. A zlib header's low four bits are 8.
  deflate: (body, options) => (((body[0] ?? 0) & 0x0f) === 8 ? unwrapZlib : unwrapRaw)(body, options),
  br: promisify(brotliDecompress),
};

/** Content codings that `decompress` takes, for Accept-Encoding. */
export const ACCEPTED_CODINGS = 'gzip, deflate, br';

/** More layers than this are not a server's habit but an attempt to blow up small input. */
const MAX_LAYERS = 2;

/**
 * Takes off the codings of a Content-Encoding header, last one first. It stops as soon as more than `maxBytes` come
 * out, so that 20 KB which unpack to 20 GB cost no more than the limit.
 */
export async function decompress(body: Buffer, encoding: string | null, maxBytes: number): Promise<Buffer> {
  const codings = (encoding ?? '').split(',').map((coding) => coding.trim().toLowerCase());
  const layers = codings.filter((coding) => coding !== '' && coding !== 'identity').toReversed();
  if (layers.length > MAX_LAYERS) throw unreadable(`compressed ${layers.length} times over (${encoding})`);
  let plain = body;
  for (const coding of layers) plain = await unpack(plain, coding, maxBytes);
  return plain;
}

async function unpack(body: Buffer, coding: string, maxBytes: number): Promise<Buffer> {
  if (body.length === 0) return body;
  const decoder = DECODERS[coding];
  if (decoder === undefined) throw unreadable(`expected ${ACCEPTED_CODINGS} or no compression, but it is ${coding}`);
  try {
    return await decoder(body, { maxOutputLength: maxBytes });
  } catch (error) {
    const code = errorCode(error) ?? '';
    if (code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(maxBytes, 'after decompression');
    // What zlib finds wrong with data; anything else is a mistake of ours.
    if (!/^(Z_|ERR_BROTLI|ERR__ERROR)/.test(code)) throw error;
    throw new FetchFault('network', `the ${coding} data is damaged or cut off (${code})`, {
      again: 'soon',
      cause: error,
    });
  }
}

function tooLarge(maxBytes: number, when: string): FetchFault {
  return new FetchFault('too-large', `more than the ${maxBytes} bytes that the settings allow, ${when}`, {
    again: 'never',
  });
}

function unreadable(message: string): FetchFault {
  return new FetchFault('not-markdown', message, { again: 'never' });
}
