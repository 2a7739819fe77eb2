/** `papergraph export`: the annotations behind a graph, as files. */
import { Command, Option } from 'commander';
import { type AnnotationFormat, FORMATS } from '../../pipelines/annotation-formats.js';
import { type CommonFlags, commonOptions, settingsFrom } from './common-options.js';
import { writeAll } from './terminal.js';

const HELP = `
Formats:
  jsonl     one paper a line, with everything: spans, links, reasons, confidence, runners-up
  pubtator  text and annotations, offsets in characters
  tsv       paper, start, end, type, id

Examples:
  $ papergraph export --format tsv --out annotations.tsv
  $ papergraph export --format pubtator --graph bolt://localhost:7687 > papers.pubtator`;

interface ExportFlags extends CommonFlags {
  readonly format: AnnotationFormat;
  readonly out?: string;
}

export function exportCommand(): Command {
  const command = new Command('export')
    .description('write the annotations of the papers in a graph')
    .addOption(new Option('--format <format>', 'jsonl, pubtator or tsv').choices(FORMATS).default('jsonl'))
    .option('--out <file>', 'file to write (default: standard output)')
    .addHelpText('after', HELP)
    .action(async (flags: ExportFlags) => {
      const { exportAnnotations } = await import('../../pipelines/export-annotations.js');
      await writeAll(exportAnnotations(settingsFrom(flags), flags.format), flags.out);
    });
  for (const option of commonOptions('graph', 'state', 'config')) command.addOption(option);
  return command;
}
