/** Features of a species at a place of the paper, shared by all candidates of that species. */
import type { ConceptId } from '../model.js';
import { DEFAULT_TAXA } from '../recognize/taxa.js';
import { FEATURES, GENE_FEATURE_COUNT, type GeneFeature, placeOf, type TaxonGroup } from './gene-features.js';
import { letterCase, taxonGroup } from './gene-letters.js';
import type { NearSpecies, SpeciesEvidence } from './species-evidence.js';
import type { SpeciesTopics } from './species-topics.js';

/** How often a species stands near the mentions of one text, as shares of these mentions. */
export interface TextSpecies {
  readonly inSentence: ReadonlyMap<ConceptId, number>;
  readonly adjacent: ReadonlyMap<ConceptId, number>;
}

/** Where a species is asked for. */
export interface SpeciesPlace {
  readonly text: string;
  readonly near: NearSpecies;
  readonly ofText: TextSpecies;
  readonly evidence: SpeciesEvidence;
  readonly topics: SpeciesTopics;
  /** Shares of the paper's gene symbols that are spelled so. */
  readonly cases: SharedCases;
}

export type SharedCases = Readonly<Record<'capitals' | 'capitalized' | 'lower', number>>;

/** Shares of spellings among gene mentions; phrases are no symbols. */
export function sharedCases(texts: Iterable<string>): SharedCases {
  const counts = { capitals: 0, capitalized: 0, lower: 0 };
  let symbols = 1; // one more than there are: a single symbol says little
  for (const text of texts) {
    const letters = letterCase(text);
    if (letters === 'phrase') continue;
    symbols++;
    if (letters !== 'mixed') counts[letters]++;
  }
  const { capitals, capitalized, lower } = counts;
  return { capitals: capitals / symbols, capitalized: capitalized / symbols, lower: lower / symbols };
}

/** Values of all features behind those of the genes, those of company still 0. */
export function speciesFeatures(taxon: ConceptId, place: SpeciesPlace): Float32Array {
  const values = new Float32Array(FEATURES.length - GENE_FEATURE_COUNT);
  const set = (feature: GeneFeature, value: number | boolean): void => {
    values[placeOf(feature) - GENE_FEATURE_COUNT] = Number(value);
  };
  const group = taxonGroup(taxon);
  set(`is ${group}`, 1);
  set(`${letterCase(place.text)} ${group}`, 1);
  const topic = place.topics.get(group) ?? 0;
  set('topic', topic);
  set('topic of little named', topic * littleNamed(place.evidence));
  setLittleNamed(set, group, place);
  setPaper(set, taxon, place);
  setNear(set, taxon, place);
  return values;
}

/** 1 where man, mouse and rat are not named, ever less the more they are. */
function littleNamed({ counts }: SpeciesEvidence): number {
  return 1 / (1 + DEFAULT_TAXA.reduce((sum, taxon) => sum + (counts.get(taxon) ?? 0), 0));
}

function setLittleNamed(set: Set, group: TaxonGroup, { evidence, cases }: SpeciesPlace): void {
  if (group !== 'human' && group !== 'mouse' && group !== 'rat') return;
  const little = littleNamed(evidence);
  set(`little named ${group}`, little);
  set(`little named capitals ${group}`, little * cases.capitals);
  set(`little named capitalized ${group}`, little * cases.capitalized);
  set(`little named lower ${group}`, little * cases.lower);
}

type Set = (feature: GeneFeature, value: number | boolean) => void;

function setPaper(set: Set, taxon: ConceptId, { evidence }: SpeciesPlace): void {
  const named = evidence.counts.get(taxon) ?? 0;
  const none = evidence.main === null;
  set('named', named > 0);
  set('not named but others', named === 0 && !none);
  set('only one named', named > 0 && evidence.counts.size === 1);
  set('main', evidence.main === taxon);
  set('share', evidence.share.get(taxon) ?? 0);
  set('title', evidence.title.has(taxon));
  set('log mentions', Math.log1p(named));
}

function setNear(set: Set, taxon: ConceptId, { near, ofText }: SpeciesPlace): void {
  set('directly before', near.direct === taxon);
  set('adjacent before', near.adjacent === taxon);
  set('adjacent after', near.follows === taxon);
  set('last before', near.before === taxon);
  set('next after', near.next === taxon);
  const isIn = near.taxa.includes(taxon);
  set('in sentence', isIn ? 1 / near.taxa.length : 0);
  set('alone in sentence', isIn && near.taxa.length === 1);
  set('in sentence before', near.earlier.includes(taxon) ? 1 / near.earlier.length : 0);
  set('in passage above', near.above.includes(taxon) ? 1 / near.above.length : 0);
  set('passage share', near.passageShare.get(taxon) ?? 0);
  set('text in sentence', ofText.inSentence.get(taxon) ?? 0);
  set('text adjacent', ofText.adjacent.get(taxon) ?? 0);
}
