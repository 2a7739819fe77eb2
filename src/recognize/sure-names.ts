/**
 * Diseases that the tagger has overlooked although their names leave no doubt: two words or more that both terminologies
 * have as the name of a disease. Of 20 such places of the dev texts that no tagged mention touches 15 are mentions by the
 * gold, in papers 9 of 9 ("meconium ileus", "refractive errors"). And what the stop list allows: "COVID-19" is younger than
 * all that taggers are trained on.
 */
import { FLAG } from '../lexicon/flags.js';
import type { DiseaseLookup } from './disease-names.js';
import { SCAN } from './found-names.js';
import { groupBy } from './group-by.js';
import type { Reading } from './reading.js';
import type { TaggedSpan } from './tagger/tagger.js';

/** Name of both: label or exact synonym in MONDO; trees C (but for symptoms alone) and F03 in MeSH. */
const BOTH = FLAG.mondoExact | FLAG.meshDisease;

/** How sure such a mention is. */
const SCORE = 0.75;

/** Letters of both words of a name: "type 2", "stage IV" are written like one. */
const WORDS = /\p{L}{4,}[\s-]+(?:\p{L}+[\s-]+)*\p{L}{4,}/u;

/** All spans, and such names where no disease is tagged. */
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
  for (const { passage, text, tokens, names } of readings) {
    const taken = diseases.get(passage) ?? [];
    names.visit(SCAN.disease, (first, end, handle) => {
      if (end - first < 2) return;
      const flags = lexicon.flagsAt(handle);
      const isOfBoth = (flags & BOTH) === BOTH && (flags & FLAG.commonWord) === 0;
      if (!isOfBoth && (flags & FLAG.mondoExact) === 0) return;
      const [plainStart, plainEnd] = [tokens.starts[first] ?? 0, tokens.ends[end - 1] ?? 0];
      if (taken.some((other) => other.plainStart < plainEnd && plainStart < other.plainEnd)) return;
      const name = text.slice(plainStart, plainEnd);
      const isSure = isOfBoth ? WORDS.test(name) : stopList.ruleFor(name, 'disease') === 'allow';
      if (isSure) added.push({ type: 'Disease', passage, plainStart, plainEnd, text: name, score: SCORE });
    });
  }
  return [...spans, ...added];
}
