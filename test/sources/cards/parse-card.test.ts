import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { InputProblem, PaperCard } from '../../../src/model.js';
import { type CardFields, composeCard } from '../../../src/sources/cards/compose-card.js';
import { parseCard } from '../../../src/sources/cards/parse-card.js';

const place = { path: 'a/card.md', line: 1 };

function card(markdown: string): PaperCard {
  const item = parseCard(markdown, place);
  if (item.kind === 'problem') throw new Error(item.problem.message);
  return item.card;
}

function problem(markdown: string): InputProblem {
  const item = parseCard(markdown, place);
  if (item.kind === 'card') throw new Error(`a card: ${JSON.stringify(item.card)}`);
  return item.problem;
}

const fixture = (name: string): string => readFileSync(`test/fixtures/papers/${name}.md`, 'utf8');

describe('parseCard on whole cards', () => {
  it('reads every field of a full one', () => {
    const { markdown, assertions, ...read } = card(fixture('PMC99000001/card'));
    expect(read).toMatchObject({
      id: 'PMC:PMC99000001',
      place,
      title:
        'Combined loss of *Trp53* and *Brca1* in the mouse mammary gland mirrors *BRCA1*-mutated basal-like breast cancer',
      authors: ['Ines Óbrien-Małecka', 'Tomás de la Peña', "J. K. van 't Hoff", '𠮷田 Aya', 'Robert Quill, Jr.'],
      pmcid: 'PMC99000001',
      pmid: '99000011',
      doi: '10.99999/ppg.2031.00017',
      journal: 'Journal of Invented Oncology',
      date: '2031-04-17',
      contribution: 'A mouse line, a table of its tumors, and a comparison with 212 human tumors.',
      fullTextUrl: 'https://tomesphere.com/paper/PMC99000001/full.md',
      figureCount: 2,
      referenceCount: 6,
      sourceUrl: 'https://tomesphere.com/paper/PMC99000001',
      otherSections: [],
    });
    expect(read.keyFindings).toHaveLength(3);
    expect(read.tldr).toMatch(/^Mice that lose two/);
    expect(markdown).toContain(`## Abstract\n\n${read.abstract}\n\n## Linked entities`);
    expect(assertions).toHaveLength(15);
    expect(assertions).toContainEqual({
      section: 'full-text',
      group: 'Genes',
      kind: 'Gene',
      name: 'ESR1',
      fullName: 'estrogen receptor 1',
      conceptId: 'NCBIGene:2099',
      aliases: ['ER', 'ER-alpha (66 kDa)', 'Era', 'ESRA', 'NR3A1'],
      line: 33,
    });
  });

  it('reads sections in any order and keeps the unknown ones', () => {
    const read = card(fixture('PMC99000002/card'));
    expect(read).toMatchObject({
      id: 'PMID:99000022',
      title: 'Skin 𝛼-synuclein in isolated REM sleep behavior disorder: a “window” on Parkinson’s disease & its onset',
      authors: ['Wei Zhang', 'Müller, Jörg', "O'Neil, Siobhán"],
      doi: '10.99999/ppg.2030.(02)9',
      journal: 'Neurology & Imagination',
      date: '2030-03',
      fullTextUrl: 'https://tomesphere.com/paper/99000022/full.md',
      figureCount: 0,
      referenceCount: 1,
      sourceUrl: 'https://tomesphere.com/paper/99000022',
    });
    expect(read.abstract).toMatch(
      /^\*\*Background:\*\* α-Synuclein \(𝛼Syn\)[\s\S]*\| PD \| 51\/58 \| 5 \|[\s\S]*protocol>\.$/,
    );
    expect(read.otherSections).toEqual([
      {
        heading: 'Notes of the curator',
        markdown: 'The cohort is the same as in an earlier report.\n\n### A deeper heading\n\n- [ ] check the doses',
      },
    ]);
    expect(read.assertions.map(({ name, conceptId }) => [name, conceptId])).toEqual([
      ['Parkinson disease', 'MONDO:0005180'],
      ['REM sleep behavior disorder', 'MONDO:0005937'],
      ['REM sleep behavior disorder, susceptibility to', 'MONDO:9999999'],
      ["Parkinson's disease", 'MESH:D010300'],
      ['RBD', 'MESH:D020187'],
      ['Lewy body "dementia"', 'MESH:D020961'],
      ['SNCA', 'NCBIGene:6622'],
      ['LRRK2', 'NCBIGene:120892'],
      ['GBA1', 'NCBIGene:2629'],
      ['orphan factor 7', null],
      ['1-methyl-4-phenyl-1,2,3,6-tetrahydropyridine', 'MESH:D015632'],
      ['NAD(P)H', 'MESH:D009249'],
      ['[18F]fluorodopa', null],
    ]);
  });

  it('reads underlined headings, entities as lists, and the id from a bare link', () => {
    const read = card(fixture('PMC99000003/card'));
    expect(read).toMatchObject({
      id: 'PMC:PMC99000003',
      title: 'Interleukin-6 and *Il6ra* in colitis under checkpoint blockade',
      authors: [],
      journal: null,
      fullTextUrl: 'https://tomesphere.com/paper/PMC99000003/full.md',
      sourceUrl: null,
      figureCount: null,
      otherSections: [],
    });
    expect(read.assertions.map(({ line, kind, name, conceptId }) => [line, kind, name, conceptId])).toEqual([
      [19, 'Disease', 'colitis', 'MONDO:0005292'],
      [20, 'Disease', 'melanoma', 'MONDO:0005105'],
      [21, 'Disease', 'colorectal cancer, hereditary nonpolyposis, type 2', 'MONDO:0012249'],
      [21, 'Disease', 'colorectal cancer, hereditary nonpolyposis, type 2', 'OMIM:609310'],
      [25, 'Gene', 'IL6', 'NCBIGene:3569'],
      [27, 'Gene', 'Il10', 'NCBIGene:16153'],
    ]);
  });

  it.each(['PMC99000001', 'PMC99000002', 'PMC99000003'])(
    'reads %s alike with other line breaks, spaces and a BOM',
    (id) => {
      const text = fixture(`${id}/card`);
      const fields = ({ markdown: _, abstract, otherSections, ...rest }: PaperCard): unknown => [
        rest,
        abstract?.replace(/\s+/g, ' '),
        otherSections.map((section) => section.markdown.replace(/\s+/g, ' ')),
      ];
      const other = card(`\uFEFF${text.replaceAll('\n', '  \r\n')}`);
      expect(fields(other)).toEqual(fields(card(text)));
      expect(other.markdown.startsWith('\uFEFF')).toBe(false);
      expect(other.markdown).toContain(other.abstract);
      expect(other.markdown).toContain(other.title);
    },
  );

  it.each(['PMC99000001', 'PMC99000002', 'PMC99000003'])('takes the full text of %s for no card', (id) => {
    expect(problem(fixture(`${id}/full`))).toMatchObject({ kind: 'not-a-card', fatal: true, place });
  });
});

describe('parseCard on parts', () => {
  const link = 'https://a.org/PMC7/full.md';

  it.each([
    ['only a title and a link', `# T\n\n## Full text\n\n${link}`, { id: 'PMC:PMC7', title: 'T', fullTextUrl: link }],
    ['no title', `## Abstract\n\nA.\n\n## Full text\n\n${link}`, { id: 'PMC:PMC7', title: '', abstract: 'A.' }],
    ['a link in the head', `# T\n\nFull text: ${link}`, { fullTextUrl: link }],
    ['a link in the text', `# T\n\n## Abstract\n\nA.\n\n## More\n\n[here](${link})`, { fullTextUrl: link }],
    ['of several links the Markdown one', `# T\n\n## Full text\n\nhttps://a.org/x or ${link}`, { fullTextUrl: link }],
    [
      'a link to something else',
      '# T\n\n## Full text\n\n<https://a.org/x>',
      { fullTextUrl: 'https://a.org/x', pmcid: null },
    ],
    ['no link, an identifier', '# T\n\nDOI: 10.1000/X', { id: 'DOI:10.1000/x', fullTextUrl: null }],
    ['no link, no identifier', '# T\n\n## Abstract\n\nA.', { fullTextUrl: null, abstract: 'A.' }],
    ['a relative link', '# T\n\n## Abstract\n\nA.\n\n## Full text\n\n[x](full.md)', { fullTextUrl: null }],
    ['an identifier in the line against the link', `# T\n\nPMC8\n\n## Full text\n\n${link}`, { id: 'PMC:PMC8' }],
    ['an empty abstract', `# T\n\n## Abstract\n\n\n\n## Full text\n\n${link}`, { abstract: null, otherSections: [] }],
    [
      'an abstract at the end',
      `# T\n## Abstract\nA.\n---\nSource: https://a.org/PMC7`,
      { abstract: 'A.', sourceUrl: 'https://a.org/PMC7' },
    ],
    [
      'text after the source',
      '# T\n## Abstract\nA.\n\nSource: https://a.org/x\nbye',
      { abstract: 'A.', otherSections: [{ heading: '', markdown: 'bye' }] },
    ],
    [
      'two abstracts',
      '# T\n## Abstract\nA.\n## Abstract\nB.',
      { abstract: 'A.', otherSections: [{ heading: 'Abstract', markdown: 'B.' }] },
    ],
    [
      'a structured abstract',
      '# T\n## Abstract\n### Methods\nA.\n### Results\nB.',
      { abstract: '### Methods\nA.\n### Results\nB.' },
    ],
    [
      'references listed',
      '# T\n\nPMC1\n\n## References\n\n1. One.',
      { referenceCount: null, otherSections: [{ heading: 'References', markdown: '1. One.' }] },
    ],
    ['authors as a section', '# T\n\n## Authors\n\n- A B\n- C D\n\n## Abstract\n\nA.', { authors: ['A B', 'C D'] }],
    [
      'the source as a section',
      '# T\n\n## Abstract\n\nA.\n\n## Source\n\n<https://a.org/PMC7>',
      { id: 'PMC:PMC7', sourceUrl: 'https://a.org/PMC7' },
    ],
    [
      'loose lines',
      '# T\n\nOne thing.\n\nPMC1\n\nAnother.',
      { otherSections: [{ heading: '', markdown: 'One thing.\nAnother.' }] },
    ],
  ])('%s', (_, markdown, expected) => {
    expect(card(markdown)).toMatchObject(expected);
  });

  it.each([
    ['an empty file', ' \n', /empty/],
    [
      'a README',
      '# My tool\n\nIt does things.\n\n## Install\n\nnpm i https://a.org/PMC7/full.md',
      /"My tool" \(line 1\)/,
    ],
    ['a text', 'hello\nworld', /begins with "hello"/],
    ['an HTML page', '<!DOCTYPE html>\n<h1>T</h1>', /begins with/],
    ['a paper named by nothing', '## Abstract\n\nA.', /neither title nor PMC/],
    [
      'a project page with an abstract',
      '# T\n\n## Abstract\n\nA.\n\n## Installation\n\n## Usage',
      /"Installation" \(line 7\)/,
    ],
    [
      'a review as full text',
      '# T\n## Abstract\nA.\n## On mice\n## On rats\n## On flies\n## On yeast',
      /"On mice" \(line 4\)/,
    ],
  ])('%s is no card', (_, markdown, message) => {
    expect(problem(markdown)).toMatchObject({
      kind: 'not-a-card',
      fatal: true,
      place,
      message: expect.stringMatching(message),
    });
  });

  it.each([
    ['lines', 'a line of a file, that is no card,\n'],
    ['headings', '## Abstract\n'],
    ['brackets', '('],
    ['entities', '- **Genes:** a (b [c {aka\n'],
    ['authors', '**Authors:** A,\n'],
    ['spaces', '#    \t'],
    ['ids', ' (MESH:D1)'],
  ])('is not slow on a megabyte of %s', (_, unit) => {
    const text = `# T\n\n## Linked entities\n\n${unit.repeat(1_000_000 / unit.length)}`;
    const started = process.cpuUsage();
    for (const markdown of [text, text.slice(text.indexOf(unit))])
      expect(parseCard(markdown, place).kind).toMatch(/card|problem/);
    // CPU time: a busy machine is not a slow program. In the square of the length it would take minutes.
    expect(process.cpuUsage(started).user / 1000).toBeLessThan(5_000);
  });

  it('never throws', () => {
    const unit = fc.constantFrom(
      '# ',
      '## Abstract',
      '\n',
      '\n\n',
      '---',
      '===',
      'Source: https://a.org',
      'x',
      '**',
      ': ',
      ' · ',
      '```',
      'PMC1',
      '## Linked entities\n',
      '- ',
      '(',
    );
    fc.assert(
      fc.property(fc.array(unit), (units) => {
        expect(parseCard(units.join(''), place).kind).toMatch(/card|problem/);
      }),
    );
  });
});

describe('composeCard', () => {
  const word = fc
    .string({ unit: fc.constantFrom('a', 'B', 'é', '𝛼', 'β', '7', '-'), minLength: 1, maxLength: 6 })
    .map((text) => `n${text}n`);
  const words = fc.array(word, { minLength: 1, maxLength: 8 }).map((all) => all.join(' '));
  const orNull = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(arbitrary);
  const entity = fc
    .record({
      section: fc.constantFrom('linked' as const, 'full-text' as const),
      group: fc.constantFrom('Genes', 'Diseases', 'Chemicals'),
      name: fc.oneof(word, fc.constantFrom('NAD(P)H', '1,25(OH)2D3', '[18F]FDG', 'X "y"', 'a b, type 2')),
      fullName: orNull(words.map((text) => `long ${text} (of, many) kinds`)),
      conceptId: orNull(fc.constantFrom('NCBIGene:7157', 'MONDO:0004992', 'MESH:D009369')),
      aliases: fc.array(fc.oneof(word, fc.constant('PD-1 (mouse)')), { maxLength: 3 }),
    })
    .map((made) => ({ ...made, kind: kinds[made.group] ?? ('Other' as const) }));
  const kinds: Readonly<Record<string, 'Gene' | 'Disease' | 'Other'>> = { Genes: 'Gene', Diseases: 'Disease' };
  const fields = fc.record({
    title: words,
    authors: fc.array(words, { maxLength: 4 }),
    pmcid: orNull(fc.nat().map((number) => `PMC${number}`)),
    pmid: orNull(fc.integer({ min: 1 }).map(String)),
    doi: orNull(word.map((text) => `10.1000/${text.toLowerCase()}`)),
    journal: orNull(words.map((text) => `Journal ${text}`)),
    date: orNull(fc.constantFrom('2026', '2026-01', '2026-01-06')),
    tldr: orNull(words),
    contribution: orNull(words),
    keyFindings: fc.array(words),
    abstract: orNull(fc.array(words, { minLength: 1 }).map((paragraphs) => paragraphs.join('\n\n'))),
    fullTextUrl: fc.constant('https://a.org/full.md'),
    figureCount: orNull(fc.nat()),
    referenceCount: orNull(fc.nat()),
    sourceUrl: orNull(fc.constant('https://a.org/page')),
    otherSections: fc.array(fc.record({ heading: words, markdown: words })),
  });

  it('writes what parseCard reads', () => {
    fc.assert(
      fc.property(fields, fc.array(entity), (made, entities) => {
        const assertions = entities.map((one) => ({ ...one, line: 0 }));
        const composed: CardFields = { ...made, assertions };
        const read = card(composeCard(composed));
        expect(read).toMatchObject(made);
        const groupOf = (list: PaperCard['assertions']): unknown[] =>
          list.map((one) => JSON.stringify({ ...one, line: 0 }, Object.keys(one).sort())).sort();
        expect(groupOf(read.assertions)).toEqual(groupOf(assertions));
      }),
      { numRuns: 200 },
    );
  });

  it('leaves out what is not known', () => {
    expect(composeCard({ fullTextUrl: 'https://a.org/x' })).toBe(
      '## Full text\n\nFetch the complete paper as Markdown: https://a.org/x\n',
    );
  });
});

const papers = '../shared/papers';
describe.skipIf(!existsSync(papers))(`cards of ${papers} (skipped where that folder is missing)`, () => {
  it.each(existsSync(papers) ? readdirSync(papers) : [])('%s', (id) => {
    const read = card(readFileSync(`${papers}/${id}/card.md`, 'utf8'));
    expect(read).toMatchObject({
      id: `PMC:${id}`,
      fullTextUrl: `https://tomesphere.com/paper/${id}/full.md`,
      date: expect.stringMatching(/^\d{4}$/),
      journal: expect.stringMatching(/./),
      otherSections: [],
    });
    expect(read.authors.length).toBeGreaterThan(1);
    expect(problem(readFileSync(`${papers}/${id}/full.md`, 'utf8')).kind).toBe('not-a-card');
  });
});
