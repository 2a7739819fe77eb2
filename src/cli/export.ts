/** `papergraph export`: the annotations behind a graph, and the graph itself, as files. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command, Option } from 'commander';
import { type AnnotationFormat, FORMAT_HELP, FORMATS } from '../../pipelines/annotation-formats.js';
import { GRAPH_FORMATS, type GraphFormat } from '../../pipelines/graph-formats.js';
import { CannotRunError, messageOf } from '../errors.js';
import { EXIT } from '../flow/exit-code.js';
import { counted } from '../number-text.js';
import { type CommonFlags, commonOptions, settingsFrom } from './common-options.js';
import { printable, writeAll } from './terminal.js';

const HELP = `${FORMAT_HELP}
  card            a file a paper in the folder --out: its card, with "Linked entities" and "Full-text entities" as found
                  in the text, every other line as it was

Formats of the graph itself, files in the folder --out:
  neo4j-admin     for "neo4j-admin database import full": CSV with typed headers, gzipped, and the arguments; afterwards
                  after-import.cypher makes constraints and empty lists
  kgx             nodes.tsv and edges.tsv for KGX, with categories and predicates of Biolink

Examples:
  $ papergraph export --format tsv --out annotations.tsv
  $ papergraph export --format bioc-xml --out papers.xml
  $ papergraph export --format pubtator --graph bolt://localhost:7687 > papers.pubtator
  $ papergraph export --format card --out completed/ && diff -r cards/ completed/
  $ papergraph export --graph-format kgx --out kgx/
  $ papergraph export --graph-format neo4j-admin --out import/
  $ cd import/ && neo4j-admin database import full neo4j --overwrite-destination @import.args
  $ cypher-shell -d neo4j -f after-import.cypher    # once the server runs again`;

interface ExportFlags extends CommonFlags {
  readonly format: AnnotationFormat | 'card';
  readonly graphFormat?: GraphFormat;
  readonly out?: string;
}

export function exportCommand(): Command {
  const command = new Command('export')
    .description('write the annotations of the papers in a graph, or the graph itself')
    .addOption(
      new Option('--format <format>', 'format of the output, see below').choices([...FORMATS, 'card']).default('jsonl'),
    )
    .addOption(
      new Option('--graph-format <format>', 'the graph itself, in this format')
        .choices(GRAPH_FORMATS)
        .conflicts('format'),
    )
    .option(
      '--out <file or folder>',
      'file to write (default: standard output); a folder for card and the graph itself',
    )
    .addHelpText('after', HELP)
    .action(run);
  for (const option of commonOptions('graph', 'state', 'config')) command.addOption(option);
  return command;
}

async function run({ format, graphFormat, out, ...flags }: ExportFlags): Promise<void> {
  if (graphFormat !== undefined) return writeGraph(flags, graphFormat, folderOf(out, `--graph-format ${graphFormat}`));
  if (format === 'card') return writeCards(flags, folderOf(out, '--format card'));
  const { exportAnnotations } = await import('../../pipelines/export-annotations.js');
  await writeAll(exportAnnotations(settingsFrom(flags), format), out);
}

function folderOf(out: string | undefined, option: string): string {
  if (out !== undefined && out !== '-') return out;
  throw new CannotRunError(`${option} writes several files: name a folder for them with --out`);
}

async function writeGraph(flags: CommonFlags, format: GraphFormat, folder: string): Promise<void> {
  const { exportGraph } = await import('../../pipelines/export-graph.js');
  const command = `papergraph export --graph-format ${format}`;
  const files = await exportGraph(settingsFrom(flags), { format, folder, command });
  process.stderr.write(`${printable(folder)}: ${counted(files.length, 'file')}\n`);
}

async function writeCards(flags: CommonFlags, folder: string): Promise<void> {
  const { exportCards } = await import('../../pipelines/export-cards.js');
  const settings = settingsFrom(flags);
  let withoutCard = 0;
  let written = 0;
  for await (const { file, text } of exportCards(settings)) {
    if (text === null) withoutCard++;
    else await writeInto(folder, file, text);
    if (text !== null) written++;
  }
  process.stderr.write(`${printable(folder)}: ${counted(written, 'card')}\n`);
  if (withoutCard === 0) return;
  process.exitCode = EXIT.somePapersFailed;
  process.stderr.write(
    `${counted(withoutCard, 'paper')} left out: an older release linked them and did not keep their cards. Run papergraph link on their cards again\n`,
  );
}

async function writeInto(folder: string, file: string, text: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, file), text);
  } catch (error) {
    throw new CannotRunError(`${folder}: expected a folder that can be written: ${messageOf(error)}`, error);
  }
}
