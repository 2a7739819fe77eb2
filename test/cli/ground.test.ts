import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { createNameGrounder, type NameGrounder } from '../../pipelines/ground-names.js';
import { FORMATS, type WantedIds } from '../../src/cli/ground-rows.js';
import { newFolder, papergraph } from '../support/cli.js';
import { smallLexicon } from '../support/small-linker.js';

const MONDO: WantedIds = { type: 'Disease', prefixes: ['MONDO'] };

let grounder: NameGrounder;
beforeAll(async () => {
  grounder = createNameGrounder(await smallLexicon());
});

async function rows(names: readonly string[], wanted: WantedIds, format: 'tsv' | 'json' = 'tsv'): Promise<string[]> {
  const pieces: string[] = [];
  for await (const piece of FORMATS[format](names, { grounder, ...wanted })) pieces.push(piece);
  return pieces.join('').split('\n').slice(0, -1);
}

describe('names as rows', () => {
  it.each([
    ['breast cancer', MONDO, 'MONDO:0007254'],
    ['Breast cancers,', MONDO, 'MONDO:0007254'],
    ['breast cancer', { type: 'Disease', prefixes: ['MESH'] }, 'MESH:D001943'],
    ['SMA', MONDO, 'MONDO:0001516'],
    ['breast and ovarian cancer', MONDO, 'MONDO:0007254'],
    ['no such thing', MONDO, '-'],
    ['limited scleroderma', MONDO, '-'],
    ['', MONDO, '-'],
    ['p53', { type: 'Gene', prefixes: ['NCBIGene'] }, 'NCBIGene:7157'],
    ['Trp53', { type: 'Gene', prefixes: ['NCBIGene'] }, 'NCBIGene:22059'],
    ['mouse p53', { type: 'Gene', prefixes: ['NCBIGene'] }, expect.stringMatching(/^-$|22059/)],
  ] as const)('%j %j is %s', async (name, wanted, id) => {
    const [header, row = ''] = await rows([name], wanted);
    expect(header).toBe('mention\tid');
    expect(row.split('\t')).toEqual([name, id]);
  });

  it('are as many as the names, with two columns, whatever the names', async () => {
    const name = fc.string({ unit: 'binary' });
    await fc.assert(
      fc.asyncProperty(fc.array(name, { maxLength: 5 }), async (names) => {
        const table = await rows(names, MONDO);
        expect(table).toHaveLength(names.length + 1);
        expect(table.every((row) => row.split('\t').length === 2 && !/[\r\v\f\0\u0085\u2028\u2029]/.test(row))).toBe(
          true,
        );
      }),
    );
  });

  it('as JSON have links with reasons and those that were not chosen, or say why there are none', async () => {
    const [linked = '', nil = ''] = await rows(['breast cancer', 'no such thing'], MONDO, 'json');
    expect(JSON.parse(linked)).toMatchObject({
      name: 'breast cancer',
      type: 'Disease',
      id: 'MONDO:0007254',
      links: [{ conceptId: 'MONDO:0007254', matchedName: 'breast cancer', reason: expect.any(String), runnersUp: [] }],
      nil: null,
    });
    expect(JSON.parse(nil)).toMatchObject({ id: null, links: [], nil: { reason: 'no-candidate' }, runnersUp: [] });
  });
});

describe('papergraph ground', () => {
  it('gives a row for each line of a file, and tells of a line that is no text', async () => {
    const file = join(newFolder(), 'names.txt');
    writeFileSync(
      file,
      Buffer.concat([Buffer.from('\ufeffcancer\r\n"a\tb"\n'), Buffer.from([0xff]), Buffer.from('\n\nlast')]),
    );
    const { code, stdout, stderr } = await papergraph(['ground', '--file', file, '--terminology', 'mondo']);
    expect(stdout).toBe('mention\tid\ncancer\tMONDO:0004992\n"a b"\t-\n\t-\n\t-\nlast\t-\n');
    expect(stderr).toMatch(/names\.txt:3: expected a name in UTF-8/);
    expect(code).toBe(1);
  });

  it.each([
    [['ground']],
    [['ground', 'cancer', '--file', 'x']],
    [['ground', 'cancer', '--terminology', 'ICD']],
    [['ground', 'cancer', '--terminology', 'MONDO', '--type', 'Gene']],
    [['ground', '--file', 'not-there.txt']],
  ])('cannot run %j', async (args) => {
    const { code, stderr } = await papergraph(args);
    expect(code).toBe(2);
    expect(stderr).toMatch(/expected|no ids/);
  });
});
