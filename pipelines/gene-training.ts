/** Gold documents as examples for the ranker of genes: what its candidates are, and which of them are right. */

import type { Company } from '../src/ground/gene-company.js';
import { TAXON_GROUPS } from '../src/ground/gene-features.js';
import { taxonGroup } from '../src/ground/gene-letters.js';
import type { GenePlace } from '../src/ground/gene-places.js';
import { type GeneKnowledge, GeneRanker } from '../src/ground/gene-ranker.js';
import { hashSymbol } from '../src/ground/gene-rows.js';
import { MemoryBuilder } from '../src/ground/memory-builder.js';
import { PaperGenes } from '../src/ground/paper-genes.js';
import { foldOf, type RankerExample } from '../src/ground/ranker/train-ranker.js';
import { isAbstract } from '../src/ground/species-evidence.js';
import { type TopicWeights, topicClues } from '../src/ground/species-topics.js';
import { trainTopics } from '../src/ground/train-topics.js';
import type { Lexicon } from '../src/lexicon/types.js';
import type { ConceptId, Mention } from '../src/model.js';
import { speciesOf } from '../src/recognize/taxa.js';
import type { MentionAnswer, RankerDocument } from './ranker-documents.js';

/** A mention with its gold, at its place in a paper. */
export interface PlacedMention {
  readonly mention: Mention;
  readonly answer: MentionAnswer;
  readonly place: GenePlace;
}

/** A gold document with its candidates found, under the memory of the other documents. */
export interface TrainingPaper {
  readonly id: string;
  readonly corpus: string;
  readonly genes: PaperGenes;
  readonly ranker: GeneRanker;
  readonly mentions: readonly PlacedMention[];
}

/** Weights that say nothing: for finding candidates only. */
const NO_WEIGHTS = { passes: [], calibration: {}, threshold: 0 };

/** What all documents mean by their names: the gene, and its symbol whatever the species. */
export function rememberGenes(documents: readonly RankerDocument[], lexicon: Lexicon): MemoryBuilder {
  const memory = new MemoryBuilder();
  for (const { id, answers } of documents) {
    for (const [mention, { gold }] of answers) {
      for (const conceptId of gold ?? []) {
        memory.add(id, mention.text, conceptId);
        const concept = lexicon.concept(conceptId);
        if (concept !== null) memory.addHash(id, mention.text, hashSymbol(concept.name));
      }
    }
  }
  return memory;
}

/** Parts that documents are cut into, so that what a text tells of its species is learned from the others. */
const TOPIC_FOLDS = 5;

/** By which texts tell their species: what was learned from all documents, and for each from others than it. */
export interface LearnedTopics {
  readonly all: TopicWeights;
  withoutDocument(id: string): TopicWeights;
}

/** Learns from the abstracts; a full text speaks of everything. */
export function learnTopics(documents: readonly RankerDocument[], lexicon: Lexicon): LearnedTopics {
  const examples = documents.flatMap(({ id, recognized: { document, species }, answers }) => {
    const shares = isAbstract(document) ? sharesOf(answers, lexicon) : null;
    return shares === null ? [] : [{ id, clues: topicClues(document, species), shares }];
  });
  const folds = Array.from({ length: TOPIC_FOLDS }, (_, fold) =>
    trainTopics(examples.filter(({ id }) => foldOf(id, TOPIC_FOLDS) !== fold)),
  );
  const all = trainTopics(examples);
  return { all, withoutDocument: (id) => folds[foldOf(id, TOPIC_FOLDS)] ?? all };
}

/** Shares of the groups of species among the gold genes; null without any. */
function sharesOf(answers: RankerDocument['answers'], lexicon: Lexicon): Float32Array | null {
  const shares = new Float32Array(TAXON_GROUPS.length);
  let total = 0;
  for (const { gold } of answers.values()) {
    for (const id of gold ?? []) {
      const taxonId = lexicon.concept(id)?.taxonId;
      if (taxonId === null || taxonId === undefined) continue;
      const group = TAXON_GROUPS.indexOf(taxonGroup(speciesOf(taxonId)));
      shares[group] = (shares[group] ?? 0) + 1;
      total++;
    }
  }
  return total === 0 ? null : shares.map((share) => share / total);
}

export function trainingPaper(document: RankerDocument, lexicon: Lexicon, known: GeneKnowledge): TrainingPaper {
  const ranker = new GeneRanker(NO_WEIGHTS, known);
  const genes = new PaperGenes(document.recognized, { lexicon, ranker });
  const mentions = [...document.answers].map(([mention, answer]) => ({
    mention,
    answer,
    place: genes.placeOf(mention),
  }));
  return { id: document.id, corpus: document.corpus, genes, ranker, mentions };
}

/** A full text has as many examples as fifty abstracts, many of them alike. */
const FULL_TEXT_WEIGHT = 0.6;

/** One example for each place and gold; it counts by the number of its mentions, damped. */
export function examplesOf(paper: TrainingPaper, company: Company): RankerExample[] {
  const groups = new Map<string, { place: GenePlace; gold: readonly ConceptId[]; count: number }>();
  const places = new Map(paper.genes.places.map((place, index) => [place, index]));
  for (const { place, answer } of paper.mentions) {
    if (answer.gold === null || answer.gold.length === 0) continue;
    const key = `${places.get(place)}\t${answer.gold.toSorted().join()}`;
    const group = groups.get(key) ?? { place, gold: answer.gold, count: 0 };
    group.count++;
    groups.set(key, group);
  }
  return [...groups.values()].flatMap(({ place, gold, count }) => {
    const right = Uint8Array.from(place.text.candidates.genes, ({ concept }) => Number(gold.includes(concept.id)));
    if (!right.includes(1) || !right.includes(0)) return [];
    const values = paper.genes.rowsOf(place, company).slice();
    const weight = Math.sqrt(count) * (paper.genes.species.isFullText ? FULL_TEXT_WEIGHT : 1);
    return [{ document: paper.id, values, right, weight }];
  });
}

/** How often the right gene is among the candidates of gold mentions whose gene the lexicon has. */
export function coverage(papers: readonly TrainingPaper[], lexicon: Lexicon): { mentions: number; covered: number } {
  let [mentions, covered] = [0, 0];
  for (const { answer, place } of papers.flatMap((paper) => paper.mentions)) {
    const gold = (answer.gold ?? []).filter((id) => lexicon.concept(id) !== null);
    if (gold.length === 0) continue;
    mentions++;
    if (place.text.candidates.genes.some(({ concept }) => gold.includes(concept.id))) covered++;
  }
  return { mentions, covered };
}
