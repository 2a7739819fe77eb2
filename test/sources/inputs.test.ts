import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { InputItem } from '../../src/model.js';
import { type InputOptions, readInputs } from '../../src/sources/inputs.js';
import { readLines } from '../../src/sources/lines.js';

let cwd = '';
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'papergraph-inputs-'));
});
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

function put(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(join(cwd, path)), { recursive: true });
  writeFileSync(join(cwd, path), content);
}

const cardText = (id: string): string => `# Paper ${id}\n\n## Full text\n\nhttps://a.org/${id}/full.md\n`;
const putCard = (path: string, id: string): void => put(path, cardText(id));

async function read(args: readonly string[], options: InputOptions = {}): Promise<InputItem[]> {
  const items: InputItem[] = [];
  for await (const item of readInputs(args, { cwd, ...options })) items.push(item);
  return items;
}

/** `PMC1@a.md:1` for a card, `not-a-card@b.md:1` for a problem. */
async function shortly(...args: string[]): Promise<string[]> {
  return (await read(args)).map((item) => {
    const place = item.kind === 'card' ? item.card.place : item.problem.place;
    const name = item.kind === 'card' ? item.card.id.replace(/^PMC:/, '') : item.problem.kind;
    return `${name}@${place.path}:${place.line}`;
  });
}

describe('readInputs', () => {
  it('reads a file, in whatever way it is named', async () => {
    putCard('one/a.md', 'PMC1');
    expect(await shortly('one/a.md')).toEqual(['PMC1@one/a.md:1']);
    expect(await shortly(join(cwd, 'one/a.md'))).toEqual([`PMC1@${join(cwd, 'one/a.md')}:1`]);
    putCard('one/card without ending', 'PMC2');
    expect(await shortly('one/card without ending')).toEqual(['PMC2@one/card without ending:1']);
  });

  it('searches a folder in the order of the paths', async () => {
    for (const [index, name] of ['b.md', 'a/z.md', 'a-b.md', 'a/A.MD', 'Z.md', 'ä.md'].entries())
      putCard(`two/${name}`, `PMC2${index}`);
    put('two/notes.txt', 'https://a.org/no.md');
    putCard('two/.hidden/x.md', 'PMC29');
    putCard('two/node_modules/x.md', 'PMC29');
    const expected = [
      'PMC24@two/Z.md:1',
      'PMC22@two/a-b.md:1',
      'PMC23@two/a/A.MD:1',
      'PMC21@two/a/z.md:1',
      'PMC20@two/b.md:1',
      'PMC25@two/ä.md:1',
    ];
    expect(await shortly('two')).toEqual(expected);
    expect(await shortly('./two/')).toEqual(expected);
  });

  it('leaves out a full text beside its card, but not a lone one', async () => {
    putCard('three/PMC1/card.md', 'PMC1');
    put('three/PMC1/full.md', '# T\n\n## Introduction\n\n## Results\n');
    put('three/PMC2/full.md', '# T\n\n## Introduction\n\n## Results\n');
    expect(await shortly('three')).toEqual(['PMC1@three/PMC1/card.md:1', 'not-a-card@three/PMC2/full.md:1']);
    expect(await shortly('three/*/*.md')).toEqual(['PMC1@three/PMC1/card.md:1', 'not-a-card@three/PMC2/full.md:1']);
    expect(await shortly('three/PMC1/full.md')).toEqual(['not-a-card@three/PMC1/full.md:1']);
  });

  it('takes globs of files of any kind, and of folders', async () => {
    putCard('four/x/a.md', 'PMC1');
    putCard('four/y/b.md', 'PMC2');
    put('four/y/c.jsonl', '"https://a.org/PMC3/full.md"\n');
    putCard('four/[z]/d.md', 'PMC4');
    expect(await shortly('four/**/*.md')).toEqual(['PMC4@four/[z]/d.md:1', 'PMC1@four/x/a.md:1', 'PMC2@four/y/b.md:1']);
    expect(await shortly('four/y/*')).toEqual(['PMC2@four/y/b.md:1', 'PMC3@four/y/c.jsonl:1']);
    expect(await shortly('four/{x,y}/?.md')).toEqual(['PMC1@four/x/a.md:1', 'PMC2@four/y/b.md:1']);
    expect(await shortly('four/[xy]')).toEqual(['PMC1@four/x/a.md:1', 'PMC2@four/y/b.md:1']);
    expect(await shortly('four/[z]/d.md')).toEqual(['PMC4@four/[z]/d.md:1']);
    expect(await shortly(join(cwd, 'four/x/*.md'))).toEqual([expect.stringMatching(/^PMC1@.*four\/x\/a\.md:1$/)]);
  });

  it('reads JSON Lines line by line', async () => {
    const lines = [
      '{"url":"https://a.org/PMC1/full.md"}',
      '',
      '{"title":"T","pmid":5}',
      'not json',
      '"https://a.org/PMC2/full.md"',
    ];
    put('five.jsonl', `\uFEFF${lines.join('\r\n')}`);
    expect(await shortly('five.jsonl')).toEqual([
      'PMC1@five.jsonl:1',
      'no-link@five.jsonl:3',
      'PMID:5@five.jsonl:3',
      'bad-line@five.jsonl:4',
      'PMC2@five.jsonl:5',
    ]);
  });

  it('reads lists of links, with comments in files made for lists only', async () => {
    put('six.txt', '# my papers\nhttps://a.org/PMC1/full.md # first\n\n  https://a.org/PMC2/full.md#x\nnothing\n');
    expect(await shortly('six.txt')).toEqual(['PMC1@six.txt:2', 'PMC2@six.txt:4', 'bad-line@six.txt:5']);
    put('six.md', '\uFEFFhttps://a.org/PMC3/full.md\r\n\r\nhttps://a.org/PMC4/full.md\r\n');
    expect(await shortly('six.md')).toEqual(['PMC3@six.md:1', 'PMC4@six.md:3']);
    put('six/title.md', '# A title\n\nPMC5\n\nhttps://a.org/PMC5/full.md\n');
    expect(await shortly('six/title.md')).toEqual(['PMC5@six/title.md:1']);
  });

  it('takes links, and all kinds mixed', async () => {
    putCard('seven/a.md', 'PMC1');
    const link = 'https://a.org/PMC9/full.md';
    expect(await shortly(link, 'seven', 'http://localhost:1/x.md')).toEqual([
      'PMC9@-:1',
      'PMC1@seven/a.md:1',
      expect.stringMatching(/^URL:[0-9a-f]{16}@-:3$/),
    ]);
  });

  it('gives the first of two cards with one id and names both places', async () => {
    putCard('eight/a.md', 'PMC1');
    putCard('eight/b.md', 'PMC1');
    const items = await read(['eight', 'https://a.org/PMC1/full.md']);
    expect(items).toMatchObject([
      { card: { id: 'PMC:PMC1', place: { path: 'eight/a.md' } } },
      {
        problem: {
          kind: 'duplicate-id',
          fatal: true,
          place: { path: 'eight/b.md', line: 1 },
          message: expect.stringMatching(/PMC:PMC1 .*eight\/a\.md:1 .*eight\/b\.md:1/),
        },
      },
      {
        problem: {
          kind: 'duplicate-id',
          place: { path: '-', line: 2 },
          message: expect.stringMatching(/eight\/a\.md:1 .*argument 2/),
        },
      },
    ]);
  });

  it('reads a file once that is named twice', async () => {
    putCard('nine/a.md', 'PMC1');
    expect(await shortly('nine/a.md', './nine', join(cwd, 'nine'))).toEqual(['PMC1@nine/a.md:1']);
  });

  it('warns of a card without a link and gives it', async () => {
    put('ten.md', '# T\n\nPMC10 · Gut\n\n## Abstract\n\nA.\n');
    expect(await read(['ten.md'])).toMatchObject([
      {
        problem: {
          kind: 'no-link',
          fatal: false,
          place: { path: 'ten.md', line: 1 },
          message: expect.stringContaining('PMC:PMC10'),
        },
      },
      { card: { id: 'PMC:PMC10', fullTextUrl: null } },
    ]);
  });

  it('says what is wrong and goes on', async () => {
    put('bad/latin1.md', Buffer.from('# Caf\xe9\n', 'latin1'));
    put('bad/utf16.md', Buffer.from('\uFEFF# T\n', 'utf16le'));
    put('bad/empty.md', '');
    put('bad/README.md', '# How to\n\nInstall it.\n');
    symlinkSync('nowhere', join(cwd, 'bad/lost.md'));
    mkdirSync(join(cwd, 'bad/folder.md'));
    putCard('bad/z.md', 'PMC1');
    expect(await shortly('bad', 'missing.md', 'missing/*.md', 'bad/folder.md', '')).toEqual([
      'not-a-card@bad/README.md:1',
      'not-a-card@bad/empty.md:1',
      'unreadable@bad/latin1.md:1',
      'unreadable@bad/lost.md:1',
      'unreadable@bad/utf16.md:1',
      'PMC1@bad/z.md:1',
      'not-found@missing.md:1',
      'not-found@missing/*.md:1',
      'not-found@bad/folder.md:1',
      'not-found@:1',
    ]);
  });

  it('refuses what is too long, in files and in lines', async () => {
    put('long/card.md', `${cardText('PMC1')}\n${'x'.repeat(500)}`);
    put('long.jsonl', `"https://a.org/PMC2/full.md"\n"${'x'.repeat(500)}"\n"https://a.org/PMC3/full.md"`);
    const items = await read(['long', 'long.jsonl'], { maxBytes: 400 });
    expect(items).toMatchObject([
      { problem: { kind: 'unreadable', message: expect.stringContaining('more than the 400') } },
      { card: { id: 'PMC:PMC2' } },
      { problem: { kind: 'bad-line', place: { path: 'long.jsonl', line: 2 } } },
      { card: { id: 'PMC:PMC3' } },
    ]);
  });

  it('takes a link to a file or folder, but walks in no circle', async () => {
    putCard('links/real/a.md', 'PMC1');
    symlinkSync('..', join(cwd, 'links/real/up'));
    symlinkSync('real', join(cwd, 'links/same'));
    expect(await shortly('links')).toEqual(['PMC1@links/real/a.md:1', 'duplicate-id@links/same/a.md:1']);
  });

  it('can be left before its end', async () => {
    put('many.jsonl', Array.from({ length: 10_000 }, (_, index) => `"https://a.org/PMC${index}/full.md"`).join('\n'));
    let count = 0;
    for await (const _ of readInputs(['many.jsonl'], { cwd })) if (++count === 3) break;
    expect(count).toBe(3);
  });
});

describe('readLines', () => {
  it('gives the lines of any text', async () => {
    const line = fc.string({ unit: fc.constantFrom('a', '𝛼', 'é', '\uFEFF', '\r'), maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(fc.array(line), fc.boolean(), async (lines, ended) => {
        put('lines.txt', lines.join('\n') + (ended ? '\n' : ''));
        const found: (string | null)[] = [];
        for await (const { text } of readLines(join(cwd, 'lines.txt'), 1_000)) found.push(text);
        const wanted = lines.map((text, index) =>
          (index === 0 ? text.replace(/^\uFEFF/, '') : text).replace(/\r$/, ''),
        );
        if ((lines.at(-1) ?? '') === '' && !(ended && lines.length > 0)) wanted.pop();
        expect(found).toEqual(lines.length === 0 && ended ? [''] : wanted);
      }),
      { numRuns: 60 },
    );
  });

  it('keeps characters whole that stand on the border of two chunks', async () => {
    const text = `x${'𝛼'.repeat(200_000)}`;
    put('border.txt', text);
    for await (const line of readLines(join(cwd, 'border.txt'), 1_000_000)) expect(line.text === text).toBe(true);
  });
});

it('takes no device for a file: /dev/zero has no end', async () => {
  const items: unknown[] = [];
  for await (const item of readInputs(['/dev/zero'])) items.push(item);
  const message = expect.stringContaining('device');
  expect(items).toEqual([{ kind: 'problem', problem: expect.objectContaining({ kind: 'unreadable', message }) }]);
});
