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
import { SceneReader } from '../src/recognize/tagger/scene.js';
import { Tagger, type TaggerOptions } from '../src/recognize/tagger/tagger.js';
import { CrfTrainer, meanOf, type TrainingSequence, type Weights } from '../src/recognize/tagger/training.js';
import type { TrainingOptions } from '../src/recognize/tagger/training-options.js';
import { findAbbreviations } from '../src/text/abbreviations.js';
import type { GoldDocument } from './gold-documents.js';
import { recognitionScores } from './recognition-scores.js';

/** The models, by the names of their files, with the types of each. */
export const TAGGERS: Readonly<Record<string, readonly MentionType[]>> = {
  disease: ['Disease'],
  gene: ['Gene', 'GeneFamily'],
};

export interface TrainTaggerOptions {
  readonly lexicon: Lexicon;
  readonly lists: Pick<RecognizeDeps, 'stopList' | 'diseaseWords' | 'speciesWords'>;
  readonly train: readonly GoldDocument[];
  /** Documents that are only scored. */
  readonly dev: readonly GoldDocument[];
  /** Day of the newest file of the training documents, `2026-05-05`. */
  readonly date: string;
  readonly training: TrainingOptions;
  readonly tagger: TaggerOptions;
  /** Weight of full texts, whose gold misses mentions; an abstract counts 1. */
  readonly paperWeight: number;
  /** Which of `TAGGERS`. */
  readonly names: readonly string[];
  /** Told what was done, a line at a time. */
  readonly onLine: (line: string) => void;
}

interface TrainingPassage {
  readonly features: ExpandedFeatures;
  readonly gold: PassageGold;
}

/** The bytes of each model by the name of its file. The same input, options and seed give the same bytes. */
export function trainTaggers(options: TrainTaggerOptions): Map<string, Uint8Array> {
  if (options.names.length === 0) return new Map();
  const passages = readPassages(options);
  const models = new Map<string, Uint8Array>();
  for (const name of options.names) models.set(`${name}.bin`, trainOne(name, passages, options));
  return models;
}

function readPassages({ lexicon, lists, train, paperWeight, onLine }: TrainTaggerOptions): TrainingPassage[] {
  const reader = new SceneReader(lexicon);
  let [spans, unfit, units] = [0, 0, 0];
  const passages = train.flatMap(({ document, gold, labeled }) => {
    const input = readPaper(document, { lexicon, ...lists, abbreviations: findAbbreviations(document) });
    const paper = reader.read(input);
    const expanded = expandFeatures(paper, reader);
    return paper.scenes.flatMap((scene, index) => {
      const features = expanded[index];
      const here = gold.get(scene.reading.passage) ?? [];
      spans += here.length;
      unfit += misfits(scene.units, here);
      units += scene.units.count;
      const weight = scene.full ? paperWeight : 1;
      return features === undefined ? [] : [{ features, gold: { spans: here, labeled, weight } }];
    });
  });
  const share = ((100 * unfit) / Math.max(1, spans)).toFixed(2);
  onLine(`${train.length} documents, ${units} units, ${spans} mentions, ${share} % with ends inside of a unit`);
  return passages;
}

function trainOne(name: string, passages: readonly TrainingPassage[], options: TrainTaggerOptions): Uint8Array {
  const { training, onLine } = options;
  const types = TAGGERS[name] ?? [];
  const sequences: TrainingSequence[] = passages
    .filter(({ gold }) => types.some((type) => gold.labeled.includes(type)))
    .map(({ features, gold }) => trainingSequence(features, gold, types));
  const first = trainRun(name, sequences, { types, training, onLine });
  const others = Array.from({ length: training.runs - 1 }, (_, run) =>
    trainRun(name, sequences, { types, onLine, training: { ...training, seed: training.seed + run + 1 } }),
  );
  const weights = meanOf([first, ...others]);
  const bytes = packModel(
    weights,
    { types, sources: sourcesOf(options.train), date: options.date, training: { ...training } },
    training.pruneBelow,
  );
  scoreDev(name, bytes, options);
  return bytes;
}

/** Corpora with the number of their documents, e.g. `biored/train.pubtator.gz: 400 documents`. */
export function sourcesOf(train: readonly GoldDocument[]): string[] {
  const counts = new Map<string, number>();
  for (const { corpus } of train) counts.set(corpus, (counts.get(corpus) ?? 0) + 1);
  return [...counts].map(([corpus, count]) => `${corpus.split(/[\\/]/).slice(-2).join('/')}: ${count} documents`);
}

function trainRun(
  name: string,
  sequences: readonly TrainingSequence[],
  {
    types,
    training,
    onLine,
  }: Pick<TrainTaggerOptions, 'training' | 'onLine'> & { readonly types: readonly MentionType[] },
): Weights {
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

function scoreDev(name: string, bytes: Uint8Array, options: TrainTaggerOptions): void {
  const { lexicon, lists, dev, tagger, onLine } = options;
  const model = unpackModel(bytes, name);
  onLine(`${name}: ${model.head.rows} rows, ${bytes.length} bytes`);
  if (dev.length === 0) return;
  const deps = { lexicon, ...lists, tagger: new Tagger(lexicon, [model], tagger) };
  for (const line of recognitionScores(dev, deps, TAGGERS[name]?.[0] ?? 'Gene')) onLine(`${name}: ${line}`);
}

function seconds(): number {
  const { user, system } = process.cpuUsage();
  return Math.round((user + system) / 1e6);
}

function megabytes(): number {
  return Math.round(process.memoryUsage().rss / 1e6);
}
