/** `papergraph report`: one paper, or one run, as a page that stands alone. */
import { Command, Option } from 'commander';
import { CannotRunError } from '../errors.js';
import { type CommonFlags, commonOptions, settingsFrom } from './common-options.js';
import { writeAll } from './terminal.js';

const HELP = `
The page of a paper holds the paper as it reads with its mentions marked: on hover or focus the concept, the matched name, the reason,
how sure, what was not chosen; and what the card asserts against what was found. The page of a run holds what came of it: what was found,
with the most frequent genes and diseases, why mentions have no concept, how sure links are; what failed and what happens next; where the
time went; what it was linked with. A page needs nothing from elsewhere: it can be kept, sent and printed.

Examples:
  $ papergraph report PMC12817307 --out paper.html
  $ papergraph report 10.3389/fonc.2025.1716612 --graph bolt://localhost:7687 > paper.html
  $ papergraph report --run --out run.html                    the newest run
  $ papergraph report --run 2026-11-27T02:00:00.123Z-4f2a     the ids: papergraph status`;

interface ReportFlags extends CommonFlags {
  /** True without an id. */
  readonly run?: string | true;
  readonly out?: string;
}

export function reportCommand(): Command {
  const command = new Command('report')
    .description('write a paper with its mentions, or what came of a run, as an HTML page')
    .argument('[paper]', 'id, or a part of title, link or file name')
    .addOption(new Option('--run [id]', 'a run instead of a paper (default: the newest)').conflicts('graph'))
    .option('--out <file>', 'file to write (default: standard output)')
    .addHelpText('after', HELP)
    .action(async (name: string | undefined, flags: ReportFlags) =>
      writeAll(pieces(await pageOf(name, flags)), flags.out),
    );
  for (const option of commonOptions('graph', 'state', 'config')) command.addOption(option);
  return command;
}

async function pageOf(name: string | undefined, { run, ...flags }: ReportFlags): Promise<string> {
  if (name !== undefined && run === undefined) {
    const { reportPaper } = await import('../../pipelines/report-paper.js');
    return reportPaper(settingsFrom(flags), name);
  }
  if (name === undefined && run !== undefined) {
    const { reportRun } = await import('../../pipelines/report-run.js');
    return reportRun(settingsFrom(flags), run === true ? null : run);
  }
  const got = name === undefined ? 'neither' : 'both';
  throw new CannotRunError(
    `report: expected a paper or --run, got ${got}: papergraph report PMC12817307, or papergraph report --run [ID]`,
  );
}

async function* pieces(page: string): AsyncGenerator<string> {
  yield page;
}
