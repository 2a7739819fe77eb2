/** `papergraph annotate`: texts in, annotations out; no graph, no network. */
import { Command, Option } from 'commander';
import { annotate } from '../../pipelines/annotate.js';
import { type AnnotationFormat, FORMAT_HELP, FORMATS } from '../../pipelines/annotation-formats.js';
import { EXIT } from '../flow/exit-code.js';
import { type CommonFlags, commonOptions, settingsFrom } from './common-options.js';
import { printable, writeAll } from './terminal.js';

const HELP = `
Inputs: PubTator text (.pubtator, .txt, gzipped or not; annotations in it are ignored), full texts in Markdown (.md), or
folders that hold a folder with full.md for each paper, whose name is the paper's id.
${FORMAT_HELP}

Examples:
  $ papergraph annotate paper.md --format tsv
  $ papergraph annotate abstracts.pubtator.gz --format pubtator --out annotated.pubtator --lexicon full.lexicon
  $ papergraph annotate papers/ --format jsonl --out annotated.jsonl
  $ papergraph annotate papers/ more.md --format bioc-xml --out annotated.xml`;

interface AnnotateFlags extends CommonFlags {
  readonly format: AnnotationFormat;
  readonly out?: string;
}

export function annotateCommand(): Command {
  const command = new Command('annotate')
    .description('find and link genes and diseases in texts, without a graph')
    .argument('<inputs...>', 'PubTator files, Markdown files, folders of papers')
    .addOption(new Option('--format <format>', 'format of the output, see below').choices(FORMATS).default('tsv'))
    .option('--out <file>', 'file to write (default: standard output)')
    .addHelpText('after', HELP)
    .action(run);
  for (const option of commonOptions('lexicon', 'curation', 'config')) command.addOption(option);
  return command;
}

async function run(inputs: readonly string[], { format, out, ...flags }: AnnotateFlags): Promise<void> {
  const onProblem = (message: string) => {
    process.stderr.write(`${printable(message)}\n`);
    process.exitCode = EXIT.somePapersFailed;
  };
  await writeAll(annotate(settingsFrom(flags), { inputs, format, onProblem }), out);
}
