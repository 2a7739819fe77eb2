import { beforeAll, describe, expect, it } from 'vitest';
import { readLinkingConfig } from '../../pipelines/linking-config.js';
import type { Lexicon } from '../../src/lexicon/types.js';
import { readingOf } from '../../src/recognize/reading.js';
import { likeLongForms } from '../../src/recognize/short-form-votes.js';
import { shortFormUses } from '../../src/recognize/short-forms.js';
import { spreadTagged } from '../../src/recognize/spread-tagged.js';
import { withSureNames } from '../../src/recognize/sure-names.js';
import { withNamed } from '../../src/recognize/tagged-mentions.js';
import type { TaggedSpan } from '../../src/recognize/tagger/tagger.js';
import { tokenize } from '../../src/text/tokens.js';
import { smallLexicon } from '../support/small-linker.js';

const reading = (text: string, passage = 0) => ({ passage, text, tokens: tokenize(text) });

/** The span of the first `words` in a text. */
function tagged(text: string, words: string, type: TaggedSpan['type'] = 'Disease', score = 0.9): TaggedSpan {
  const plainStart = text.indexOf(words);
  return { type, passage: 0, plainStart, plainEnd: plainStart + words.length, text: words, score };
}

const shown = (spans: readonly TaggedSpan[]) =>
  spans.map(({ type, text, plainStart }) => `${type} ${text}@${plainStart}`);

describe('likeLongForms', () => {
  const text = 'Foo bar disease (FBD) is rare. FBD and FBDs.';
  const abbreviation = {
    shortForm: 'FBD',
    longForm: 'Foo bar disease',
    passage: 0,
    shortStart: 17,
    shortEnd: 20,
    longStart: 0,
    longEnd: 15,
  };
  const uses = shortFormUses([reading(text)], [abbreviation]);

  it('gives all uses the type of the long form', () => {
    const spans = likeLongForms([tagged(text, 'Foo bar disease')], uses);
    expect(shown(spans)).toEqual(['Disease Foo bar disease@0', 'Disease FBD@17', 'Disease FBD@31', 'Disease FBDs@39']);
  });

  it('follows the disease at the end of a long form, but not what is in something else', () => {
    const about = (longForm: string, head: string, shortForm: string) => {
      const said = `${longForm} (${shortForm}).`;
      const shortStart = longForm.length + 2;
      const place = { passage: 0, longStart: 0, longEnd: longForm.length, shortStart };
      const form = { ...place, shortForm, longForm, shortEnd: shortStart + shortForm.length };
      return shown(likeLongForms([tagged(said, head)], shortFormUses([reading(said)], [form])));
    };
    expect(about('Dose-limiting toxicities', 'toxicities', 'DLT')).toEqual(['Disease toxicities@14', 'Disease DLT@26']);
    expect(about('Deleted in Colorectal Cancer', 'Colorectal Cancer', 'DCC')).toEqual(['Disease Colorectal Cancer@11']);
  });

  it('leaves uses alone when neither long form nor most uses are tagged', () => {
    expect(shown(likeLongForms([tagged(text, 'FBD')], uses))).toEqual(['Disease FBD@17']);
  });
});

describe('short forms of what only ends in a disease', () => {
  const definition = (text: string, longForm: string, shortForm: string) => ({
    shortForm,
    longForm,
    passage: 0,
    shortStart: text.indexOf(shortForm),
    shortEnd: text.indexOf(shortForm) + shortForm.length,
    longStart: 0,
    longEnd: longForm.length,
  });

  it.each<[text: string, longForm: string, disease: string, shortForm: string, found: boolean]>([
    ['Dose-limiting toxicities (DLT) rose.', 'Dose-limiting toxicities', 'toxicities', 'DLT', true],
    [
      'Deleted in colorectal cancer (DCC) is a gene.',
      'Deleted in colorectal cancer',
      'colorectal cancer',
      'DCC',
      false,
    ],
  ])('%s', (text, longForm, disease, shortForm, found) => {
    const uses = shortFormUses([reading(text)], [definition(text, longForm, shortForm)]);
    const spans = likeLongForms([tagged(text, disease)], uses);
    expect(spans.some((span) => span.text === shortForm)).toBe(found);
  });
});

describe('spreadTagged', () => {
  const text = 'Gout hurts. Gout, gouty; Gout.';

  it('spreads what most places agree on, to whole words only', () => {
    const spans = [tagged(text, 'Gout'), { ...tagged(text, 'Gout'), plainStart: 12, plainEnd: 16 }];
    expect(shown(spreadTagged(spans, [reading(text)]))).toEqual([
      'Disease Gout@0',
      'Disease Gout@12',
      'Disease Gout@25',
    ]);
  });

  it.each([
    ['few places', [tagged(text, 'Gout')]],
    [
      'little confidence',
      [tagged(text, 'Gout', 'Disease', 0.3), { ...tagged(text, 'Gout', 'Disease', 0.3), plainStart: 12, plainEnd: 16 }],
    ],
  ])('does not spread from %s', (_, spans) => {
    expect(spreadTagged(spans, [reading(text)])).toHaveLength(spans.length);
  });

  it('spreads genes in full texts, too', () => {
    const readings = Array.from({ length: 30 }, (_, passage) => reading(text, passage));
    const everywhere = readings.flatMap(({ passage }) =>
      [0, 12].map((plainStart) => ({ ...tagged(text, 'Gout', 'Gene'), passage, plainStart, plainEnd: plainStart + 4 })),
    );
    const first = ({ passage }: { readonly passage: number }) => passage === 0;
    expect(
      spreadTagged(
        everywhere.filter((span) => !first(span)),
        readings,
      ).filter(first),
    ).toHaveLength(3);
  });
});

describe('withNamed', () => {
  const text = 'Severe breast cancer, hepatitis B or hepatitis C, CF and the right atrium (RA).';
  const mention = (
    words: string,
    type: TaggedSpan['type'] = 'Disease',
    score = 0.9,
    longForm: string | null = null,
  ) => ({
    ...tagged(text, words, type, score),
    longForm,
    evidence: 'tagger' as const,
  });

  it.each<[string, ReturnType<typeof mention>[], ReturnType<typeof mention>[], string[]]>([
    ['a span around a name', [mention('Severe breast cancer')], [mention('breast cancer')], ['Severe breast cancer']],
    ['a span that is the name', [mention('CF', 'Disease', 0.1)], [mention('CF')], ['CF']],
    ['a name around a span', [mention('cancer')], [mention('breast cancer')], ['breast cancer']],
    ['a name of the other type', [mention('CF', 'GeneFamily')], [mention('CF')], ['CF']],
    [
      'two names in a span',
      [mention('hepatitis B or hepatitis C')],
      [mention('hepatitis B'), mention('hepatitis C')],
      ['hepatitis B', 'hepatitis C'],
    ],
    ['a sure span without a name', [mention('hepatitis B', 'Disease', 0.5)], [], ['hepatitis B']],
    ['an unsure span without a name', [mention('hepatitis B', 'Disease', 0.4)], [], []],
    ['a short form of nothing that is a mention', [mention('RA', 'Disease', 0.8, 'right atrium')], [], []],
    [
      'a short form of something that is one',
      [mention('right atrium'), mention('RA', 'Disease', 0.8, 'the right atrium')],
      [],
      ['right atrium', 'RA'],
    ],
  ])('%s', (_, spans, names, expected) => {
    const found = withNamed(spans, names).toSorted((a, b) => a.plainStart - b.plainStart);
    expect(found.map((one) => one.text)).toEqual(expected);
  });

  it('keeps the type of the name', () => {
    expect(withNamed([mention('CF', 'GeneFamily')], [mention('CF')])[0]?.type).toBe('Disease');
  });
});

describe('withSureNames', () => {
  const { stopList } = readLinkingConfig();
  let lexicon: Lexicon;
  beforeAll(async () => {
    lexicon = await smallLexicon();
  });

  it.each<[string, string[], string[]]>([
    ['Cystic fibrosis was seen.', [], ['Cystic fibrosis']],
    ['Cystic fibrosis was seen.', ['fibrosis'], ['Cystic fibrosis']],
    ['Severe cystic fibrosis was seen.', ['Severe cystic fibrosis'], ['Severe cystic fibrosis']],
    ['Cystic fibrosis was seen.', ['Cystic', 'fibrosis'], ['Cystic', 'fibrosis']],
    ['CF was seen.', [], []],
    ['Cancer was seen.', [], []], // an ordinary word there
    ['`BRCA1` was lost.', [], ['BRCA1']],
    ['Brca1 and IMPACT.', [], []], // not just so; an ordinary word
    ['', [], []],
  ])('%j with %j tagged', (text, words, expected) => {
    const spans = words.map((word) => tagged(text, word));
    const found = withSureNames(spans, [readingOf(0, text, lexicon)], { lexicon, stopList });
    expect(found.map((span) => span.text)).toEqual(expected);
  });
});
