/** `papergraph status`: what became of papers and runs. */
import { Command, Option } from 'commander';
import { EXIT } from '../flow/exit-code.js';
import type { FailureClass, FailureKind } from '../model.js';
import { type CommonFlags, commonOptions, settingsFrom } from './common-options.js';
import { wholeNumber } from './number-flag.js';
import { foundText, stateText, troubleText } from './status-text.js';

const HELP = `
A paper is named by its id (PMC12817307, PMID:…, a DOI) or by a part of its title, link or card's file name.

Examples:
  $ papergraph status                        graphs, papers, recent runs, who is at work
  $ papergraph status PMC12817307            one paper's whole story
  $ papergraph status --failed               papers in trouble: why, and when they are tried again
  $ papergraph status --failed --kind http-status --json

Exit codes: 0 told, 1 no such paper, 2 could not run.`;

interface StatusFlags extends CommonFlags {
  readonly failed?: true;
  readonly parked?: true;
  readonly class?: FailureClass;
  readonly kind?: FailureKind;
  readonly limit: number;
  readonly json?: true;
}

export function statusCommand(): Command {
  const command = new Command('status')
    .description("what became of papers and runs; with a paper's name, its whole story")
    .argument('[paper]', 'id, or a part of title, link or file name')
    .option('--failed', 'list papers in trouble')
    .option('--parked', 'list papers that failed too often to be tried by themselves')
    .addOption(new Option('--class <class>', 'only trouble of this class').choices(['skip', 'retry', 'stop']))
    .option('--kind <kind>', 'only trouble of this kind, e.g. network')
    .option('--limit <n>', 'papers of each graph listed at most', wholeNumber(1, 100_000), 100)
    .option('--json', 'print JSON')
    .addHelpText('after', HELP)
    .action(status);
  for (const option of commonOptions('state', 'config')) command.addOption(option);
  return command;
}

async function status(name: string | undefined, flags: StatusFlags): Promise<void> {
  const settings = settingsFrom(flags);
  const { findPapers, selectedPapers, stateStatus } = await import('../../pipelines/paper-status.js');
  if (name !== undefined) {
    const found = findPapers(settings, name);
    const { papers, forgotten, problems } = found;
    if (papers.length + forgotten.length + problems.length === 0) process.exitCode = EXIT.somePapersFailed;
    return print(flags, found, () => foundText(name, found));
  }
  if (flags.failed || flags.parked || flags.kind !== undefined || flags.class !== undefined) {
    const selection = await selectionOf(flags);
    const papers = selectedPapers(settings, { inTrouble: true, ...selection }, flags.limit);
    return print(flags, papers, () => troubleText(papers, stateStatus(settings)));
  }
  const state = stateStatus(settings);
  return print(flags, state, () => stateText(state));
}

/** @throws CannotRunError for a kind that is none */
export async function selectionOf(flags: Pick<StatusFlags, 'class' | 'kind' | 'parked'>) {
  const { checkKind } = await import('../../pipelines/failure-policy.js');
  if (flags.kind !== undefined) checkKind(flags.kind);
  return {
    ...(flags.class !== undefined && { class: flags.class }),
    ...(flags.kind !== undefined && { kind: flags.kind }),
    ...(flags.parked === true && { parked: true }),
  };
}

function print(flags: StatusFlags, data: unknown, text: () => string): void {
  process.stdout.write(flags.json ? `${JSON.stringify(data)}\n` : `${text()}\n`);
}
