import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { createLinker } from '../../../pipelines/link-document.js';
import { readLinkingConfig, readSectionPatterns } from '../../../pipelines/linking-config.js';
import { CuratedString } from '../../../src/ground/curation/curated-string.js';
import { Curation } from '../../../src/ground/curation/curation.js';
import { StringFinder } from '../../../src/ground/curation/string-finder.js';
import type { Lexicon } from '../../../src/lexicon/types.js';
import type { PaperText } from '../../../src/model.js';
import { resourcePath } from '../../../src/resources.js';
import { parseDocument } from '../../../src/text/document.js';
import { tokenize } from '../../../src/text/tokens.js';
import { smallLexicon } from '../../support/small-linker.js';
import { rowsOf } from './rows.js';

const folder = resourcePath('test/fixtures/papers');
const papers = readdirSync(folder).map((name): PaperText => {
  const markdown = readFileSync(`${folder}/${name}/full.md`, 'utf8');
  return { paperId: `PMC:${name}`, origin: 'full-text', url: null, markdown, sha256: '', failure: null };
});

function isFound(text: string, markdown: string): boolean {
  return new StringFinder([new CuratedString(text)]).find(markdown).size > 0;
}

describe('a string in Markdown', () => {
  it.each([
    ['breast cancer', 'In *breast*\n**cancer** they'],
    ['breast cancer', 'In [breast](https://example.org/a_(b)) cancer'],
    ['breast cancer', 'In breast<sup>12</sup> cancer, see'],
    ['breast cancer', 'In breast [12,13] cancers'],
    ['breast cancer', 'In Breast&nbsp;Cancer'],
    ['breast cancer', '> the breast\n> cancer'],
    ['Treg', 'The T<sub>reg</sub> cells'],
    ['TNFα', 'The TNF-&alpha; gene'],
    ['TNF-alpha', 'The TNF$\\alpha$ gene'],
    ['Sjögren', 'The Sj&ouml;gren’s one'],
    ['Trp53', 'Of *Trp53*<sup>−/−</sup> mice'],
    ['IL-2', 'Of IL\\-2 and'],
    ['CD4+ cells', 'The CD4<sup>+</sup> cells'],
    ['DLT', '(DLTs)'],
  ])('%s is found in %j', (text, markdown) => expect(isFound(text, markdown)).toBe(true));

  it.each([
    ['MS', 'symptoms, ms, MS2, HMS, EMSs'],
    ['breast cancer', 'breasts of cancer'],
    ['ras', 'wrasse, ras2, braσ'],
    ['sub', 'T<sub>reg</sub>'],
    ['example', '[a](https://example.org)'],
    ['TNF', 'TNFα'],
  ])('%s is not found in %j', (text, markdown) => expect(isFound(text, markdown)).toBe(false));

  it('is found wherever it stands in what is read of real papers', () => {
    const passages = papers.flatMap((paper) => {
      const { markdown, passages: all } = parseDocument(paper, readSectionPatterns());
      return all.map(({ text }) => ({ markdown, text, tokens: tokenize(text) }));
    });
    let tried = 0;
    const missed: string[] = [];
    fc.assert(
      fc.property(fc.nat(passages.length - 1), fc.nat(), fc.integer({ min: 0, max: 4 }), (index, at, length) => {
        const passage = passages[index];
        if (passage === undefined) return;
        const { starts, ends, count } = passage.tokens;
        const first = at % count;
        const text = passage.text.slice(starts[first], ends[Math.min(first + length, count - 1)]);
        const before = passage.text.slice(0, starts[first]);
        const after = passage.text.slice(ends[Math.min(first + length, count - 1)]);
        const isWhole = !/[\p{L}\p{N}]$/u.test(before) && !/^[\p{L}\p{N}]/u.test(after);
        if (!isWhole || !/^[\p{L}\p{N}\p{M} +/'’–-]+$/u.test(text) || !/[\p{L}\p{N}]/u.test(text)) return;
        tried++;
        if (!isFound(text, passage.markdown)) missed.push(text);
      }),
      { numRuns: 3000 },
    );
    expect(tried).toBeGreaterThan(1000);
    expect(missed).toEqual([]);
  });
});

describe('rows in papers', () => {
  let lexicon: Lexicon;
  const cases = [
    'always|breast cancer|MONDO:0008170',
    'never|TP53',
    'remove-name|breast cancer|MONDO:0007254',
    'add-name|mice|MONDO:0004992|tumors',
  ];

  beforeAll(async () => {
    lexicon = await smallLexicon();
  });

  it('change nothing where their strings are not', () => {
    const plain = createLinker(lexicon, readLinkingConfig({ curation: [] }));
    const rows = rowsOf(
      'always|qqqq zzzz|MONDO:0004992',
      'never|TP53',
      'always|mice|MONDO:0004992|qqqq',
      'remove-name|TP5|NCBIGene:22059',
    );
    const other = createLinker(lexicon, readLinkingConfig({ curation: rows.filter(({ text }) => text !== 'TP53') }));
    for (const paper of papers) expect(other.link(paper)).toEqual(plain.link(paper));
  });

  it.each(cases)('%s changes the papers of its fingerprint and no others', (line) => {
    const curation = new Curation(rowsOf(line), lexicon);
    const plain = createLinker(lexicon);
    const curated = createLinker(lexicon, readLinkingConfig({ curation: rowsOf(line) }));
    const changed = papers.filter((paper) => JSON.stringify(plain.link(paper)) !== JSON.stringify(curated.link(paper)));
    const told = papers.filter(({ markdown }) => curation.tell(markdown) !== '');
    expect(told).toEqual(expect.arrayContaining(changed));
    expect(changed.length).toBeGreaterThan(0);
  });

  it('are told by what they say, not by where they stand', () => {
    const tell = (...lines: string[]) => new Curation(rowsOf(...lines), lexicon).tell('A zork in breast cancer.');
    const alone = tell('always|zork|MONDO:0004992');
    expect(tell('never|other', 'always|zork|MONDO:0004992', 'never|zork||immune')).toBe(alone);
    expect(tell('always|zork|MONDO:0005070')).not.toBe(alone);
    expect(tell('always|zork|MONDO:0004992|breast cancer')).not.toBe(alone);
    expect(tell('always|zork|MONDO:0004992|immune')).toBe('');
  });
});
