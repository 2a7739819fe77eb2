/** `papergraph forget`: papers leave the graph. */
import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import type { Forgotten } from '../../pipelines/forget-papers.js';
import { CannotRunError, messageOf } from '../errors.js';
import { EXIT } from '../flow/exit-code.js';
import { counted } from '../number-text.js';
import { type CommonFlags, commonOptions, settingsFrom } from './common-options.js';
import { printable } from './terminal.js';

const HELP = `
Removes papers with their edges and evidence, the concepts that no paper leads to any more, the kept annotations, and what
the ledger knows of them. A paper whose card is in the input of a later run is linked anew: take its card away, too.

Examples:
  $ papergraph forget PMC12817307 --graph bolt://localhost:7687
  $ papergraph forget --file retracted.txt           an id on each line

Exit codes: 0 done, 1 none of them is known, 2 could not run.`;

interface ForgetFlags extends CommonFlags {
  readonly file?: string;
}

export function forgetCommand(): Command {
  const command = new Command('forget')
    .description('remove papers from the graph and the ledger, e.g. retracted ones')
    .argument('[papers...]', 'ids: PMC12817307, PMID:38123456, a DOI')
    .option('--file <file>', 'a file with an id on each line')
    .addHelpText('after', HELP)
    .action(forget);
  for (const option of commonOptions('graph', 'state', 'config')) command.addOption(option);
  return command;
}

async function forget(names: readonly string[], flags: ForgetFlags): Promise<void> {
  const settings = settingsFrom(flags);
  const all = [...names, ...(flags.file === undefined ? [] : linesOf(flags.file))];
  if (all.length === 0)
    throw new CannotRunError('Expected ids of papers to forget, got none: papergraph forget PMC12817307');
  const { paperIdOf } = await import('../../pipelines/paper-status.js');
  const { forgetPapers } = await import('../../pipelines/forget-papers.js');
  const forgotten = await forgetPapers(settings, all.map(paperIdOf));
  process.stdout.write(`${forgottenText(forgotten)}\n`);
  process.exitCode = forgotten.fromGraph + forgotten.fromLedger === 0 ? EXIT.somePapersFailed : EXIT.allDone;
}

function forgottenText({ fromGraph, fromLedger, unknown, concepts }: Forgotten): string {
  const left = concepts === 0 ? '' : `, and ${counted(concepts, 'concept')} that no paper led to any more`;
  return [
    ...(fromGraph > 0 ? [`${counted(fromGraph, 'paper')} left the graph${left}`] : []),
    ...(fromLedger > 0 ? [`${counted(fromLedger, 'paper')} that only the ledger knew, forgotten`] : []),
    ...(unknown.length > 0 ? [`Not known: ${unknown.map(printable).join(', ')}`] : []),
  ].join('\n');
}

function linesOf(path: string): string[] {
  try {
    const lines = readFileSync(path, 'utf8').split(/\r?\n/);
    return lines.map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#'));
  } catch (error) {
    throw new CannotRunError(`${path}: expected a readable file with an id on each line: ${messageOf(error)}`, error);
  }
}
