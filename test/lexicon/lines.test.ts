import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { FormatError } from '../../src/errors.js';
import { forEachChunk, forEachLine } from '../../src/lexicon/lines.js';
import { folderOf } from './support.js';

async function linesOf(content: string | Uint8Array): Promise<readonly string[]> {
  const seen: string[] = [];
  await forEachLine(join(folderOf({ file: content }), 'file'), (line, number) => seen.push(`${number} ${line}`));
  return seen;
}

describe('forEachLine', () => {
  test.each([
    ['', []],
    ['a', ['1 a']],
    ['a\n', ['1 a']],
    ['a\r\n\r\nb', ['1 a', '2 ', '3 b']],
    ['\n\nx\n', ['1 ', '2 ', '3 x']],
  ])('%j', async (content, expected) => {
    expect(await linesOf(content)).toEqual(expected);
    if (content !== '') expect(await linesOf(gzipSync(content))).toEqual(expected);
  });

  test('no character is cut where a chunk ends', async () => {
    const text = `${'x'.repeat(262_143)}α𝛼${'é'.repeat(300_000)}`;
    expect((await linesOf(text)).join('')).toBe(`1 ${text}`);
    expect((await linesOf(gzipSync(text))).join('')).toBe(`1 ${text}`);
  });

  test('gzip members one after the other are one file', async () => {
    const content = Buffer.concat([gzipSync('a\nb'), gzipSync('c\n')]);
    expect(await linesOf(content)).toEqual(['1 a', '2 bc']);
  });
});

describe('forEachChunk', () => {
  test('gives the hash of the file as it lies on disk', async () => {
    const content = gzipSync('a line');
    const sha256 = await forEachChunk(join(folderOf({ file: content }), 'file'), () => undefined);
    expect(sha256).toBe(createHash('sha256').update(content).digest('hex'));
  });

  test('an error of the visitor comes through as it is', async () => {
    const path = join(folderOf({ file: 'text' }), 'file');
    const failing = forEachChunk(path, () => {
      throw new RangeError('mine');
    });
    await expect(failing).rejects.toThrow(new RangeError('mine'));
  });

  test('a folder is no file', async () => {
    await expect(forEachChunk(folderOf({}), () => undefined)).rejects.toThrow(FormatError);
  });
});
