import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { findPairs, type Pair } from '../../pipelines/find-pairs.js';
import { newFolder, papergraph } from '../support/cli.js';

const BIOC = `<?xml version="1.0"?>
<collection><source>x</source><document><id> 7 </id><infon key="a">infon</infon>
<passage><infon key="type">title</infon><offset>0</offset><text>Dose-limiting toxicities &amp; co</text></passage>
<passage><offset>30</offset><text>Dose-limiting toxicities (DLT) and breast cancer
(BC) in men. DLT again: dose-limiting toxicities (DLT).</text>
<annotation id="SF0"><infon key="type">ShortForm</infon><text>XX (YY)</text></annotation>
<relation id="R0"><node refid="SF0" role="ShortForm"/></relation></passage></document>
<document><id>8</id><passage><sentence><text>endoplasmic reticulum [ER]</text></sentence></passage></document></collection>`;

async function pairsOf(name: string, content: string | Buffer): Promise<{ pairs: Pair[]; problems: string[] }> {
  const path = join(newFolder('pairs'), name);
  writeFileSync(path, content);
  const [pairs, problems]: [Pair[], string[]] = [[], []];
  for await (const pair of findPairs([path], (message) => problems.push(message))) pairs.push(pair);
  return { pairs, problems };
}

const ER = 'endoplasmic reticulum';

describe('pairs of files', () => {
  it.each([
    ['a.pubtator', `12|t|The ${ER} (ER)\n12|a|and more.\n12\t0\t3\tThe\tGene\t1\n`, [['12', 'ER', ER]]],
    ['a.txt', `12|t|The ${ER} (ER)\n12|a|and more.\n`, [['12', 'ER', ER]]],
    ['my.paper.txt', `A title\n\nThe ${ER} (ER)\nis *here*.`, [['my.paper', 'ER', ER]]],
    ['paper.md', `# The *endoplasmic* reticulum\n\nThe *endoplasmic* reticulum (ER) is.`, [['paper', 'ER', ER]]],
    ['notes', `the ${ER} (ER)`, [['notes', 'ER', ER]]],
    ['empty.txt', '', []],
    [
      'a.xml',
      BIOC,
      [
        ['7', 'DLT', 'Dose-limiting toxicities'],
        ['7', 'BC', 'breast cancer'],
        ['8', 'ER', ER],
      ],
    ],
  ])('%s, gzipped or not', async (name, content, expected) => {
    const plain = await pairsOf(name, content);
    expect(plain.pairs.map(({ document, short, long }) => [document, short, long])).toEqual(expected);
    expect(plain.problems).toEqual([]);
    expect(await pairsOf(`${name}.gz`, gzipSync(content))).toEqual(plain);
  });

  it('of a file that breaks off are given up to there, with its line', async () => {
    const { pairs, problems } = await pairsOf('a.xml', BIOC.slice(0, BIOC.indexOf('<document><id>8') + 20));
    expect(pairs.map(({ short }) => short)).toEqual(['DLT', 'BC']);
    expect(problems).toEqual([expect.stringMatching(/a\.xml:8: expected BioC XML/)]);
  });
});

describe('papergraph abbreviations', () => {
  it('writes a table, and goes on after what cannot be read', async () => {
    const folder = newFolder();
    writeFileSync(join(folder, 'a.pubtator'), `no line of it\n1|t|The ${ER} (ER)\n1|a|\n`);
    writeFileSync(join(folder, 'b.pubtator'), `1|t|The ${ER} (ER)\n1|a|\nno line of it\n`);
    const { code, stdout, stderr } = await papergraph(['abbreviations', 'b.pubtator', 'a.pubtator'], { cwd: folder });
    expect(stdout).toBe(`document\tshort\tlong\n1\tER\t${ER}\na\tER\t${ER}\n`);
    expect(stderr).toMatch(/b\.pubtator:3: expected id\|t\|title/);
    expect(code).toBe(1);
  });

  it('does not run when a file is not there', async () => {
    const { code, stdout, stderr } = await papergraph(['abbreviations', 'not-there.txt']);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/not-there\.txt: expected text, Markdown, PubTator or BioC XML/);
  });
});
