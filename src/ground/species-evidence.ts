/** What a paper says of species: how much of it is about each, and which stand around a mention. */
import type { ConceptId, Document, Mention, SpeciesMention } from '../model.js';
import { speciesOf } from '../recognize/taxa.js';
import { lastAtOrBefore } from '../text/binary-search.js';
import { groupBy } from '../text/group-by.js';

export interface SpeciesEvidence {
  /** Share of the paper's species words that speak of a taxon, 0..1, words of the title counted three times. */
  readonly share: ReadonlyMap<ConceptId, number>;
  /** Number of words that speak of a taxon. */
  readonly counts: ReadonlyMap<ConceptId, number>;
  /** The taxon with the greatest share, the first by its id among equals; null where none is named. */
  readonly main: ConceptId | null;
  /** Whether the paper is more than title and abstract. */
  readonly isFullText: boolean;
  /** Taxa named in the title. */
  readonly title: ReadonlySet<ConceptId>;
  /** Taxa around a mention. */
  near(mention: Mention): NearSpecies;
}

export interface NearSpecies {
  /** The taxon named by the very word before the mention, or by its own first word, else null. */
  readonly direct: ConceptId | null;
  /** The taxon named right before the mention ("human TP53", "mouse and rat Trp53"), and right behind, else null. */
  readonly adjacent: ConceptId | null;
  readonly follows: ConceptId | null;
  /** The last taxon named before the mention in its sentence, and the next one behind it, else null. */
  readonly before: ConceptId | null;
  readonly next: ConceptId | null;
  /** All taxa named in the sentence, sorted. */
  readonly taxa: readonly ConceptId[];
  /** All taxa of the nearest sentence before in the same passage that names one; empty when its own sentence does. */
  readonly earlier: readonly ConceptId[];
  /** Where neither its sentence nor one before in the passage names any: taxa of the nearest passage above that does. */
  readonly above: readonly ConceptId[];
  /** Share of the passage's species words that speak of a taxon, and the same as a text to compare. */
  readonly passageShare: ReadonlyMap<ConceptId, number>;
  readonly passageKey: string;
}

const TITLE_WEIGHT = 3;

/** Abstracts with headings have up to a dozen passages. */
const MOST_PASSAGES_OF_ABSTRACT = 20;

/** Plain UTF-16 units between a species word and a mention that it still belongs to: "human or mouse TP53". */
const ADJACENT_REACH = 12;

/** What is said of species in one passage. */
interface PassageSpecies {
  /** In the order of the text. */
  readonly mentions: readonly SpeciesMention[];
  /** Number of the sentence of each. */
  readonly sentences: readonly number[];
  readonly share: ReadonlyMap<ConceptId, number>;
  readonly shareKey: string;
}

export function speciesEvidence(document: Document, species: readonly SpeciesMention[]): SpeciesEvidence {
  const groups = groupBy(species, ({ passage }) => passage);
  const byPassage = new Map([...groups].map(([passage, mentions]) => [passage, readPassage(document, mentions)]));
  const above = taxaAbove(document, groups);
  const counts = countsOf(species);
  const weighted = countsOf(species, ({ passage }) => (isTitle(document, passage) ? TITLE_WEIGHT : 1));
  const share = sharesOf(weighted);
  const main = [...share].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))[0]?.[0] ?? null;
  const inTitle = species.filter(({ passage }) => isTitle(document, passage));
  return {
    share,
    counts,
    main,
    isFullText: !isAbstract(document),
    title: new Set(inTitle.map(({ taxonId }) => speciesOf(taxonId))),
    near: (mention) => {
      const near = nearSpecies(document, mention, byPassage.get(mention.passage));
      const isNamed = near.taxa.length > 0 || near.earlier.length > 0;
      return isNamed ? near : { ...near, above: above[mention.passage] ?? [] };
    },
  };
}

/** The evidence beside the genes that the paper's mentions may be. */
export interface PaperSpecies extends SpeciesEvidence {
  /** Share of the paper's species words that speak of model organisms of which no candidate is: its genes may be theirs. */
  readonly lacking: number;
}

/** Whether a document is no more than title and abstract. */
export function isAbstract({ passages }: Document): boolean {
  return passages.length <= MOST_PASSAGES_OF_ABSTRACT;
}

function readPassage(document: Document, mentions: readonly SpeciesMention[]): PassageSpecies {
  const sentences = mentions.map(({ passage, plainStart }) => sentenceAt(document, passage, plainStart));
  const share = sharesOf(countsOf(mentions));
  const shareKey = [...share].map(([taxon, part]) => `${taxon}=${part}`).sort();
  return { mentions, sentences, share, shareKey: shareKey.join(' ') };
}

/** For each passage the taxa of the nearest one above that names any; none for the first. */
function taxaAbove(
  { passages }: Document,
  groups: ReadonlyMap<number, readonly SpeciesMention[]>,
): readonly (readonly ConceptId[])[] {
  let last: readonly ConceptId[] = [];
  return passages.map((_, passage) => {
    const above = last;
    const named = groups.get(passage);
    if (named !== undefined) last = taxaOf(named);
    return above;
  });
}

function taxaOf(mentions: readonly SpeciesMention[]): readonly ConceptId[] {
  return [...new Set(mentions.map(({ taxonId }) => speciesOf(taxonId)))].sort();
}

function countsOf(
  species: readonly SpeciesMention[],
  weightOf: (mention: SpeciesMention) => number = () => 1,
): Map<ConceptId, number> {
  const counts = new Map<ConceptId, number>();
  for (const mention of species) {
    const taxon = speciesOf(mention.taxonId);
    counts.set(taxon, (counts.get(taxon) ?? 0) + weightOf(mention));
  }
  return counts;
}

function sharesOf(counts: ReadonlyMap<ConceptId, number>): Map<ConceptId, number> {
  let total = 0;
  for (const count of counts.values()) total += count;
  return new Map([...counts].map(([taxon, count]) => [taxon, count / total]));
}

function isTitle(document: Document, passage: number): boolean {
  return document.passages[passage]?.kind === 'title';
}

/** Number of the sentence that an offset stands in. */
function sentenceAt(document: Document, passage: number, offset: number): number {
  const sentences = document.passages[passage]?.sentences ?? new Int32Array(0);
  return lastAtOrBefore(sentences.length / 2, (index) => sentences[index * 2] ?? 0, offset);
}

function nearSpecies(document: Document, mention: Mention, said: PassageSpecies | undefined): NearSpecies {
  const { passage } = mention;
  if (said === undefined) return NOTHING_NEAR;
  const sentence = sentenceAt(document, passage, mention.plainStart);
  const inSentence = said.mentions.filter((_, index) => said.sentences[index] === sentence);
  // "mouse Pch2" may be one mention: what it begins with is right before the name.
  const last = inSentence.findLast(({ plainEnd }) => plainEnd < mention.plainEnd);
  const first = inSentence.find(({ plainStart }) => plainStart >= mention.plainEnd);
  const [before, next] = [taxonOf(last), taxonOf(first)];
  const isAdjacent = last !== undefined && mention.plainStart - last.plainEnd <= ADJACENT_REACH;
  const isFollowed = first !== undefined && first.plainStart - mention.plainEnd <= ADJACENT_REACH;
  return {
    direct: last !== undefined && mention.plainStart - last.plainEnd <= 1 ? before : null,
    adjacent: isAdjacent ? before : null,
    follows: isFollowed ? next : null,
    before,
    next,
    taxa: taxaOf(inSentence),
    earlier: inSentence.length > 0 ? [] : taxaOf(lastSentence(said, sentence)),
    above: [],
    passageShare: said.share,
    passageKey: said.shareKey,
  };
}

function taxonOf(mention: SpeciesMention | undefined): ConceptId | null {
  return mention === undefined ? null : speciesOf(mention.taxonId);
}

/** Species mentions of the last sentence before one. */
function lastSentence({ mentions, sentences }: PassageSpecies, sentence: number): readonly SpeciesMention[] {
  const last = sentences.findLast((number) => number < sentence);
  return mentions.filter((_, index) => sentences[index] === last);
}

/** Where nothing is said of species. */
export const NOTHING_NEAR: NearSpecies = {
  direct: null,
  adjacent: null,
  follows: null,
  before: null,
  next: null,
  taxa: [],
  earlier: [],
  above: [],
  passageShare: new Map(),
  passageKey: '',
};
