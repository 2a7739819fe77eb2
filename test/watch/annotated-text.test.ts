import { expect, it } from 'vitest';
import { packAnnotations } from '../../pipelines/annotation-blob.js';
import { readSectionPatterns } from '../../pipelines/linking-config.js';
import { readAnnotatedText } from '../../pipelines/read-annotated-text.js';
import type { Annotation, GroundedDocument } from '../../src/model.js';
import { type AnnotatedText, piecesOf } from '../../src/watch/annotated-text.js';
import { Notes } from '../../src/watch/notes.js';
import { annotatedTextPart } from '../../src/watch/pages/annotated-text-part.js';
import { smallLinker } from '../support/small-linker.js';
import { NO_ORIGIN } from './state-fixture.js';

const SECTIONS = readSectionPatterns();

function annotation(text: string): Annotation {
  const place = { passage: 0, plainStart: 0, plainEnd: 0, start: 0, end: 0 };
  const mention = { type: 'Gene', text, longForm: null, evidence: 'lexicon', score: 1, ...place } as const;
  return { mention, grounding: { kind: 'nil', reason: 'no-candidate', detail: '', runnersUp: [] } };
}

type Placed = readonly [number, number, string];

it.each<[string, string, readonly Placed[], readonly (string | readonly [string, ...string[]])[]]>([
  ['no mention', 'abc', [], ['abc']],
  ['no text', '', [], []],
  [
    'at both ends',
    'abcd',
    [
      [0, 1, 'A'],
      [3, 4, 'D'],
    ],
    [['a', 'A'], 'bc', ['d', 'D']],
  ],
  [
    'side by side',
    'ab',
    [
      [0, 1, 'A'],
      [1, 2, 'B'],
    ],
    [
      ['a', 'A'],
      ['b', 'B'],
    ],
  ],
  [
    'one within another',
    'abcd',
    [
      [1, 2, 'in'],
      [0, 3, 'out'],
    ],
    [['abc', 'out', 'in'], 'd'],
  ],
  [
    'overlapping',
    'abcd',
    [
      [0, 2, 'A'],
      [1, 3, 'B'],
    ],
    [['abc', 'A', 'B'], 'd'],
  ],
  [
    'the same place twice',
    'ab',
    [
      [0, 2, 'A'],
      [0, 2, 'B'],
    ],
    [['ab', 'A', 'B']],
  ],
])('a text is cut at its mentions: %s', (_name, text, placed, expected) => {
  const pieces = piecesOf(
    text,
    placed.map(([start, end, name]) => ({ start, end, annotation: annotation(name) })),
  );
  const shown = pieces.map((piece) =>
    piece.annotations.length === 0 ? piece.text : [piece.text, ...piece.annotations.map(({ mention }) => mention.text)],
  );
  expect(shown).toEqual(expected);
  expect(pieces.map((piece) => piece.text).join('')).toBe(text);
});

const MARKDOWN = `# *BRCA1* in cancer

## Results

Loss of **TP53** &amp; *BRCA1* in breast cancer.

- obesity
- TP53

| gene | what |
|------|---------|
| TP53 | obesity |
`;

async function linked(): Promise<GroundedDocument> {
  const linker = await smallLinker();
  return linker.link({
    paperId: 'PMC:PMC1',
    origin: 'full-text',
    url: null,
    markdown: MARKDOWN,
    sha256: '',
    failure: null,
  });
}

function outline({ blocks }: AnnotatedText): string[] {
  return blocks.map(({ kind, level, cells }) => {
    const texts = cells.map((cell) =>
      cell.map(({ text, annotations }) => (annotations.length > 0 ? `[${text}]` : text)).join(''),
    );
    return `${kind}${level} ${texts.join(' | ')}`;
  });
}

it('a paper reads without its mark-up, mentions in their place, rows of tables together', async () => {
  const text = readAnnotatedText(packAnnotations(await linked(), NO_ORIGIN), SECTIONS);
  expect(outline(text)).toEqual([
    'title0 [BRCA1] in [cancer]',
    'heading2 Results',
    'paragraph0 Loss of [TP53] & [BRCA1] in [breast cancer].',
    'list-item0 [obesity]',
    'list-item0 [TP53]',
    'table-cell0 gene | what',
    'table-cell0 [TP53] | [obesity]',
  ]);
});

it('where the text cannot be read as it was when it was linked, the source is shown with its mentions', async () => {
  const grounded = await linked();
  const annotations = grounded.annotations.map(({ mention, grounding }) => ({
    mention: { ...mention, plainStart: mention.plainStart + 1, plainEnd: mention.plainEnd + 1 },
    grounding,
  }));
  const text = readAnnotatedText(packAnnotations({ ...grounded, annotations }, NO_ORIGIN), SECTIONS);
  expect(outline(text)).toHaveLength(1);
  expect(outline(text)[0]).toContain('Loss of **[TP53]** &amp; *[BRCA1]* in [breast cancer].');
});

it('what mentions mean is told once for each concept, the most frequent first', async () => {
  const notes = new Notes(readAnnotatedText(packAnnotations(await linked(), NO_ORIGIN), SECTIONS));
  const shown = (['gene', 'disease', 'family', 'nil'] as const).map((mark) =>
    notes.groups(mark).map(({ names, conceptIds, count }) => `${names.join('/')} ${conceptIds.join('+')} ${count}`),
  );
  expect(shown).toEqual([
    ['TP53 NCBIGene:7157 3', 'BRCA1 NCBIGene:672 2'],
    [
      'obesity MONDO:0011122+MESH:D009765 2',
      'cancer MONDO:0004992+MESH:D009369 1',
      'breast cancer MONDO:0007254+MESH:D001943 1',
    ],
    [],
    [],
  ]);
});

it('the legend counts mentions and what they mean; unsure ones are told of those with a concept', async () => {
  const grounded = await linked();
  const annotations = grounded.annotations.map(({ mention, grounding }): Annotation => {
    if (mention.text === 'obesity') return { mention, grounding: annotation('').grounding };
    if (mention.text !== 'TP53' || grounding.kind === 'nil') return { mention, grounding };
    const [first, ...others] = grounding.links;
    return { mention, grounding: { ...grounding, links: [{ ...first, confidence: 0.3 }, ...others] } };
  });
  const text = readAnnotatedText(packAnnotations({ ...grounded, annotations }, NO_ORIGIN), SECTIONS);
  const page = String(await annotatedTextPart(text));
  const legend = /<ul class="legend marks">.*?<\/ul>/s.exec(page)?.[0] ?? '';
  expect([...legend.matchAll(/<li>(.*?)<\/li>/gs)].map(([, item = '']) => item.replace(/<[^>]+>/g, ''))).toEqual([
    '5 mentions of 2 genes',
    '2 of 2 diseases',
    '2 without a concept',
    '3 of those with a concept: its probability is below 50 %',
  ]);
});
