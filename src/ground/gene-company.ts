/** What the first pass over a paper found, as evidence for the second: which species the genes are of, and which genes. */
import type { ConceptId } from '../model.js';
import type { GeneCandidate } from './gene-candidates.js';
import { COMPANY_START, FEATURES, type GeneFeature, placeOf } from './gene-features.js';
import type { GeneChoice } from './gene-places.js';
import type { Ranker } from './ranker/ranker.js';

export interface Company {
  /** Writes the features of company into a candidate's row. */
  write(row: Float32Array, key: string, gene: GeneCandidate): void;
}

/** What is known in the first pass: nothing. */
export const NO_COMPANY: Company = { write: () => undefined };

/** What one text's mentions were found to mean. */
interface TextAnswers {
  readonly genes: Map<ConceptId, number>;
  readonly taxa: Map<ConceptId, number>;
  readonly symbols: Map<string, number>;
  total: number;
}

export function companyOf(choices: readonly GeneChoice[]): Company {
  const texts = new Map<string, TextAnswers>();
  const all = emptyAnswers();
  for (const choice of choices) {
    const { key } = choice.place.text;
    const answers = texts.get(key) ?? emptyAnswers();
    texts.set(key, answers);
    addChoice(answers, choice);
    addChoice(all, choice);
  }
  return { write: (row, key, gene) => writeCompany(row, gene, { own: texts.get(key) ?? emptyAnswers(), all }) };
}

function emptyAnswers(): TextAnswers {
  return { genes: new Map(), taxa: new Map(), symbols: new Map(), total: 0 };
}

/** Answers count by their probability and, damped, by the number of their mentions. */
function addChoice(answers: TextAnswers, { place, probabilities }: GeneChoice): void {
  const weight = Math.sqrt(place.count);
  const { genes } = place.text.candidates;
  if (genes.length === 0 || weight === 0) return;
  answers.total += weight;
  for (const [index, { concept, taxonId }] of genes.entries()) {
    const probability = (probabilities[index] ?? 0) * weight;
    if (probability < 0.02 * weight) continue;
    add(answers.genes, concept.id, probability);
    add(answers.taxa, taxonId, probability);
    add(answers.symbols, concept.name.toUpperCase(), probability);
  }
}

function add<K>(sums: Map<K, number>, key: K, value: number): void {
  sums.set(key, (sums.get(key) ?? 0) + value);
}

function writeCompany(
  row: Float32Array,
  { concept, taxonId }: GeneCandidate,
  { own, all }: { readonly own: TextAnswers; readonly all: TextAnswers },
): void {
  const set = (feature: GeneFeature, value: number): void => {
    row[placeOf(feature)] = value;
  };
  const others = all.total - own.total;
  if (others > 0) {
    const share = ((all.taxa.get(taxonId) ?? 0) - (own.taxa.get(taxonId) ?? 0)) / others;
    set('company', share);
    set('company main', Number(share > 0.5));
  }
  if (own.total > 0) set('same text', (own.taxa.get(taxonId) ?? 0) / own.total);
  const meant = (all.genes.get(concept.id) ?? 0) - (own.genes.get(concept.id) ?? 0);
  set('other text means it', Math.min(1, meant));
  const symbol = concept.name.toUpperCase();
  const related = (all.symbols.get(symbol) ?? 0) - (own.symbols.get(symbol) ?? 0) - meant;
  set('other text means its ortholog', Math.min(1, Math.max(0, related)));
}

/** What company adds to the score of a candidate. */
export function scoreOfCompany(
  ranker: Ranker,
  company: Company,
  { key, gene }: { readonly key: string; readonly gene: GeneCandidate },
): number {
  if (company === NO_COMPANY) return 0;
  COMPANY_ROW.fill(0, COMPANY_START);
  company.write(COMPANY_ROW, key, gene);
  return ranker.part(COMPANY_ROW.subarray(COMPANY_START), COMPANY_START);
}

/** A row of which only the features of company are used. */
const COMPANY_ROW = new Float32Array(FEATURES.length);
