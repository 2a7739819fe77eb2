/** Gold in, taggers out: one for diseases, one for genes and families of genes. */
import type { Lexicon } from '../src/lexicon/types.js';
import type { MentionType } from '../src/model.js';
import { type RecognizeDeps, readPaper } from '../src/recognize/recognize.js';
import {
  type ExpandedFeatures,
  expandFeatures,
  misfits,
  type PassageGold,
  trainingSequence,
} from '../src/recognize/tagger/gold.js';
import { labelCount } from '../src/recognize/tagger/labels.js';
import { packModel, unpackModel } from '../src/recognize/tagger/model-file.js';
import { type Scene, SceneReader } from '../src/recognize/tagger/scene.js';
import { Tagger, type TaggerOptions } from '../src/recognize/tagger/tagger.js';
import { CrfTrainer, meanOf, type TrainingSequence, type Weights } from '../src/recognize/tagger/training.js';
import type { TrainingOptions } from '../src/recognize/tagger/training-options.js';
import { findAbbreviations } from '../src/text/abbreviations.js';
import type { GoldDocument } from './gold-documents.js';
import { recognitionScores } from './recognition-scores.js';
import { trainSecondLook } from './train-second-look.js';

/** The models of the first look, by the names of their files, with the types of each. */
export const TAGGERS: Readonly<Record<string, readonly MentionType[]>> = {
  disease: ['Disease'],
  gene: ['Gene', 'GeneFamily'],
};

/** What the models of the second look are called together, in `names`. */
export const SECOND_LOOK = 'second';

export interface TrainTaggerOptions {
  readonly lexicon: Lexicon;
  readonly lists: Pick<RecognizeDeps, 'stopList' | 'diseaseWords' | 'speciesWords'>;
  readonly train: readonly GoldDocument[];
  /** Documents that are only scored. */
  readonly dev: readonly GoldDocument[];
  readonly training: TrainingOptions;
  readonly tagger: TaggerOptions;
  /** Weight of full texts, whose gold misses mentions; an abstract counts 1. */
  readonly paperWeight: number;
  /** Which of `TAGGERS`, and `SECOND_LOOK`. */
  readonly names: readonly string[];
  /** Told what was done, a line at a time. */
  readonly onLine: (line: string) => void;
}

interface TrainingPassage {
  readonly features: ExpandedFeatures;
  readonly gold: PassageGold;
}

/**
 * The bytes of each model by its name. The same input, options and seed give the same bytes. Models of the second look learn
 * from what models that have not seen a document make of it, see train-second-look.ts.
 */
export function trainTaggers(options: TrainTaggerOptions): Map<string, Uint8Array> {
  const documents = readDocuments(options);
  const models = new Map<string, Uint8Array>();
  for (const [name, types] of Object.entries(TAGGERS)) {
    if (!options.names.includes(name)) continue;
    const bytes = trainFirstLook({ name, types, documents, options });
    models.set(name, bytes);
    scoreDev([bytes], [name], options);
  }
  if (!options.names.includes(SECOND_LOOK)) return models;
  for (const [name, bytes] of trainSecondLook(documents, options)) models.set(name, bytes);
  if (models.size === 2 * Object.keys(TAGGERS).length) scoreDev([...models.values()], Object.keys(TAGGERS), options);
  return models;
}

/** The passages of each document for training, in the order of `train`. */
function readDocuments(options: TrainTaggerOptions): TrainingPassage[][] {
  const { lexicon, lists, train, onLine } = options;
  const reader = new SceneReader(lexicon);
  let [spans, unfit, units] = [0, 0, 0];
  const documents = train.map((one) => {
    const input = readPaper(one.document, { lexicon, ...lists, abbreviations: findAbbreviations(one.document) });
    const paper = reader.read(input);
    const expanded = expandFeatures(paper, reader);
    return paper.scenes.flatMap((scene, index) => {
      const features = expanded[index];
      const gold = goldOf(scene, one, options);
      spans += gold.spans.length;
      unfit += misfits(scene.units, gold.spans);
      units += scene.units.count;
      return features === undefined ? [] : [{ features, gold }];
    });
  });
  const share = ((100 * unfit) / Math.max(1, spans)).toFixed(2);
  onLine(`${train.length} documents, ${units} units, ${spans} mentions, ${share} % with ends inside of a unit`);
  return documents;
}

/** Gold of one passage of a document. */
export function goldOf(
  { reading, full }: Scene,
  { gold, labeled }: GoldDocument,
  { paperWeight }: Pick<TrainTaggerOptions, 'paperWeight'>,
): PassageGold {
  return { spans: gold.get(reading.passage) ?? [], labeled, weight: full ? paperWeight : 1 };
}

interface FirstLookTraining {
  readonly name: string;
  readonly types: readonly MentionType[];
  readonly documents: readonly (readonly TrainingPassage[])[];
  readonly options: Pick<TrainTaggerOptions, 'training' | 'train' | 'onLine'>;
}

/** A model of the first look from these documents. */
export function trainFirstLook({ name, types, documents, options }: FirstLookTraining): Uint8Array {
  const sequences = documents
    .flat()
    .filter(({ gold }) => types.some((type) => gold.labeled.includes(type)))
    .map(({ features, gold }) => trainingSequence(features, gold, types));
  return trainModel(sequences, { ...options, name, types, look: 1 });
}

export interface ModelTraining extends Pick<TrainTaggerOptions, 'training' | 'train' | 'onLine'> {
  readonly name: string;
  readonly types: readonly MentionType[];
  readonly look: 1 | 2;
}

/** Trains one model, once for each of the runs that the settings ask for, and packs it. */
export function trainModel(sequences: readonly TrainingSequence[], about: ModelTraining): Uint8Array {
  const { types, look, training, train } = about;
  const first = trainRun(sequences, about);
  const others = Array.from({ length: training.runs - 1 }, (_, run) =>
    trainRun(sequences, { ...about, training: { ...training, seed: training.seed + run + 1 } }),
  );
  const head = { types, look, sources: sourcesOf(train), training: { ...training } };
  return packModel(meanOf([first, ...others]), head, training.pruneBelow);
}

/** Corpora with the number of their documents, e.g. `biored/train.pubtator.gz: 400 documents`. */
export function sourcesOf(train: readonly GoldDocument[]): string[] {
  const counts = new Map<string, number>();
  for (const { corpus } of train) counts.set(corpus, (counts.get(corpus) ?? 0) + 1);
  return [...counts].map(([corpus, count]) => `${corpus.split(/[\\/]/).slice(-2).join('/')}: ${count} documents`);
}

function trainRun(sequences: readonly TrainingSequence[], { name, types, training, onLine }: ModelTraining): Weights {
  const trainer = new CrfTrainer(labelCount(types), training);
  for (let epoch = 1; epoch <= training.epochs; epoch++) {
    const loss = trainer.epoch(sequences);
    onLine(
      `${name}: seed ${training.seed}, epoch ${epoch}, loss ${loss.toFixed(5)}, ${seconds()} s CPU, ${megabytes()} MB`,
    );
    if (epoch > training.epochs - training.averaged) trainer.remember();
  }
  return trainer.weights();
}

/** Figures of models on the dev documents, for the first type of each of the names. */
function scoreDev(files: readonly Uint8Array[], names: readonly string[], options: TrainTaggerOptions): void {
  const { lexicon, lists, dev, tagger, onLine } = options;
  const models = files.map((bytes) => unpackModel(bytes, names.join()));
  for (const [index, { head }] of models.entries()) {
    onLine(`${head.types.join()}, look ${head.look}: ${head.rows} rows, ${files[index]?.length} bytes`);
  }
  if (dev.length === 0) return;
  const deps = { lexicon, ...lists, tagger: new Tagger(lexicon, models, tagger) };
  for (const name of names) {
    for (const line of recognitionScores(dev, deps, TAGGERS[name]?.[0] ?? 'Gene')) onLine(`${name}: ${line}`);
  }
}

function seconds(): number {
  const { user, system } = process.cpuUsage();
  return Math.round((user + system) / 1e6);
}

function megabytes(): number {
  return Math.round(process.memoryUsage().rss / 1e6);
}
