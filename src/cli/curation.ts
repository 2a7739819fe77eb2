/** `papergraph curation check`: what the rows of curators do. */
import { Command } from 'commander';
import type { CheckedRow, CurationCheck } from '../../pipelines/check-curation.js';
import { EXIT } from '../flow/exit-code.js';
import { counted } from '../number-text.js';
import { type CommonFlags, commonOptions, settingsFrom } from './common-options.js';
import { printable, table } from './terminal.js';

const HELP = `
Files have the columns action, text, concept, context, reason, author, date, parted by tabs; config/curation/curation.tsv in the
package tells what they mean. Without files those of the package and of the setting link.curation are checked.

Papers are those of the graph whose text has string and context, by the texts that are kept with the annotations.

Examples:
  $ papergraph curation check
  $ papergraph curation check proposals.tsv --lexicon full.lexicon --json

Exit codes: 0 every row has an effect, 1 some are wrong or have none, 2 could not run.`;

interface CheckFlags extends CommonFlags {
  readonly papers: boolean;
  readonly json?: true;
}

export function curationCommand(): Command {
  const check = new Command('check')
    .description('what each row does, in how many papers, and what is wrong with it')
    .argument('[files...]', 'files and folders (default: those of package and settings)')
    .option('--no-papers', 'do not count papers, which reads all texts')
    .option('--json', 'print JSON')
    .addHelpText('after', HELP)
    .action(checkFiles);
  for (const option of commonOptions('lexicon', 'graph', 'state', 'config')) check.addOption(option);
  return new Command('curation').description('corrections by curators').addCommand(check);
}

async function checkFiles(paths: readonly string[], flags: CheckFlags): Promise<void> {
  const { checkCuration } = await import('../../pipelines/check-curation.js');
  const result = await checkCuration(settingsFrom(flags), { paths, papers: flags.papers });
  process.stdout.write(flags.json ? `${JSON.stringify(result)}\n` : `${textOf(result)}\n`);
  if (result.errors.length + result.warnings.length > 0) process.exitCode = EXIT.somePapersFailed;
}

function textOf({ files, rows, errors, warnings }: CurationCheck): string {
  const wrong = [...errors.map((line) => `error    ${line}`), ...warnings.map((line) => `warning  ${line}`)];
  const where = files.length === 0 ? 'no file' : files.join(', ');
  const head = `${counted(rows.length, 'row')} with an effect in ${where}`;
  const listed =
    rows.length === 0 ? [] : [table(['row', 'action', 'text', 'concept', 'where', 'papers'], rows.map(cells))];
  return [...listed, ...wrong.map(printable), printable(head)].join('\n');
}

function cells({ path, line, action, text, concept, context, links, papers }: CheckedRow): readonly unknown[] {
  const retired = links === null || links.id === concept ? '' : ` (successor of ${concept})`;
  const linked = links === null ? '-' : `${links.id} ${links.name}${retired}`;
  return [`${path}:${line}`, action, text, linked, context ?? '-', papers ?? '-'];
}
