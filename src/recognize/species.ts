/** Species spoken of: everyday words and strains from the list, and the names of the taxonomy. */
import { KIND, type Lexicon } from '../lexicon/types.js';
import type { SpeciesMention } from '../model.js';
import { SCAN } from './found-names.js';
import { placeOf } from './lexicon-matches.js';
import { shapeOf } from './name-shape.js';
import type { Reading } from './reading.js';
import type { SpeciesWords } from './species-words.js';

/** Species mentions of one passage in the order of the text. Where a listed word and a taxon name overlap, the word holds. */
export function speciesIn(reading: Reading, lexicon: Lexicon, words: SpeciesWords): readonly SpeciesMention[] {
  const listed = listedIn(reading, words);
  const taken = [...listed.found, ...listed.none];
  const named = taxaIn(reading, lexicon).filter(
    (taxon) => !taken.some((word) => word.plainStart < taxon.plainEnd && taxon.plainStart < word.plainEnd),
  );
  return [...listed.found, ...named].sort((a, b) => a.plainStart - b.plainStart);
}

interface Place {
  readonly plainStart: number;
  readonly plainEnd: number;
}

function listedIn(reading: Reading, words: SpeciesWords): { found: SpeciesMention[]; none: Place[] } {
  const found: SpeciesMention[] = [];
  const none: Place[] = [];
  words.scan(reading.text, (plainStart, plainEnd, taxonId) => {
    if (taxonId === null || isTarget(reading.text, plainStart)) none.push({ plainStart, plainEnd });
    else {
      const text = reading.text.slice(plainStart, plainEnd);
      found.push({ taxonId, passage: reading.passage, plainStart, plainEnd, text });
    }
  });
  return { found, none };
}

/** What an antibody is against ("anti-mouse") is no species of the paper. */
function isTarget(text: string, start: number): boolean {
  return /anti[-‐– ]$/i.test(text.slice(Math.max(0, start - 5), start));
}

function taxaIn(reading: Reading, lexicon: Lexicon): SpeciesMention[] {
  const found: SpeciesMention[] = [];
  const { tokens } = reading;
  reading.names.visit(SCAN.taxon, (first, end, handle) => {
    const place = placeOf(tokens, first, end);
    if (!isTaxonName(place.text)) return;
    const name = lexicon.namesAt(handle, KIND.taxon, place.text)[0];
    if (name === undefined || name.commonWord) return;
    found.push({ taxonId: name.conceptId, passage: reading.passage, ...place });
  });
  return found;
}

/** Names of one word are genera and the like, written with a capital; shorter ones are something else ("Cis", "Ia"). */
function isTaxonName(text: string): boolean {
  return shapeOf(text) === 'phrase' || /^\p{Lu}\p{Ll}{4,}$/u.test(text);
}
