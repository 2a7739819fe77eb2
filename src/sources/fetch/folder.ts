/** Texts of a mapped folder. */
import { open } from 'node:fs/promises';
import { errorCode } from './error-code.js';
import { FetchFault } from './fetch-fault.js';

/** The bytes of a file. One that is missing, unreadable or larger than `maxBytes` is a fault. */
export async function readFromFolder(path: string, maxBytes: number): Promise<Buffer> {
  try {
    const file = await open(path);
    try {
      const { size } = await file.stat();
      if (size > maxBytes) throw tooLarge(path, size, maxBytes);
      return await file.readFile();
    } finally {
      await file.close();
    }
  } catch (error) {
    throw folderFault(path, error);
  }
}

function tooLarge(path: string, size: number, maxBytes: number): FetchFault {
  const words = `${path}: ${size} bytes, more than the ${maxBytes} that the settings allow`;
  return new FetchFault('too-large', words, { again: 'never' });
}

function folderFault(path: string, error: unknown): unknown {
  const code = errorCode(error);
  if (code === null) return error;
  const isMissing = code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR';
  const words = isMissing ? 'the mapped folder has no such file' : 'the file of the mapped folder cannot be read';
  return new FetchFault(isMissing ? 'http-status' : 'network', `${path}: ${words} (${code})`, {
    again: 'next-run',
    cause: error,
  });
}
