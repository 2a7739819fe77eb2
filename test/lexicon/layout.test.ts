import { copyFileSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { beforeAll, describe, expect, test } from 'vitest';
import { CannotRunError } from '../../src/errors.js';
import { buildLexicon } from '../../src/lexicon/build.js';
import { lexiconFromBuffer, openLexicon } from '../../src/lexicon/open.js';
import { KIND, type Lexicon } from '../../src/lexicon/types.js';
import { writeLexicon } from '../../src/lexicon/write.js';
import { ALL_FILES, folderOf } from './support.js';

let built: Lexicon;
let folder: string;
let path: string;

beforeAll(async () => {
  built = await buildLexicon(folderOf(ALL_FILES));
  folder = folderOf({});
  path = join(folder, 'test.lexicon');
  await writeLexicon(path, built.buffer);
});

test('a lexicon read from its file is the one that was written', () => {
  const opened = openLexicon(path);
  expect(Buffer.from(opened.buffer).equals(Buffer.from(built.buffer))).toBe(true);
  expect(opened.info).toEqual(built.info);
  expect(opened.lookup('p53', KIND.gene)).toEqual(built.lookup('p53', KIND.gene));
  expect(opened.concept('MONDO:0005070')).toEqual(built.concept('MONDO:0005070'));
});

test('the same files give the same bytes, other files another release', async () => {
  const again = await buildLexicon(folderOf(ALL_FILES));
  expect(Buffer.from(again.buffer).equals(Buffer.from(built.buffer))).toBe(true);
  const other = await buildLexicon(folderOf({ ...ALL_FILES, 'names.dmp': `${ALL_FILES['names.dmp']}\n` }));
  expect(other.info.release).not.toBe(built.info.release);
  const fewer = await buildLexicon(folderOf(ALL_FILES), { taxa: [10090] });
  expect(fewer.info.release).not.toBe(built.info.release);
});

test('a thread works on the bytes themselves, not on a copy', async () => {
  const shared = new Int32Array(built.buffer, 0, 1);
  const before = shared[0] ?? 0;
  const code = `const { workerData } = require('node:worker_threads'); new Int32Array(workerData)[0] += 1;`;
  const worker = new Worker(code, { eval: true, workerData: built.buffer });
  await new Promise((resolve) => worker.once('exit', resolve));
  expect(shared[0]).toBe(before + 1);
  shared[0] = before;
});

describe('writeLexicon', () => {
  test('leaves nothing beside the file', () => {
    expect(readdirSync(folder)).toEqual(['test.lexicon']);
  });

  test('a place that cannot be written to is said, and nothing is left', async () => {
    const blocked = folderOf({ 'out/keep': 'x' });
    await expect(writeLexicon(join(blocked, 'out'), built.buffer)).rejects.toThrow(CannotRunError);
    expect(readdirSync(blocked)).toEqual(['out']);
    await expect(writeLexicon(join(blocked, 'none', 'x.lexicon'), built.buffer)).rejects.toThrow(/--out/);
  });

  test('an old file is replaced', async () => {
    const target = join(folderOf({ 'x.lexicon': 'old' }), 'x.lexicon');
    await writeLexicon(target, built.buffer);
    expect(statSync(target).size).toBe(built.buffer.byteLength);
  });
});

describe('files that are no lexicon', () => {
  const damage: readonly (readonly [string, (bytes: Buffer) => Uint8Array, RegExp])[] = [
    ['empty', () => Buffer.alloc(0), /is none/],
    ['another file', () => Buffer.from('# some text that is longer than the head of an index'), /is none/],
    ['cut off', (bytes) => bytes.subarray(0, bytes.length - 100), /should have \d+ bytes/],
    ['longer', (bytes) => Buffer.concat([bytes, Buffer.alloc(8)]), /should have \d+ bytes/],
    ['of another version', (bytes) => withByte(bytes, 4, 99), /format 99.*build it again/],
    ['with a wrong byte in the middle', (bytes) => withByte(bytes, bytes.length >> 1, 77), /checksum/],
    ['with a wrong byte in the info', (bytes) => withByte(bytes, bytes.indexOf('"release"') + 1, 0x78), /checksum/],
    ['with a wrong section', (bytes) => withByte(bytes, 23, 0x7f), /lies outside/],
  ];

  test.each(damage)('%s', (_, change, message) => {
    const file = join(folderOf({ 'x.lexicon': change(readFileSync(path)) }), 'x.lexicon');
    expect(() => openLexicon(file)).toThrow(CannotRunError);
    expect(() => openLexicon(file)).toThrow(message);
  });

  test('a file that is not there', () => {
    expect(() => openLexicon(join(folder, 'none'))).toThrow(/lexicon build --out/);
  });

  test('bytes handed over that are none', () => {
    expect(() => lexiconFromBuffer(new SharedArrayBuffer(64))).toThrow(CannotRunError);
  });
});

test('a copy of the file opens as well', () => {
  const copy = join(folder, 'copy.lexicon');
  copyFileSync(path, copy);
  expect(openLexicon(copy).info.release).toBe(built.info.release);
  writeFileSync(copy, 'x');
  expect(() => openLexicon(copy)).toThrow(CannotRunError);
});

function withByte(bytes: Buffer, at: number, value: number): Uint8Array {
  const changed = Buffer.from(bytes);
  changed[at] = changed[at] === value ? value ^ 1 : value;
  return changed;
}
