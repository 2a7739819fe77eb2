/**
 * Trains the models of the second look. They correct what the first look makes of documents that it has not seen, so the
 * documents are parted into folds, and each fold is looked at by models that were trained on the others (cross-fitting, as in
 * stacked generalization: Wolpert 1992).
 */
import { readPaper } from '../src/recognize/recognize.js';
import { FirstLooker } from '../src/recognize/tagger/first-look.js';
import { allowedLabels } from '../src/recognize/tagger/gold.js';
import { HashList } from '../src/recognize/tagger/hash-list.js';
import { unpackModel } from '../src/recognize/tagger/model-file.js';
import { PaperVotes } from '../src/recognize/tagger/paper-votes.js';
import { biasFrom } from '../src/recognize/tagger/tagger.js';
import type { TrainingSequence } from '../src/recognize/tagger/training.js';
import { VoteFeatures } from '../src/recognize/tagger/vote-features.js';
import { findAbbreviations } from '../src/text/abbreviations.js';
import type { GoldDocument } from './gold-documents.js';
import { goldOf, TAGGERS, type TrainTaggerOptions, trainFirstLook, trainModel } from './tagger-training.js';

const FOLDS = 4;

/** Settings that differ from those of the first look: there are few features, and they are all there in use. */
const SETTINGS = { hashBits: 16, epochs: 6, averaged: 3, dropout: 0.1, lexiconDropout: 0, pruneBelow: 0.01 };

type Documents = Parameters<typeof trainFirstLook>[0]['documents'];

/** The bytes of each model of the second look by the name of its file. */
export function trainSecondLook(documents: Documents, options: TrainTaggerOptions): Map<string, Uint8Array> {
  const sequences = new Map<string, TrainingSequence[]>(Object.keys(TAGGERS).map((name) => [name, []]));
  for (let fold = 0; fold < FOLDS; fold++) {
    const looker = lookerWithout(fold, documents, options);
    for (const [index, document] of options.train.entries()) {
      if (index % FOLDS !== fold) continue;
      for (const [name, sequence] of sequencesOf(document, looker, options)) sequences.get(name)?.push(sequence);
    }
  }
  const training = { ...options.training, ...SETTINGS };
  return new Map(
    Object.entries(TAGGERS).map(([tagger, types]) => {
      const name = `${tagger}-second`;
      return [name, trainModel(sequences.get(tagger) ?? [], { ...options, name, types, look: 2, training })];
    }),
  );
}

/** A first look that has not seen the documents of a fold. */
function lookerWithout(fold: number, documents: Documents, options: TrainTaggerOptions): FirstLooker {
  const others = documents.filter((_, index) => index % FOLDS !== fold);
  const models = Object.entries(TAGGERS).map(([name, types]) => {
    const bytes = trainFirstLook({ name: `${name} without fold ${fold + 1}`, types, documents: others, options });
    return unpackModel(bytes, name);
  });
  return new FirstLooker(options.lexicon, models, biasFrom(options.tagger));
}

/** What each tagger may learn from one document. */
function sequencesOf(
  one: GoldDocument,
  looker: FirstLooker,
  options: TrainTaggerOptions,
): [string, TrainingSequence][] {
  const { lexicon, lists } = options;
  const abbreviations = findAbbreviations(one.document);
  const look = looker.look(readPaper(one.document, { lexicon, ...lists, abbreviations }));
  const { reader } = looker;
  const votes = new VoteFeatures(new PaperVotes(look.paper, look.spans, reader.states), reader);
  return look.paper.scenes.flatMap((scene, index) => {
    const gold = goldOf(scene, one, options);
    const lists = hashesOf(scene.units.count, (unit, out) => votes.write({ scene, index, unit }, out));
    return Object.entries(TAGGERS).flatMap(([name, types], model): [string, TrainingSequence][] => {
      if (!types.some((type) => one.labeled.includes(type))) return [];
      const base = baseOf(looker, look.sums[index] ?? new Int16Array(0), model);
      const allowed = allowedLabels(scene.units, gold, types);
      return [[name, { ...lists, count: scene.units.count, base, allowed, weight: gold.weight }]];
    });
  });
}

/** Features of all units in one list; none of them is left out for want of a lexicon. */
function hashesOf(
  count: number,
  write: (unit: number, out: HashList) => void,
): Pick<TrainingSequence, 'hashes' | 'starts' | 'lexiconStarts'> {
  const out = new HashList();
  const starts = new Int32Array(count + 1);
  for (let unit = 0; unit < count; unit++) {
    write(unit, out);
    starts[unit + 1] = out.length;
  }
  return { hashes: out.toArray(), starts, lexiconStarts: starts.slice(1) };
}

/** Scores that the first look gave to the labels of one of its models. */
function baseOf({ joint }: FirstLooker, sums: Int16Array, index: number): Float32Array {
  const part = joint.parts[index];
  if (part === undefined) return new Float32Array(0);
  const { labels, head } = part.model;
  const base = new Float32Array((sums.length / joint.stride) * labels);
  for (let at = 0; at < base.length; at++) {
    const unit = Math.trunc(at / labels);
    base[at] = (sums[unit * joint.stride + part.offset + (at % labels)] ?? 0) * head.scale;
  }
  return base;
}
