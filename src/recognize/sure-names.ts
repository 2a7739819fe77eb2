/**
 * What the tagger has overlooked although its name leaves no doubt.
 *
 * Diseases: MONDO has it as a label or exact synonym, MeSH as a name of a disease, no gene is called so, and it is no ordinary
 * word. Of 4,270 such places in the training texts 4,200 are in a mention by the gold. They are mentions where the tagger has
 * overlooked them ("meconium ileus"); and where it has taken a part for the whole it grows to the name: "migraine" to "migraine
 * with aura". Where a gold mention reaches no further than such a name it is all of it 2,500
 * times and a part of it 26 times. And what the stop list allows: "COVID-19" is younger than all that taggers are trained on.
 *
 * Genes: four capitals and digits or more that are, just so, the official symbol of a human gene, no ordinary word and no
 * disease. Of 4,230 such places in the training texts 4,200 are in a mention; the tagger overlooks them where the text is
 * unlike those, in tables and code.
 */
import { FLAG } from '../lexicon/flags.js';
import { KIND } from '../lexicon/types.js';
import type { DiseaseLookup } from './disease-names.js';
import { isShortForm } from './disease-spelling.js';
import { SCAN } from './found-names.js';
import { placeOf } from './lexicon-matches.js';
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

const DISEASE =
  FLAG.mondoExact | FLAG.mondoOther | FLAG.meshDisease | FLAG.meshSymptom | FLAG.meshRareDisease | FLAG.commonWord;

const SYMBOL = /^\p{Lu}[\p{Lu}\p{N}]{3,}$/u;

/** How sure such a mention is. */
const SCORE = 0.75;

type Lookup = Pick<DiseaseLookup, 'lexicon' | 'stopList'>;

/** All spans, diseases grown where they are a part of a sure name, and sure names where nothing of their type is tagged. */
export function withSureNames(
  spans: readonly TaggedSpan[],
  readings: readonly Reading[],
  lookup: Lookup,
): TaggedSpan[] {
  return [...withSureDiseases(spans, readings, lookup), ...sureGenes(spans, readings, lookup)];
}

function sureGenes(spans: readonly TaggedSpan[], readings: readonly Reading[], { lexicon }: Lookup): TaggedSpan[] {
  const genes = new SpansAt(spans.filter(({ type }) => type !== 'Disease'));
  const added: TaggedSpan[] = [];
  for (const { passage, tokens, names } of readings) {
    names.visit(SCAN.gene, (first, end, handle) => {
      const flags = lexicon.flagsAt(handle);
      if ((flags & FLAG.humanSymbol) === 0 || (flags & DISEASE) !== 0) return;
      const name = { passage, ...placeOf(tokens, first, end) };
      if (!SYMBOL.test(name.text) || genes.some(name)) return;
      const isOfficial = lexicon
        .namesAt(handle, KIND.gene, name.text)
        .some(({ scope, forgiven }) => scope === 'SYMBOL' && forgiven.length === 0);
      if (isOfficial) added.push({ type: 'Gene', ...name, score: SCORE });
    });
  }
  return added;
}

function withSureDiseases(
  spans: readonly TaggedSpan[],
  readings: readonly Reading[],
  { lexicon, stopList }: Lookup,
): TaggedSpan[] {
  const diseases = new SpansAt(spans.filter(({ type }) => type === 'Disease'));
  const added: TaggedSpan[] = [];
  const grown = new Map<TaggedSpan, TaggedSpan>();
  for (const { passage, tokens, names } of readings) {
    names.visit(SCAN.disease, (first, end, handle) => {
      const flags = lexicon.flagsAt(handle);
      if ((flags & FLAG.mondoExact) === 0) return;
      const name = { passage, ...placeOf(tokens, first, end) };
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
