/** `papergraph train`: gold in, the model files of taggers and rankers out. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { type GoldDocument, parseCorpusSource, readCorpus, readGoldPapers } from '../../pipelines/gold-documents.js';
import { readLinkingConfig } from '../../pipelines/linking-config.js';
import { readNamedGold } from '../../pipelines/named-gold.js';
import { openConfiguredLexicon } from '../../pipelines/open-lexicon.js';
import { createTagger, readTaggerFiles } from '../../pipelines/open-tagger.js';
import { newestDate } from '../../pipelines/source-date.js';
import { RANKERS } from '../../pipelines/train-ranker.js';
import { TAGGERS, trainTaggers } from '../../pipelines/train-tagger.js';
import { CannotRunError } from '../errors.js';
import type { Lexicon } from '../lexicon/types.js';
import type { Tagger } from '../recognize/tagger/tagger.js';
import { TRAINING_DEFAULTS, type TrainingOptions } from '../recognize/tagger/training-options.js';
import { type CommonFlags, commonOptions, settingsFrom } from './common-options.js';

const HELP = `
All is trained, in this order: the taggers that find mentions, then the rankers that link what they find. With --only one
model is trained, a ranker with the taggers in --out if there are any, else with those of the program. Documents that are only
scored (--dev, --without) are what confidence is calibrated on.

A corpus is given with the types that it labels: of other types it says nothing, so nothing is learned of them from it. Gold
ids are read where the corpus has them. The same input, settings and seed give the same files.

Example:
  $ papergraph train --lexicon full.lexicon --out seeds \\
      --corpus Gene,Disease:biored.pubtator.gz Disease:ncbi.pubtator.gz Gene,GeneFamily:nlm-gene.pubtator.gz \\
      --dev Gene,Disease:biored-dev.pubtator.gz --papers papers/ --without PMC1087847,PMC1166548 --names names.csv.gz`;

interface TrainFlags extends CommonFlags {
  readonly corpus: readonly string[];
  readonly dev?: readonly string[];
  readonly papers?: string;
  readonly names?: string;
  readonly without?: string;
  readonly only?: string;
  readonly set?: readonly string[];
  readonly out: string;
}

/** Names of all that can be trained, in the order of the training. */
const MODELS: readonly string[] = [...Object.keys(TAGGERS), ...Object.keys(RANKERS)];

export function trainCommand(): Command {
  const command = new Command('train')
    .description('train the taggers that find genes and diseases, and the rankers that link them, from texts with gold')
    .requiredOption('--corpus <types:file...>', 'PubTator files with gold to learn from')
    .option('--dev <types:file...>', 'PubTator files with gold that are only scored')
    .option('--papers <folder>', 'papers with full.md and gold.tsv to learn from')
    .option('--names <file>', 'CSV with names of diseases and their ids, without texts, for the disease ranker')
    .option('--without <ids>', 'papers that are only scored, with commas')
    .option('--only <model>', `train one only: ${MODELS.join(', ')}`)
    .option('--set <name=number...>', `settings of the training: ${Object.keys(TRAINING_DEFAULTS).join(', ')}`)
    .requiredOption('--out <folder>', 'folder for the model files, in tagger/ and ranker/ below it')
    .addHelpText('after', HELP)
    .action(train);
  for (const option of commonOptions('lexicon', 'config')) command.addOption(option);
  return command;
}

async function train(flags: TrainFlags): Promise<void> {
  const { sections, ...lists } = readLinkingConfig();
  const { lexicon } = await openConfiguredLexicon(settingsFrom(flags));
  const papers = flags.papers === undefined ? [] : readGoldPapers(flags.papers, sections);
  const kept = new Set(flags.without?.split(','));
  const isDev = ({ document }: GoldDocument) => kept.has(document.paperId);
  const input = {
    train: [...(await readCorpora(flags.corpus)), ...papers.filter((paper) => !isDev(paper))],
    dev: [...(await readCorpora(flags.dev ?? [])), ...papers.filter(isDev)],
    date: newestDate(flags.corpus, flags.papers),
    named: flags.names === undefined ? [] : readNamedGold(flags.names),
    lexicon,
    lists,
    onLine: (line: string) => void process.stderr.write(`${line}\n`),
  };
  const names = wantedModels(flags.only);
  const taggers = trainTaggers({
    ...input,
    names: names.filter((name) => name in TAGGERS),
    training: { ...TRAINING_DEFAULTS, ...settingsOf(flags.set ?? []) },
    tagger: {},
    paperWeight: 1,
  });
  writeModels(join(flags.out, 'tagger'), taggers);
  for (const name of names) {
    const files = RANKERS[name]?.({ ...input, tagger: taggerIn(join(flags.out, 'tagger'), lexicon) });
    if (files !== undefined) writeModels(join(flags.out, 'ranker'), files);
  }
}

/** @throws CannotRunError for a model that nobody knows */
function wantedModels(only: string | undefined): readonly string[] {
  if (only === undefined) return MODELS;
  if (!MODELS.includes(only)) throw new CannotRunError(`--only ${only}: expected one of ${MODELS.join(', ')}`);
  return [only];
}

function writeModels(folder: string, files: ReadonlyMap<string, Uint8Array>): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, bytes] of files) writeFileSync(join(folder, name), bytes);
}

/** The taggers of a folder, or those of the program where it has none. */
function taggerIn(folder: string, lexicon: Lexicon): Tagger | undefined {
  const there = readTaggerFiles(folder);
  return createTagger(lexicon, there.models.length > 0 ? there : readTaggerFiles());
}

async function readCorpora(sources: readonly string[]): Promise<GoldDocument[]> {
  const documents: GoldDocument[] = [];
  for (const source of sources) documents.push(...(await readCorpus(parseCorpusSource(source))));
  return documents;
}

function settingsOf(pairs: readonly string[]): Partial<TrainingOptions> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const [name = '', value = ''] = pair.split('=');
      if (name in TRAINING_DEFAULTS && value !== '' && Number.isFinite(Number(value))) return [name, Number(value)];
      const names = Object.keys(TRAINING_DEFAULTS).join(', ');
      throw new CannotRunError(`--set ${pair}: expected a number for one of ${names}`);
    }),
  );
}
