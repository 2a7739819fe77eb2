import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { createLinker, type Linker } from '../../../pipelines/link-document.js';
import { readLinkingConfig } from '../../../pipelines/linking-config.js';
import { curate } from '../../../src/ground/curation/curate.js';
import { Curation } from '../../../src/ground/curation/curation.js';
import type { Lexicon } from '../../../src/lexicon/types.js';
import { linkText, shown, smallLexicon } from '../../support/small-linker.js';
import { rowsOf } from './rows.js';

let lexicon: Lexicon;

beforeAll(async () => {
  lexicon = await smallLexicon();
});

function linkerWith(lines: readonly string[]): Linker {
  return createLinker(lexicon, readLinkingConfig({ curation: rowsOf(...lines) }));
}

function answers(lines: readonly string[], text: string): string[] {
  return linkText(linkerWith(lines), text).annotations.map(shown);
}

describe('a string that is always linked', () => {
  it.each([
    ['as it is', 'zork disease', 'They had zork disease.', ['zork disease = MONDO:0004992']],
    ['in another case', 'zork disease', 'Zork Disease was seen.', ['Zork Disease = MONDO:0004992']],
    ['with a dash', 'zork disease', 'They had zork-disease.', ['zork-disease = MONDO:0004992']],
    ['in the plural', 'zork disease', 'All zork diseases.', ['zork diseases = MONDO:0004992']],
    ['in the singular', 'zork diseases', 'One zork disease.', ['zork disease = MONDO:0004992']],
    ['with Greek letters', 'zorkin alpha', 'With zorkin-α they.', ['zorkin-α = MONDO:0004992']],
    ['with names of Greek letters', 'zorkin β', 'With zorkin beta they.', ['zorkin beta = MONDO:0004992']],
    ['with accents', 'Zörk', 'In zork they.', ['zork = MONDO:0004992']],
    ['not within a word', 'zork', 'In zorkin and azork and zork2 they.', []],
    ['not over a free dash', 'zork disease', 'In zork – disease they.', []],
    ['not over a full stop', 'zork disease', 'In zork. Disease they.', []],
    ['a symbol in its case only', 'ZRK', 'The zrk and Zrk, and ZRK.', ['ZRK = MONDO:0004992']],
    ['a symbol in its plural', 'ZRK', 'The ZRKs.', ['ZRKs = MONDO:0004992']],
    [
      'a symbol with another dash',
      'ZR-2',
      'The ZR2 and ZR–2 and zr-2.',
      ['ZR2 = MONDO:0004992', 'ZR–2 = MONDO:0004992'],
    ],
    ['a symbol with Greek letters', 'ZRKα', 'The ZRK-alpha.', ['ZRK-alpha = MONDO:0004992']],
    ['everywhere', 'zork', 'A zork, a zork; zork', Array(3).fill('zork = MONDO:0004992')],
  ])('is found %s', (_, text, sentence, expected) => {
    const linked = answers([`always|${text}|MONDO:0004992`], sentence).filter(
      (answer) => !answer.endsWith('no-candidate'),
    );
    expect(linked).toEqual(expected);
  });

  it('is told with reason, author and name, and surely right', () => {
    const [annotation] = linkText(
      linkerWith(['always|zork disease|MONDO:0007254|mice']),
      'Mice had zork diseases.',
    ).annotations;
    expect(annotation?.mention).toMatchObject({
      type: 'Disease',
      text: 'zork diseases',
      evidence: 'curation',
      score: 1,
    });
    expect(annotation?.grounding).toMatchObject({
      links: [
        {
          conceptId: 'MONDO:0007254',
          matchedName: 'zork disease',
          forgiven: ['plural'],
          justification: 'semapv:ManualMappingCuration',
          confidence: 1,
          reason: 'always breast cancer where the paper has "mice"; curated by Ada, 2026-11-27: for a test',
        },
        { conceptId: 'MESH:D001943', justification: 'semapv:MappingChaining', confidence: 0.85 },
      ],
    });
  });

  it.each<[string, string[], string, string[]]>([
    [
      'a mention of its own',
      ['always|breast cancer|MONDO:0008170'],
      'In breast cancer.',
      ['breast cancer = MONDO:0008170+MESH:D010051'],
    ],
    [
      'a mention of the other type',
      ['always|TP53|MONDO:0005070'],
      'Loss of TP53.',
      ['TP53 = MONDO:0005070+MESH:D009369'],
    ],
    [
      'mentions within it',
      ['always|zork breast cancer|MONDO:0008170'],
      'In zork breast cancer.',
      ['zork breast cancer = MONDO:0008170+MESH:D010051'],
    ],
    [
      'a mention that reaches into it',
      ['always|zork breast|MONDO:0008170'],
      'In zork breast cancer.',
      ['zork breast = MONDO:0008170+MESH:D010051'],
    ],
    [
      'one id of each terminology',
      ['always|zork|MESH:D001943', 'always|zork|MONDO:0005070'],
      'A zork.',
      ['zork = MONDO:0005070+MESH:D001943'],
    ],
  ])('stands instead of %s', (_, lines, text, expected) => {
    expect(answers(lines, text)).toEqual(expected);
  });

  it.each<[string, string[], string, string[]]>([
    [
      'that is linked',
      ['always|cancer|MONDO:0008170'],
      'In breast cancer and cancer.',
      ['breast cancer = MONDO:0007254+MESH:D001943', 'cancer = MONDO:0008170+MESH:D010051'],
    ],
    [
      'that is never linked',
      ['always|cancer|MONDO:0008170', 'never|breast cancer'],
      'In breast cancer.',
      ['breast cancer = never-linked'],
    ],
    [
      'that is linked by another row',
      ['always|zork|MONDO:0008170', 'always|great zork|MONDO:0005070'],
      'A great zork.',
      ['great zork = MONDO:0005070+MESH:D009369'],
    ],
    ['that is an organization', ['always|zork|MONDO:0008170'], 'The American Zork Society.', []],
  ])('leaves alone something longer %s', (_, lines, text, expected) => {
    expect(answers(lines, text)).toEqual(expected);
  });

  it('stands instead of something longer without a concept', () => {
    const text = 'Patients with zorkish vasculitis syndrome were treated.';
    expect(answers([], text)).toEqual(['zorkish vasculitis syndrome = no-candidate']);
    expect(answers(['always|zorkish vasculitis|MONDO:0004992'], text)).toEqual(['zorkish vasculitis = MONDO:0004992']);
  });

  it.each<[string, string[], string, string[]]>([
    [
      'with its short form',
      ['always|zork failure|MONDO:0004992'],
      'In zork failure (ZFR), ZFR was. All ZFRs.',
      ['zork failure = MONDO:0004992', 'ZFR = MONDO:0004992', 'ZFR = MONDO:0004992', 'ZFRs = MONDO:0004992'],
    ],
    [
      'with its short form, but for something longer',
      ['always|zork failure|MONDO:0004992', 'always|ZFR grade|MONDO:0005070'],
      'In zork failure (ZFR), ZFR grade was.',
      ['zork failure = MONDO:0004992', 'ZFR = MONDO:0004992', 'ZFR grade = MONDO:0005070+MESH:D009369'],
    ],
    [
      'but for the short form of another row',
      ['always|zork failure|MONDO:0004992', 'never|ZFR'],
      'In zork failure (ZFR).',
      ['zork failure = MONDO:0004992', 'ZFR = never-linked'],
    ],
  ])('is linked %s', (_, lines, text, expected) => {
    expect(answers(lines, text)).toEqual(expected);
  });

  it.each<[string, string, string, number]>([
    ['in the same sentence', 'immune', 'A zork. It was immune.', 1],
    ['in another spelling', 'Immune system', 'A zork in immune-systems.', 1],
    ['not', 'immune', 'A zork. It was autoimmune.', 0],
  ])('with a context that stands there %s', (_, context, text, count) => {
    expect(answers([`always|zork|MONDO:0004992|${context}`], text)).toHaveLength(count);
  });

  it('with a context goes before another without', () => {
    const rows = ['never|zork', 'always|zork|MONDO:0004992|immune', 'always|zork|MONDO:0005070|mice'];
    expect(answers(rows, 'A zork.')).toEqual([]);
    expect(answers(rows, 'An immune zork.')).toEqual(['zork = MONDO:0004992']);
    expect(answers(rows, 'A zork in mice.')).toEqual(['zork = MONDO:0005070+MESH:D009369']);
    expect(answers(rows, 'An immune zork in mice.')).toEqual(['zork = MONDO:0004992']);
  });
});

it('a retired id is linked as its successor, and told', () => {
  const successor = (id: string) => lexicon.concept(id === 'MONDO:0000009' ? 'MONDO:0008170' : id);
  const known = { concept: successor, lookup: lexicon.lookup.bind(lexicon) };
  const paper = new Curation(rowsOf('always|zork|MONDO:0000009'), known).of('A zork.');
  const found = linkText(linkerWith([]), 'A zork.');
  const [annotation] = paper === null ? [] : curate(found, paper).annotations;
  expect(annotation?.grounding).toMatchObject({
    links: [
      {
        conceptId: 'MONDO:0008170',
        reason: expect.stringMatching(/^always ovarian cancer \(successor of MONDO:0000009\); /),
      },
      { conceptId: 'MESH:D010051' },
    ],
  });
});

describe('an added name', () => {
  const ROW = ['add-name|LSD|MONDO:0004992', 'add-name|zork disease|MONDO:0004992', 'add-name|cancer|MONDO:0005044'];

  it.each<[string, string, string[]]>([
    ['is linked where it is none of anything', 'A zork disease.', ['zork disease = MONDO:0004992']],
    ['is linked where nothing told what is meant', 'They took LSD.', ['LSD = MONDO:0004992']],
    [
      'leaves what the paper defines',
      'In lysosomal storage disease (LSD), LSD was.',
      [
        'lysosomal storage disease = MONDO:0002561+MESH:D016464',
        'LSD = MONDO:0002561+MESH:D016464',
        'LSD = MONDO:0002561+MESH:D016464',
      ],
    ],
    ['leaves what the paper defines as something unheard of', 'With lipid solid drops (LSD) and LSD.', []],
    ['leaves what the terminologies have for another', 'In cancer.', ['cancer = MONDO:0004992+MESH:D009369']],
  ])('%s', (_, text, expected) => {
    expect(answers(ROW, text)).toEqual(expected);
  });

  it('of the concept that was found makes that sure', () => {
    const [annotation] = linkText(linkerWith(['add-name|tumour|MONDO:0005070']), 'A tumour grew.').annotations;
    expect(annotation?.grounding).toMatchObject({ links: [{ conceptId: 'MONDO:0005070', confidence: 1 }, {}] });
  });
});

describe('a name that is removed', () => {
  it.each<[string, string[], string, string[]]>([
    [
      'leaves the next best',
      ['remove-name|p53|NCBIGene:22059'],
      'Mice without p53 and Trp53.',
      ['p53 = NCBIGene:7157', 'Trp53 = NCBIGene:22059'],
    ],
    [
      'leaves nothing, where there is nothing else',
      ['remove-name|breast cancer|MONDO:0007254'],
      'In breast cancer.',
      ['breast cancer = no-candidate'],
    ],
    [
      'is one by which other mentions are not meant',
      ['remove-name|cancer|MONDO:0007254'],
      'In breast cancer.',
      ['breast cancer = MONDO:0007254+MESH:D001943'],
    ],
    [
      'is removed for its short form, too',
      ['remove-name|von Hippel-Lindau disease|MONDO:0008667'],
      'In von Hippel-Lindau disease (VHD), VHD.',
      ['von Hippel-Lindau disease = no-candidate', 'VHD = long-form-unknown', 'VHD = long-form-unknown'],
    ],
  ])('%s', (_, lines, text, expected) => {
    expect(answers(lines, text)).toEqual(expected);
  });
});

describe('a string that is never linked', () => {
  it('is NIL for the reason that its curator gave, with what it would have been', () => {
    const [annotation, other] = linkText(linkerWith(['never|p53']), 'Loss of p53, not TP53.').annotations;
    expect(annotation?.grounding).toMatchObject({
      kind: 'nil',
      reason: 'never-linked',
      detail: '"p53" is never linked, curated by Ada, 2026-11-27: for a test',
    });
    expect(annotation?.grounding.kind === 'nil' && annotation.grounding.runnersUp[0]?.conceptId).toBe('NCBIGene:7157');
    expect(other?.grounding.kind).toBe('linked');
  });

  it.each<[string, string[], string, string[]]>([
    [
      'nor is its short form',
      ['never|von Hippel-Lindau disease'],
      'In von Hippel-Lindau disease (VHD), VHD.',
      ['von Hippel-Lindau disease = never-linked', 'VHD = never-linked', 'VHD = never-linked'],
    ],
    [
      'but something longer is',
      ['never|cancer'],
      'In breast cancer and cancer.',
      ['breast cancer = MONDO:0007254+MESH:D001943', 'cancer = never-linked'],
    ],
    ['and makes no mention', ['never|zork'], 'A zork.', []],
    ['only where its context stands', ['never|cancer||mice'], 'In cancer.', ['cancer = MONDO:0004992+MESH:D009369']],
  ])('%s', (_, lines, text, expected) => {
    expect(answers(lines, text)).toEqual(expected);
  });
});

describe('whatever the rows', () => {
  const words = [
    'zork',
    'breast',
    'cancer',
    'TP53',
    'p53',
    'ZRK',
    'disease',
    'of',
    '(ZD)',
    'IL-2',
    'α',
    '–',
    'tumors.',
    'mice',
  ];
  const phrase = (max: number, minLength = 1) =>
    fc.array(fc.constantFrom(...words), { minLength, maxLength: max }).map((some) => some.join(' '));
  const concepts = ['MONDO:0004992', 'MESH:D001943', 'MONDO:0008170', 'NCBIGene:7157'];
  const row = fc
    .tuple(
      fc.constantFrom('always', 'add-name', 'remove-name', 'never'),
      phrase(3),
      fc.constantFrom(...concepts),
      phrase(1),
    )
    .filter(([, text, , context]) => /[a-z0-9α]/i.test(text) && /[a-z0-9α]/i.test(context))
    .map(
      ([action, text, concept, context]) =>
        `${action}|${text}|${action === 'never' ? '' : concept}|${context === 'mice' ? context : ''}`,
    );

  it('mentions stand where their texts are, in order, and a curated one overlaps no other', () => {
    const plain = linkerWith([]);
    let curated = 0;
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 5 }), phrase(40, 20), (lines, text) => {
        const found = linkText(plain, text);
        const clashes: Error[] = [];
        const curation = new Curation(rowsOf(...lines), lexicon, (clash) => clashes.push(clash));
        const paper = curation.of(found.document.markdown);
        if (paper === null) return;
        const { document, annotations } = curate(found, paper);
        const places = annotations.map(({ mention }) => mention);
        for (const { passage, plainStart, plainEnd, start, end, text: said } of places) {
          expect(document.passages[passage]?.text.slice(plainStart, plainEnd)).toBe(said);
          expect(document.markdown.slice(start, end)).toBe(said);
        }
        expect(places.map(({ start }) => start)).toEqual(places.map(({ start }) => start).toSorted((a, b) => a - b));
        for (const { mention, grounding } of annotations) {
          if (grounding.kind === 'nil' || !grounding.links.some(({ confidence }) => confidence === 1)) continue;
          curated++;
          if (mention.evidence !== 'curation') continue;
          const others = places.filter(
            (other) => other !== mention && other.start < mention.end && mention.start < other.end,
          );
          expect(others).toEqual([]);
        }
      }),
      { numRuns: 400 },
    );
    expect(curated).toBeGreaterThan(100);
  });
});
