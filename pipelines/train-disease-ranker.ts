/** Gold in, the rankers of diseases and what they remember of names out: one ranker for MONDO, one for MeSH. */
import { prefixOf } from '../src/curie.js';
import { DISEASE_FEATURES, diseaseFeatures } from '../src/ground/disease-features.js';
import { createDiseaseGrounder, type DiseaseGrounder } from '../src/ground/disease-grounder.js';
import { DiseaseIndex } from '../src/ground/disease-index.js';
import { nameOfConcept } from '../src/ground/disease-memory.js';
import { type NameMemory, NO_MEMORY } from '../src/ground/memory.js';
import { MemoryBuilder } from '../src/ground/memory-builder.js';
import { PaperDiseases } from '../src/ground/paper-diseases.js';
import type { RankerExample } from '../src/ground/ranker/train-ranker.js';
import type { Lexicon } from '../src/lexicon/types.js';
import type { ConceptId, Mention, RecognizedDocument } from '../src/model.js';
import { DiseaseStems } from '../src/recognize/disease-stems.js';
import type { LinkingConfig } from './linking-config.js';
import type { MentionAnswer, RankerDocument } from './ranker-documents.js';

/** Names with the concept that they mean, without a text around them. */
export interface NamedGold {
  readonly document: string;
  readonly name: string;
  readonly conceptId: ConceptId;
}

/** A distinct text of a document that the gold gives one concept, as the ranker of one terminology sees it. */
export interface DiseaseExample extends RankerExample {
  readonly corpus: string;
  readonly prefix: string;
  readonly text: string;
  /** Concepts of the rows; the last row is "none of them". */
  readonly concepts: readonly ConceptId[];
  readonly gold: readonly ConceptId[];
}

export interface DiseaseTrainingOptions {
  readonly lexicon: Lexicon;
  readonly lists: Omit<LinkingConfig, 'sections' | 'hash'>;
  readonly documents: readonly RankerDocument[];
  readonly named: readonly NamedGold[];
}

/** Remembers what each distinct text of the documents means; texts with several concepts are left out. */
export function buildDiseaseMemory({ documents, named, lexicon }: DiseaseTrainingOptions): MemoryBuilder {
  const builder = new MemoryBuilder();
  const add = (document: string, name: string, id: ConceptId): void => {
    builder.add(document, name, id);
    builder.add(document, nameOfConcept(id), id);
  };
  for (const { id, answers } of documents) {
    for (const [mention, { gold }] of answers) {
      const [concept, ...others] = currentIds(gold ?? [], lexicon);
      if (concept === undefined || others.length > 0) continue;
      add(id, mention.text, concept);
      if (mention.longForm !== null) add(id, mention.longForm, concept);
    }
  }
  for (const { document, name, conceptId } of named) {
    for (const concept of currentIds([conceptId], lexicon)) add(document, name, concept);
  }
  return builder;
}

/** Ids of concepts as the lexicon has them now; those that it lacks stay as they are. */
function currentIds(ids: readonly ConceptId[], lexicon: Lexicon): readonly ConceptId[] {
  return [...new Set(ids.map((id) => lexicon.concept(id)?.id ?? id))];
}

/** Examples for both rankers, each as it is without what its own document has taught. */
export function diseaseExamples(options: DiseaseTrainingOptions, memory: MemoryBuilder | null): DiseaseExample[] {
  const grounderWith = grounderFactory(options);
  const leavingOut = (document: string) => memory?.without((other) => other === document) ?? NO_MEMORY;
  const inTexts = options.documents.flatMap(({ id, corpus, recognized, answers }) => {
    const paper = { grounder: grounderWith(leavingOut(id)), recognized, lexicon: options.lexicon };
    return distinctAnswers(answers, options.lexicon).flatMap((answer) =>
      examplesOf({ document: id, corpus }, answer, paper),
    );
  });
  const bare = options.named.flatMap(({ document, name, conceptId }) => {
    const paper = { grounder: grounderWith(leavingOut(document)), recognized: NOTHING, lexicon: options.lexicon };
    const gold = currentIds([conceptId], options.lexicon);
    return examplesOf({ document, corpus: 'names' }, { text: name, longForm: null, gold }, paper);
  });
  return [...inTexts, ...bare];
}

/** Makes grounders that differ in their memory only. */
function grounderFactory({ lexicon, lists }: DiseaseTrainingOptions): (memory: NameMemory) => DiseaseGrounder {
  const index = new DiseaseIndex(lexicon, new DiseaseStems(lists.diseaseEquivalents));
  const lookup = { lexicon, stopList: lists.stopList, diseaseWords: lists.diseaseWords };
  return (memory) =>
    createDiseaseGrounder({ lookup, equivalents: lists.diseaseEquivalents, memory, models: {}, index: () => index });
}

const NOTHING: RecognizedDocument = {
  document: { paperId: '', origin: 'card', markdown: '', sections: [], passages: [] },
  abbreviations: [],
  species: [],
  mentions: [],
};

interface Answer {
  readonly text: string;
  readonly longForm: string | null;
  readonly gold: readonly ConceptId[];
}

/** Each distinct text with what it means; those with more than one concept, or none, teach nothing. */
function distinctAnswers(answers: ReadonlyMap<Mention, MentionAnswer>, lexicon: Lexicon): readonly Answer[] {
  const found = new Map<string, Answer>();
  for (const [{ text, longForm }, { gold }] of answers) {
    const ids = currentIds(gold ?? [], lexicon);
    if (ids.length === 1) found.set(`${text}\t${longForm ?? ''}\t${ids[0]}`, { text, longForm, gold: ids });
  }
  return [...found.values()];
}

interface ExamplePaper {
  readonly grounder: DiseaseGrounder;
  readonly recognized: RecognizedDocument;
  readonly lexicon: Lexicon;
}

function examplesOf(
  from: { readonly document: string; readonly corpus: string },
  { text, longForm, gold }: Answer,
  { grounder, recognized }: ExamplePaper,
): DiseaseExample[] {
  const paper = new PaperDiseases(recognized, grounder);
  return paper.questions({ text, longForm }).flatMap(({ prefix, question }) => {
    const isMondo = (id: ConceptId) => prefixOf(id) === 'MONDO';
    if (isMondo(gold[0] ?? '') !== (prefix === 'MONDO')) return [];
    const concepts = question.candidates.map(({ concept }) => concept.id);
    const right = Uint8Array.from([...concepts.map((id) => Number(gold.includes(id))), 0]);
    if (!right.includes(1)) right[concepts.length] = 1;
    const { values } = diseaseFeatures(question, grounder);
    return [{ ...from, prefix, text: longForm ?? text, concepts, gold, values, right, weight: 1 }];
  });
}

export const DISEASE_WIDTH = DISEASE_FEATURES.length;
