/** Opens an index file, or the bytes of one that another thread has opened. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { CannotRunError, messageOf } from '../errors.js';
import { IndexedLexicon } from './indexed-lexicon.js';
import { verifyChecksum } from './layout.js';
import type { Lexicon } from './types.js';

const READ_AT_ONCE = 1 << 26;

/**
 * Reads an index into shared memory and checks it.
 *
 * @throws CannotRunError when the file is missing, damaged or of another layout
 */
export function openLexicon(path: string): Lexicon {
  const buffer = readShared(path);
  const lexicon = new IndexedLexicon(buffer, path);
  verifyChecksum(buffer, path);
  return lexicon;
}

/** A lexicon over bytes that are there already (`Lexicon.buffer`); nothing is copied or checked again. */
export function lexiconFromBuffer(buffer: SharedArrayBuffer): Lexicon {
  return new IndexedLexicon(buffer, 'the lexicon handed over');
}

function readShared(path: string): SharedArrayBuffer {
  try {
    const file = openSync(path, 'r');
    try {
      return readAll(file, fstatSync(file).size);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    const message = `expected a lexicon at ${path}, but ${messageOf(error)}`;
    throw new CannotRunError(`${message}; make one with \`papergraph lexicon build --out ${path}\``, error);
  }
}

function readAll(file: number, size: number): SharedArrayBuffer {
  const buffer = new SharedArrayBuffer(size);
  for (let at = 0; at < size; ) {
    const read = readSync(file, new Uint8Array(buffer, at, Math.min(READ_AT_ONCE, size - at)));
    if (read === 0) break;
    at += read;
  }
  return buffer;
}
