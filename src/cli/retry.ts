/** `papergraph retry`: papers in trouble are tried again with the next run. */
import { Command, Option } from 'commander';
import { EXIT } from '../flow/exit-code.js';
import type { FailureClass, FailureKind } from '../model.js';
import { counted } from '../number-text.js';
import { type CommonFlags, commonOptions, settingsFrom } from './common-options.js';
import { selectionOf } from './status.js';

const HELP = `
Without a paper or an option, all papers in trouble become due. They are taken by the next run that has their cards in its
input; a run that is going on takes those that it has not come to yet.

Examples:
  $ papergraph retry PMC12817307
  $ papergraph retry --kind network          the site is back
  $ papergraph retry --parked && papergraph link cards/

Exit codes: 0 some became due, 1 none, 2 could not run.`;

interface RetryFlags extends CommonFlags {
  readonly class?: FailureClass;
  readonly kind?: FailureKind;
  readonly parked?: true;
}

export function retryCommand(): Command {
  const command = new Command('retry')
    .description('have papers in trouble tried again with the next run')
    .argument('[papers...]', 'ids (default: all that the options name)')
    .addOption(new Option('--class <class>', 'only trouble of this class').choices(['skip', 'retry', 'stop']))
    .option('--kind <kind>', 'only trouble of this kind, e.g. http-status')
    .option('--parked', 'only papers that failed too often')
    .addHelpText('after', HELP)
    .action(retry);
  for (const option of commonOptions('state', 'config')) command.addOption(option);
  return command;
}

async function retry(names: readonly string[], flags: RetryFlags): Promise<void> {
  const settings = settingsFrom(flags);
  const selection = await selectionOf(flags);
  const { paperIdOf, retryPapers } = await import('../../pipelines/paper-status.js');
  const selections = names.length === 0 ? [selection] : names.map((name) => ({ ...selection, anyId: paperIdOf(name) }));
  const due = selections.reduce((sum, one) => sum + retryPapers(settings, one), 0);
  process.stdout.write(
    due === 0
      ? 'No paper is in such trouble: nothing to try again\n'
      : `${counted(due, 'paper')} will be tried again with the next run\n`,
  );
  process.exitCode = due === 0 ? EXIT.somePapersFailed : EXIT.allDone;
}
