/**
 * Diseases that the tagger has overlooked although their names leave no doubt: two words or more that both terminologies
 * have as the name of a disease. Of 20 such places of the dev texts that no tagged mention touches 15 are mentions by the
 * gold, in papers 9 of 9 ("meconium ileus", "refractive errors"). And what the stop list allows: "COVID-19" is younger than
 * all that taggers are trained on.
 *
 * And parts of a name of both that the tagger has taken for the whole: "migraine" grows to "migraine with aura". Where a gold
 * mention of the training texts reaches no further than such a name it is all of it 2,500 times and a part of it 26 times; in
 * the dev texts the whole is right at 17 of 18 places.
 */
import { FLAG } from '../lexicon/flags.js';
import type { DiseaseLookup } from './disease-names.js';
import { SCAN } from './found-names.js';
import { groupBy } from './group-by.js';
import type { Reading } from './reading.js';
import type { TaggedSpan } from './tagger/tagger.js';

/** A disease in MeSH: trees C (but for symptoms alone) and F03, or a supplementary record. A name of both has MONDO's flag, too. */
const MESH = FLAG.meshDisease | FLAG.meshRareDisease;

/** How sure such a mention is. */
const SCORE = 0.75;

/** Letters of both words of a name: "type 2", "stage IV" are written like one. */
const WORDS = /\p{L}{4,}[\s-]+(?:\p{L}+[\s-]+)*\p{L}{4,}/u;

/** All spans, grown where they are a part of a sure name, and such names where no disease is tagged. */
export function withSureNames(
  spans: readonly TaggedSpan[],
  readings: readonly Reading[],
  { lexicon, stopList }: Pick<DiseaseLookup, 'lexicon' | 'stopList'>,
): TaggedSpan[] {
  const diseases = groupBy(
    spans.filter(({ type }) => type === 'Disease'),
    ({ passage }) => passage,
  );
  const added: TaggedSpan[] = [];
  const grown = new Map<TaggedSpan, TaggedSpan>();
  for (const { passage, text, tokens, names } of readings) {
    const tagged = diseases.get(passage) ?? [];
    names.visit(SCAN.disease, (first, end, handle) => {
      if (end - first < 2) return;
      const flags = lexicon.flagsAt(handle);
      if ((flags & FLAG.mondoExact) === 0) return;
      const [plainStart, plainEnd] = [tokens.starts[first] ?? 0, tokens.ends[end - 1] ?? 0];
      const [span, ...others] = tagged.filter((other) => other.plainStart < plainEnd && plainStart < other.plainEnd);
      const name = { plainStart, plainEnd, text: text.slice(plainStart, plainEnd) };
      const isOfBoth = (flags & MESH) !== 0 && (flags & FLAG.commonWord) === 0;
      if (span !== undefined) {
        if (isOfBoth && others.length === 0 && holds(name, span)) grown.set(span, { ...span, ...name });
        return;
      }
      const isPlain = isOfBoth && (flags & FLAG.meshDisease) !== 0;
      const isSure = isPlain ? WORDS.test(name.text) : stopList.ruleFor(name.text, 'disease') === 'allow';
      if (isSure) added.push({ type: 'Disease', passage, ...name, score: SCORE });
    });
  }
  return [...spans.map((span) => grown.get(span) ?? span), ...added];
}

function holds(a: Placed, b: Placed): boolean {
  return a.plainStart <= b.plainStart && b.plainEnd <= a.plainEnd;
}

type Placed = Pick<TaggedSpan, 'plainStart' | 'plainEnd'>;
