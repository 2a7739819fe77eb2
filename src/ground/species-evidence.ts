/** What a paper says of species: how much of it is about each, and which stand in the sentence of a mention. */
import type { ConceptId, Document, Mention, SpeciesMention } from '../model.js';
import { speciesOf } from '../recognize/taxa.js';

export interface SpeciesEvidence {
  /** Share of the paper's species words that speak of a taxon, 0..1, words of the title counted three times. */
  readonly share: ReadonlyMap<ConceptId, number>;
  /** Taxa in the sentence of a mention. */
  near(mention: Mention): NearSpecies;
}

export interface NearSpecies {
  /** The taxon named right before the mention ("human TP53", "mouse and rat Trp53"), else null. */
  readonly adjacent: ConceptId | null;
  /** The last taxon named before the mention in its sentence, else null. */
  readonly before: ConceptId | null;
  /** All taxa named in the sentence, sorted. */
  readonly taxa: readonly ConceptId[];
}

const TITLE_WEIGHT = 3;

/** Plain UTF-16 units between a species word and a mention that it still belongs to: "human or mouse TP53". */
const ADJACENT_REACH = 12;

export function speciesEvidence(document: Document, species: readonly SpeciesMention[]): SpeciesEvidence {
  const byPassage = new Map<number, SpeciesMention[]>();
  for (const mention of species) byPassage.set(mention.passage, [...(byPassage.get(mention.passage) ?? []), mention]);
  return {
    share: sharesOf(document, species),
    near: (mention) => nearSpecies(mention, inSentence(document, mention, byPassage.get(mention.passage) ?? [])),
  };
}

function sharesOf(document: Document, species: readonly SpeciesMention[]): Map<ConceptId, number> {
  const counts = new Map<ConceptId, number>();
  let total = 0;
  for (const { taxonId, passage } of species) {
    const weight = isTitle(document, passage) ? TITLE_WEIGHT : 1;
    const taxon = speciesOf(taxonId);
    counts.set(taxon, (counts.get(taxon) ?? 0) + weight);
    total += weight;
  }
  return new Map([...counts].map(([taxon, count]) => [taxon, count / total]));
}

function isTitle(document: Document, passage: number): boolean {
  return document.passages[passage]?.kind === 'title';
}

function inSentence(document: Document, mention: Mention, species: readonly SpeciesMention[]): SpeciesMention[] {
  const [start, end] = sentenceAround(document.passages[mention.passage]?.sentences, mention.plainStart);
  return species.filter((other) => other.plainStart >= start && other.plainStart < end);
}

/** `[start, end)` of the sentence around an offset; the whole passage when there is none. */
function sentenceAround(sentences: Int32Array | undefined, offset: number): [number, number] {
  for (let i = 0; sentences !== undefined && i + 1 < sentences.length; i += 2) {
    const [start = 0, end = 0] = [sentences[i], sentences[i + 1]];
    if (offset >= start && offset < end) return [start, end];
  }
  return [0, Number.POSITIVE_INFINITY];
}

function nearSpecies(mention: Mention, species: readonly SpeciesMention[]): NearSpecies {
  const last = species.findLast((other) => other.plainEnd <= mention.plainStart);
  const before = last === undefined ? null : speciesOf(last.taxonId);
  const isAdjacent = last !== undefined && mention.plainStart - last.plainEnd <= ADJACENT_REACH;
  const taxa = [...new Set(species.map(({ taxonId }) => speciesOf(taxonId)))].sort();
  return { adjacent: isAdjacent ? before : null, before, taxa };
}
