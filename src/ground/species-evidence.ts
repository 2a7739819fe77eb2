/** What a paper says of species: how much of it is about each, and which stand in the sentence of a mention. */
import type { ConceptId, Document, Mention, SpeciesMention } from '../model.js';
import { lastAtOrBefore } from '../recognize/binary-search.js';
import { groupBy } from '../recognize/group-by.js';
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

/** What is said of species in one sentence. */
interface SentenceSpecies {
  /** In the order of the text. */
  readonly mentions: readonly SpeciesMention[];
  readonly taxa: readonly ConceptId[];
}

export function speciesEvidence(document: Document, species: readonly SpeciesMention[]): SpeciesEvidence {
  const groups = groupBy(species, ({ passage, plainStart }) => sentenceKey(document, passage, plainStart));
  const bySentence = new Map([...groups].map(([key, mentions]) => [key, { mentions, taxa: taxaOf(mentions) }]));
  return {
    share: sharesOf(document, species),
    near: (mention) => nearSpecies(mention, bySentence.get(sentenceKey(document, mention.passage, mention.plainStart))),
  };
}

function taxaOf(mentions: readonly SpeciesMention[]): readonly ConceptId[] {
  return [...new Set(mentions.map(({ taxonId }) => speciesOf(taxonId)))].sort();
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

/** Passage and number of the sentence that an offset stands in. */
function sentenceKey(document: Document, passage: number, offset: number): string {
  const sentences = document.passages[passage]?.sentences ?? new Int32Array(0);
  const sentence = lastAtOrBefore(sentences.length / 2, (index) => sentences[index * 2] ?? 0, offset);
  return `${passage}:${sentence}`;
}

function nearSpecies(mention: Mention, sentence: SentenceSpecies | undefined): NearSpecies {
  if (sentence === undefined) return { adjacent: null, before: null, taxa: [] };
  const { mentions, taxa } = sentence;
  const last = mentions[lastAtOrBefore(mentions.length, (i) => mentions[i]?.plainEnd ?? 0, mention.plainStart)];
  const before = last === undefined ? null : speciesOf(last.taxonId);
  const isAdjacent = last !== undefined && mention.plainStart - last.plainEnd <= ADJACENT_REACH;
  return { adjacent: isAdjacent ? before : null, before, taxa };
}
