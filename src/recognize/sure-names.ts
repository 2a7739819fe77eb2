/**
 * Diseases whose names leave no doubt: MONDO has it as a label or exact synonym, MeSH as a name of a disease, no gene is called
 * so, and it is no ordinary word. Of 4,270 such places in the training texts 4,200 are in a mention by the gold. They are
 * mentions where the tagger has overlooked them ("meconium ileus"); and where it has taken a part for the whole it grows to
 * the name: "migraine" to "migraine with aura". Where a gold mention reaches no further than such a name it is all of it 2,500
 * times and a part of it 26 times. And what the stop list allows: "COVID-19" is younger than all that taggers are trained on.
 */
import { FLAG } from '../lexicon/flags.js';
import type { DiseaseLookup } from './disease-names.js';
import { isShortForm } from './disease-spelling.js';
import { SCAN } from './found-names.js';
import type { Reading } from './reading.js';
import { holds, SpansAt } from './spans-at.js';
import type { TaggedSpan } from './tagger/tagger.js';

/** A disease in MeSH: trees C (but for symptoms alone) and F03, or a supplementary record. */
const MESH = FLAG.meshDisease | FLAG.meshRareDisease;

/** What takes the certainty away. */
const DOUBT =
  FLAG.commonWord |
  FLAG.humanSymbol |
  FLAG.humanSynonym |
  FLAG.rodentSymbol |
  FLAG.rodentSynonym |
  FLAG.otherSymbol |
  FLAG.otherSynonym;

/** How sure such a mention is. */
const SCORE = 0.75;

/** All spans, grown where they are a part of a sure name, and such names where no disease is tagged. */
export function withSureNames(
  spans: readonly TaggedSpan[],
  readings: readonly Reading[],
  { lexicon, stopList }: Pick<DiseaseLookup, 'lexicon' | 'stopList'>,
): TaggedSpan[] {
  const diseases = new SpansAt(spans.filter(({ type }) => type === 'Disease'));
  const added: TaggedSpan[] = [];
  const grown = new Map<TaggedSpan, TaggedSpan>();
  for (const { passage, text, tokens, names } of readings) {
    names.visit(SCAN.disease, (first, end, handle) => {
      const flags = lexicon.flagsAt(handle);
      if ((flags & FLAG.mondoExact) === 0) return;
      const [plainStart, plainEnd] = [tokens.starts[first] ?? 0, tokens.ends[end - 1] ?? 0];
      const name = { passage, plainStart, plainEnd, text: text.slice(plainStart, plainEnd) };
      const [span, ...others] = diseases.at(name);
      const isSure = (flags & MESH) !== 0 && (flags & DOUBT) === 0;
      if (span !== undefined) {
        if (isSure && others.length === 0 && holds(name, span)) grown.set(span, { ...span, ...name });
        return;
      }
      if ((isSure && !isShortForm(name.text)) || stopList.ruleFor(name.text, 'disease') === 'allow')
        added.push({ type: 'Disease', ...name, score: SCORE });
    });
  }
  return [...spans.map((span) => grown.get(span) ?? span), ...added];
}
