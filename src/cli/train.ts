/** `papergraph train`: gold in, the model files of taggers and rankers out. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { type GoldDocument, parseCorpusSource, readCorpus, readGoldPapers } from '../../pipelines/gold-documents.js';
import { readLinkingConfig } from '../../pipelines/linking-config.js';
import { readNamedGold } from '../../pipelines/named-gold.js';
import { openConfiguredLexicon } from '../../pipelines/open-lexicon.js';
import { createTagger, readTaggerFiles } from '../../pipelines/open-tagger.js';
import type { TrainRankerOptions } from '../../pipelines/ranker-options.js';
import { newestDate } from '../../pipelines/source-date.js';
import { RANKERS } from '../../pipelines/train-ranker.js';
import { TAGGERS, trainTaggers } from '../../pipelines/train-tagger.js';
import { CannotRunError } from '../errors.js';
import type { Lexicon } from '../lexicon/types.js';
import type { Tagger } from '../recognize/tagger/tagger.js';
import { TRAINING_DEFAULTS, type TrainingOptions } from '../recognize/tagger/training-options.js';
import { type CommonFlags, commonOptions, settingsFrom } from './common-options.js';

const HELP = `
Taggers are trained, or with --only one tagger or ranker. A ranker learns from the mentions that the taggers of the program
find; documents that are only scored (--dev, --without) are what its confidence is calibrated on.

A corpus is given with the types that it labels: of other types it says nothing, so nothing is learned of them from it.

Example:
  $ papergraph train --lexicon full.lexicon --out seeds/tagger \\
      --corpus Gene,Disease:biored.pubtator.gz Disease:ncbi.pubtator.gz Gene,GeneFamily:nlm-gene.pubtator.gz \\
      --papers papers/ --without PMC1087847,PMC1166548`;

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

export function trainCommand(): Command {
  const command = new Command('train')
    .description('train the taggers that find genes and diseases, and the rankers that link them, from texts with gold')
    .requiredOption('--corpus <types:file...>', 'PubTator files with gold to learn from')
    .option('--dev <types:file...>', 'PubTator files with gold that are only scored')
    .option('--papers <folder>', 'papers with full.md and gold.tsv to learn from')
    .option('--names <file>', 'CSV with names of diseases and their ids, without texts, for the disease ranker')
    .option('--without <ids>', 'papers that are only scored, with commas')
    .option('--only <model>', `train one only: ${[...Object.keys(TAGGERS), ...Object.keys(RANKERS)].join(' or ')}`)
    .option('--set <name=number...>', `settings of the training: ${Object.keys(TRAINING_DEFAULTS).join(', ')}`)
    .requiredOption('--out <folder>', 'folder for the model files')
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
  const gold = {
    train: [...(await readCorpora(flags.corpus)), ...papers.filter((paper) => !isDev(paper))],
    dev: [...(await readCorpora(flags.dev ?? [])), ...papers.filter(isDev)],
    date: newestDate(flags.corpus, flags.papers),
  };
  const named = flags.names === undefined ? [] : readNamedGold(flags.names);
  const files = filesOf(flags, { ...gold, lexicon, lists, named, onLine: (line) => process.stderr.write(`${line}\n`) });
  mkdirSync(flags.out, { recursive: true });
  for (const [name, bytes] of files) writeFileSync(join(flags.out, name), bytes);
}

type TrainInput = Omit<TrainRankerOptions, 'tagger'> & Pick<Parameters<typeof trainTaggers>[0], 'date'>;

/** Model files by their names: of one ranker, of one tagger, or of all taggers. */
function filesOf({ only, set }: TrainFlags, input: TrainInput): Map<string, Uint8Array> {
  const trainRanker = only === undefined ? undefined : RANKERS[only];
  if (trainRanker !== undefined) return trainRanker({ ...input, tagger: taggerFor(input.lexicon) });
  if (only !== undefined && !(only in TAGGERS)) {
    const known = [...Object.keys(TAGGERS), ...Object.keys(RANKERS)].join(', ');
    throw new CannotRunError(`--only ${only}: expected one of ${known}`);
  }
  const training = { ...TRAINING_DEFAULTS, ...settingsOf(set ?? []) };
  const names = only === undefined ? Object.keys(TAGGERS) : [only];
  const models = trainTaggers({ ...input, training, tagger: {}, paperWeight: 1, names });
  return new Map([...models].map(([name, bytes]) => [`${name}.bin`, bytes]));
}

function taggerFor(lexicon: Lexicon): Tagger | undefined {
  return createTagger(lexicon, readTaggerFiles());
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
