/** Gold in, the ranker of genes out: weights for two passes, what it remembers of names, and its calibration. */
import { type Company, companyOf, NO_COMPANY } from '../src/ground/gene-company.js';
import { FEATURES } from '../src/ground/gene-features.js';
import { LINK_FEATURES } from '../src/ground/gene-link-features.js';
import { bestOf } from '../src/ground/gene-places.js';
import { GeneRanker } from '../src/ground/gene-ranker.js';
import { choiceFeatures } from '../src/ground/ground-gene.js';
import { packMemory } from '../src/ground/memory-file.js';
import { type NamedWeights, namedWeights } from '../src/ground/ranker/ranker.js';
import { formatRanker, RANKER_VERSION } from '../src/ground/ranker/ranker-file.js';
import { foldOf, RANKER_TRAINING, type RankerExample, trainRanker } from '../src/ground/ranker/train-ranker.js';
import { packTopics } from '../src/ground/topics-file.js';
import { calibrate, type KnownLink, percent } from './calibrate-ranker.js';
import {
  coverage,
  examplesOf,
  learnTopics,
  rememberGenes,
  type TrainingPaper,
  trainingPaper,
} from './gene-training.js';
import { readRankerDocument } from './ranker-documents.js';
import type { TrainRankerOptions } from './ranker-options.js';
import { sourcesOf } from './train-tagger.js';

/** Parts that the documents are cut into, so that each is judged by weights learned from the others. */
const FOLDS = 3;

/** `gene.json`, `gene-memory.bin` and `gene-topics.bin`. The same input gives the same bytes. */
export function trainGeneRanker(options: TrainRankerOptions): Map<string, Uint8Array> {
  const { lexicon, onLine } = options;
  const read = (documents: TrainRankerOptions['train']) =>
    documents
      .filter(({ labeled }) => labeled.includes('Gene'))
      .map((document) => readRankerDocument(document, 'Gene', options));
  const documents = read(options.train);
  const builder = rememberGenes(documents, lexicon);
  const topics = learnTopics(documents, lexicon);
  const papers = documents.map((document) =>
    trainingPaper(document, lexicon, {
      memory: builder.without((id) => id === document.id),
      topics: topics.withoutDocument(document.id),
    }),
  );
  const { mentions, covered } = coverage(papers, lexicon);
  onLine(
    `gene-ranker: ${papers.length} documents, ${mentions} mentions, right gene among the candidates of ${percent(covered / mentions)}`,
  );
  const first = crossFit(papers, () => NO_COMPANY);
  onLine(`gene-ranker: first pass, ${first.examples} examples, right ${percent(first.right)} (cross-fitted)`);
  const companies = new Map(papers.map((paper) => [paper, companyAfter(paper, first.weightsFor(paper))]));
  const second = crossFit(papers, (paper) => companies.get(paper) ?? NO_COMPANY);
  onLine(`gene-ranker: second pass, ${second.examples} examples, right ${percent(second.right)} (cross-fitted)`);
  const passes = [first.all, second.all];
  const known = { memory: builder.without(() => false), topics: topics.all };
  const dev = read(options.dev).map((document) => trainingPaper(document, lexicon, known));
  const links =
    dev.length > 0
      ? dev.flatMap((paper) => linksOf(paper, passes))
      : papers.flatMap((paper) => linksOf(paper, [first.weightsFor(paper), second.weightsFor(paper)]));
  const calibration = calibrate(links, LINK_FEATURES, { name: 'gene-ranker', onLine });
  const model = {
    version: RANKER_VERSION,
    name: 'gene',
    sources: sourcesOf(options.train),
    date: options.date,
    examples: second.examples,
    training: { ...RANKER_TRAINING },
    passes,
    calibration: calibration.weights,
    threshold: THRESHOLD,
  } as const;
  return new Map([
    ['gene.json', new TextEncoder().encode(formatRanker({ ...model, passes: [...passes] }))],
    ['gene-memory.bin', packMemory(builder.tables())],
    ['gene-topics.bin', packTopics(topics.all)],
  ]);
}

/** Links less likely than this cost more in wrong ones than they bring; best for DOC-MICRO over all corpora. */
const THRESHOLD = 0.2;

interface CrossFit {
  readonly examples: number;
  /** Share of examples whose best candidate is right, by weights learned from other documents. */
  readonly right: number;
  readonly all: NamedWeights;
  weightsFor(paper: TrainingPaper): NamedWeights;
}

function crossFit(papers: readonly TrainingPaper[], companyFor: (paper: TrainingPaper) => Company): CrossFit {
  const examples = papers.flatMap((paper) => examplesOf(paper, companyFor(paper)));
  const all = trainRanker(examples, new Float64Array(FEATURES.length));
  // Begun at nothing, not at the weights of all, so that nothing of a left-out document is in them.
  const folds = Array.from({ length: FOLDS }, (_, fold) => {
    const others = examples.filter(({ document }) => foldOf(document, FOLDS) !== fold);
    return namedWeights(FEATURES, trainRanker(others, new Float64Array(FEATURES.length)));
  });
  const weightsOfDocument = (document: string) => folds[foldOf(document, FOLDS)] ?? {};
  let [right, total] = [0, 0];
  for (const example of examples) {
    total += example.weight;
    if (isRight(example, weightsOfDocument(example.document))) right += example.weight;
  }
  return {
    examples: examples.length,
    right: right / total,
    all: namedWeights(FEATURES, all),
    weightsFor: ({ id }) => weightsOfDocument(id),
  };
}

function isRight({ values, right }: RankerExample, weights: NamedWeights): boolean {
  const probabilities = new GeneRanker({ passes: [weights], calibration: {}, threshold: 0 }).probabilities(values, 0);
  return right[probabilities.indexOf(Math.max(...probabilities))] === 1;
}

function companyAfter(paper: TrainingPaper, weights: NamedWeights): Company {
  return companyOf(choicesOf(paper, weights, NO_COMPANY));
}

function choicesOf({ genes }: TrainingPaper, weights: NamedWeights, company: Company) {
  const ranker = new GeneRanker({ passes: [weights], calibration: {}, threshold: 0 });
  return genes.places.map((place) => ({ place, probabilities: ranker.probabilities(genes.rowsOf(place, company), 0) }));
}

/** Links of the mentions that recognize has found, with what is known of them. */
function linksOf(paper: TrainingPaper, [first = {}, second = {}]: readonly NamedWeights[]): KnownLink[] {
  const company = companyAfter(paper, first);
  const choices = new Map(choicesOf(paper, second, company).map((choice) => [choice.place, choice]));
  return paper.mentions.flatMap(({ mention, answer, place }) => {
    const choice = choices.get(place);
    // The gold of full texts leaves many genes unmarked: a mention without gold says nothing there.
    const isMarked = answer.gold === null ? !paper.genes.species.isFullText : answer.gold.length > 0;
    const isJudged = answer.found && !answer.neutral && isMarked;
    if (choice === undefined || !isJudged) return [];
    const values = choiceFeatures(mention, choice, { ranker: paper.ranker, species: paper.genes.species });
    if (values === null) return [];
    return [
      { document: paper.id, values, right: answer.gold?.includes(bestOf(choice)?.gene.concept.id ?? '') ?? false },
    ];
  });
}
