/** `papergraph report`: one paper as a page that stands alone. */
import { Command } from 'commander';
import { type CommonFlags, commonOptions, settingsFrom } from './common-options.js';
import { writeAll } from './terminal.js';

const HELP = `
The page holds the paper as it reads with its mentions marked: on hover or focus the concept, the matched name, the reason, how sure, what
was not chosen; and what the card asserts against what was found. It needs nothing from elsewhere: it can be kept, sent and printed.

Examples:
  $ papergraph report PMC12817307 --out paper.html
  $ papergraph report 10.3389/fonc.2025.1716612 --graph bolt://localhost:7687 > paper.html`;

interface ReportFlags extends CommonFlags {
  readonly out?: string;
}

export function reportCommand(): Command {
  const command = new Command('report')
    .description('write a paper with its mentions as an HTML page')
    .argument('<paper>', 'id, or a part of title, link or file name')
    .option('--out <file>', 'file to write (default: standard output)')
    .addHelpText('after', HELP)
    .action(async (name: string, flags: ReportFlags) => {
      const { reportPaper } = await import('../../pipelines/report-paper.js');
      const page = await reportPaper(settingsFrom(flags), name);
      await writeAll(pieces(page), flags.out);
    });
  for (const option of commonOptions('graph', 'state', 'config')) command.addOption(option);
  return command;
}

async function* pieces(page: string): AsyncGenerator<string> {
  yield page;
}
