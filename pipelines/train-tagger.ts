/** Gold in, taggers out: one for diseases, one for genes and families of genes, and for each one that corrects it. */
import { readPaper } from '../src/recognize/recognize.js';
import { expandFeatures, misfits } from '../src/recognize/tagger/gold.js';
import { unpackModel } from '../src/recognize/tagger/model-file.js';
import { SceneReader } from '../src/recognize/tagger/scene.js';
import { Tagger } from '../src/recognize/tagger/tagger.js';
import { findAbbreviations } from '../src/text/abbreviations.js';
import { recognitionScores } from './recognition-scores.js';
import {
  goldOf,
  SECOND_LOOK,
  TAGGERS,
  type TrainingPassage,
  type TrainTaggerOptions,
  trainFirstLook,
} from './tagger-training.js';
import { trainSecondLook } from './train-second-look.js';

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
