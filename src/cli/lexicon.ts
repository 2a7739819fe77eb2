/** `papergraph lexicon`: builds the index of names from the publishers' files, and tells what is in it. */
import { Command } from 'commander';
import { openConfiguredLexicon } from '../../pipelines/open-lexicon.js';
import { describeLexicon } from '../lexicon/describe.js';
import { type CommonFlags, commonOptions, settingsFrom } from './common-options.js';

const BUILD_HELP = `
Without --source the releases named in the settings (lexicon.releases) are downloaded into the state folder first; a
download that was cut off goes on where it was, and files that did not change are not fetched again.

Examples:
  $ papergraph lexicon build --out full.lexicon
  $ papergraph lexicon build --source vocab/ --out full.lexicon`;

interface BuildFlags extends CommonFlags {
  readonly source?: string;
  readonly out: string;
}

interface InfoFlags extends CommonFlags {
  readonly json?: true;
}

export function lexiconCommand(): Command {
  return new Command('lexicon')
    .description('build and look at the index of names')
    .addCommand(buildCommand())
    .addCommand(infoCommand());
}

function buildCommand(): Command {
  const command = new Command('build')
    .description("build the index from the publishers' files")
    .option('--source <folder>', 'folder with MONDO, MeSH, NCBI Gene and taxonomy files (default: download them)')
    .requiredOption('--out <file>', 'index file to write')
    .addHelpText('after', BUILD_HELP)
    .action(build);
  for (const option of commonOptions('state', 'config')) command.addOption(option);
  return command;
}

function infoCommand(): Command {
  const command = new Command('info')
    .description('releases, dates and counts of a lexicon')
    .option('--json', 'print it as JSON')
    .addHelpText('after', '\nExample:\n  $ papergraph lexicon info --lexicon full.lexicon')
    .action(info);
  for (const option of commonOptions('lexicon', 'config')) command.addOption(option);
  return command;
}

async function build({ source, out, ...flags }: BuildFlags): Promise<void> {
  const settings = settingsFrom(flags);
  const say = (line: string) => void process.stderr.write(`${line}\n`);
  const { buildLexiconFile } = await import('../../pipelines/build-lexicon.js');
  const info = await buildLexiconFile(settings, { source, out, say });
  process.stdout.write(`${describeLexicon(info)}\n`);
}

async function info(flags: InfoFlags): Promise<void> {
  const { lexicon, source } = await openConfiguredLexicon(settingsFrom(flags));
  process.stdout.write(
    flags.json ? `${JSON.stringify(lexicon.info)}\n` : `${source}\n${describeLexicon(lexicon.info)}\n`,
  );
}
