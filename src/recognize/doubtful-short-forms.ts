/** Short capitals of a disease that the paper does not define: tagged as a disease, but which one? */
import { KIND } from '../lexicon/types.js';
import type { ConceptId } from '../model.js';
import { lastAtOrBefore } from '../text/binary-search.js';
import type { PlainMention } from './decide.js';
import type { DiseaseLookup } from './disease-names.js';
import { isShortForm } from './disease-spelling.js';
import type { Reading } from './reading.js';
import { hasCue } from './support.js';

/** Score of those that nothing supports: they stay mentions, for ground to say that they are undefined. */
const UNSUPPORTED = 0.2;

/**
 * Lowers the score of undefined short forms ("ED") unless a cue word stands beside them ("ED patients") or another mention of
 * the paper spells the same disease out ("impotence").
 */
export function doubtShortForms(
  mentions: readonly PlainMention[],
  readings: readonly Reading[],
  lookup: DiseaseLookup,
): PlainMention[] {
  const byPassage = new Map(readings.map((reading) => [reading.passage, reading]));
  const names = new Set<string>();
  for (const { type, text, longForm } of mentions) {
    if (type === 'Disease' && !isShortForm(text)) names.add(longForm ?? text);
  }
  const spelledOut = new Set<ConceptId>([...names].flatMap((name) => conceptsOf(name, lookup)));
  return mentions.map((mention) => {
    if (mention.type !== 'Disease' || mention.longForm !== null || !isShortForm(mention.text)) return mention;
    if (lookup.stopList.ruleFor(mention.text, 'disease') === 'allow') return mention;
    if (conceptsOf(mention.text, lookup).some((id) => spelledOut.has(id))) return mention;
    const reading = byPassage.get(mention.passage);
    if (reading !== undefined && isBesideCue(mention, reading)) return mention;
    return { ...mention, score: Math.min(mention.score, UNSUPPORTED) };
  });
}

function conceptsOf(text: string, { lexicon }: DiseaseLookup): readonly ConceptId[] {
  return lexicon.lookup(text, KIND.disease).map(({ conceptId }) => conceptId);
}

function isBesideCue({ plainStart, plainEnd }: PlainMention, { tokens }: Reading): boolean {
  const first = lastAtOrBefore(tokens.count, (index) => tokens.starts[index] ?? 0, plainStart);
  const end = lastAtOrBefore(tokens.count, (index) => tokens.starts[index] ?? 0, plainEnd - 1) + 1;
  return hasCue(tokens, { first, end }, 'disease');
}
