/** From the bytes of an answer to Markdown, or to the reason why they are none. Pure. */
import { TextDecoder } from 'node:util';
import { FetchFault } from './fetch-fault.js';

/** Media types under which Markdown is served. The last is what many servers say of files they do not know. */
const MEDIA_TYPES = new Set(['text/markdown', 'text/x-markdown', 'text/plain', 'application/octet-stream']);

/** Over this share of characters that are no UTF-8, the bytes are no text at all. */
const MAX_BROKEN_SHARE = 0.01;

export interface BodySource {
  /** The header; null when there is none. */
  readonly contentType: string | null;
  /** Address or path, for messages. */
  readonly from: string;
}

/**
 * Decodes a body that claims to be Markdown; throws a `not-markdown` fault when its media type or its content says
 * otherwise.
 *
 * The character set is that of a byte order mark, else of the header (`charset=iso-8859-1`, names as in the WHATWG
 * Encoding standard), else UTF-8. A byte order mark is taken off; nothing else is changed, line ends included. Single
 * bytes that do not fit are read as U+FFFD, since a paper with one broken letter is better than none.
 */
export function markdownOf(body: Uint8Array, { contentType, from }: BodySource): string {
  const { mediaType, charset } = parseContentType(contentType);
  if (mediaType !== '' && !MEDIA_TYPES.has(mediaType)) {
    throw notMarkdown(`${from}: expected Markdown (text/markdown or text/plain), but it is ${mediaType}`);
  }
  const text = decoderFor(body, charset).decode(body);
  const fault = whyNotMarkdown(text);
  if (fault !== null) throw notMarkdown(`${from}: ${fault}`);
  return text;
}

/** `Text/Markdown; charset="UTF-8"` → `text/markdown` and `UTF-8`; empty and null where there is none. */
export function parseContentType(header: string | null): { mediaType: string; charset: string | null } {
  const [type = '', ...parameters] = (header ?? '').split(';');
  const charset = parameters.map((parameter) => /^\s*charset\s*=\s*"?([^"\s]+)/i.exec(parameter)?.[1]).find(Boolean);
  return { mediaType: type.trim().toLowerCase(), charset: charset ?? null };
}

/** What speaks against a text being Markdown; null when nothing does. */
export function whyNotMarkdown(text: string): string | null {
  if (text.trim() === '') return 'expected Markdown, but the body is empty';
  if (text.includes('\0')) return 'expected Markdown, but the body is binary (it has NUL characters)';
  if (text.startsWith('%PDF-')) return 'expected Markdown, but the body is a PDF';
  if (isHtmlPage(text)) return 'expected Markdown, but the body is an HTML page';
  const broken = text.split('\uFFFD').length - 1;
  if (broken > text.length * MAX_BROKEN_SHARE) {
    return `expected Markdown in UTF-8, but ${broken} of ${text.length} characters cannot be decoded`;
  }
  return null;
}

/** Markdown may begin with a tag (`<div align="center">`) or a comment; a page begins with one of these. */
function isHtmlPage(text: string): boolean {
  const start = text.slice(0, 4096).replace(/^(\s|<!--[\s\S]*?-->|<\?xml[^>]*>)+/, '');
  return /^<(!doctype\s+html|html|head|body)\b/i.test(start);
}

function decoderFor(body: Uint8Array, charset: string | null): TextDecoder {
  const marked = charsetOfMark(body);
  try {
    return new TextDecoder(marked ?? charset ?? 'utf-8');
  } catch (error) {
    // A label nobody knows ("charset=none") says nothing; if the bytes are not UTF-8 either, they are found out later.
    if (error instanceof RangeError) return new TextDecoder('utf-8');
    throw error;
  }
}

function charsetOfMark(body: Uint8Array): string | null {
  if (body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf) return 'utf-8';
  if (body[0] === 0xff && body[1] === 0xfe) return 'utf-16le';
  if (body[0] === 0xfe && body[1] === 0xff) return 'utf-16be';
  return null;
}

function notMarkdown(message: string): FetchFault {
  return new FetchFault('not-markdown', message, { again: 'never' });
}
