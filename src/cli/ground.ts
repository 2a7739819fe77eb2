/** `papergraph ground`: names without a context in, their concepts out. */
import { Command, Option } from 'commander';
import { createNameGrounder, type NameType } from '../../pipelines/ground-names.js';
import { configuredLinking } from '../../pipelines/linking-config.js';
import { openConfiguredLexicon } from '../../pipelines/open-lexicon.js';
import { PREFIX } from '../curie.js';
import { CannotRunError, messageOf } from '../errors.js';
import { EXIT } from '../flow/exit-code.js';
import { readLines } from '../sources/lines.js';
import { type CommonFlags, commonOptions, settingsFrom } from './common-options.js';
import { FORMATS, type WantedIds } from './ground-rows.js';
import { printable, writeAll } from './terminal.js';

const HELP = `
Formats: tsv has a header and exactly one row for each name, in order: mention, id; - where a name has none. Of a disease's
two ids the MONDO one is given, or that of --terminology; of several parts ("breast and ovarian cancer") the first one's. json
is one object a name and line, with all links, reasons and runners-up.

Examples:
  $ papergraph ground "breast cancer" "familial Mediterranean fever" --lexicon full.lexicon
  $ papergraph ground TP53 p53 --type Gene --format json
  $ papergraph ground --file names.txt --terminology MeSH --out ids.tsv --lexicon full.lexicon

Exit codes: 0 all names read, 1 some lines could not be read, 2 could not run. A name without a concept is an answer, no failure.`;

/** Terminologies by their names in lower case, with the type of their concepts. */
const TERMINOLOGIES: Readonly<Record<string, { readonly prefix: string; readonly type: NameType }>> = {
  mondo: { prefix: PREFIX.mondo, type: 'Disease' },
  mesh: { prefix: PREFIX.mesh, type: 'Disease' },
  omim: { prefix: PREFIX.omim, type: 'Disease' },
  ncbigene: { prefix: PREFIX.gene, type: 'Gene' },
};

/** Prefixes of ids, best first, when none is asked for. */
const USUAL: readonly string[] = [PREFIX.mondo, PREFIX.mesh, PREFIX.gene];

/** A longer line is no name. */
const MAX_LINE_BYTES = 100_000;

interface GroundFlags extends CommonFlags {
  readonly file?: string;
  readonly type?: NameType;
  readonly terminology?: string;
  readonly format: 'tsv' | 'json';
  readonly out?: string;
}

export function groundCommand(): Command {
  const command = new Command('ground')
    .description('link names that stand alone, without a text around them')
    .argument('[names...]', 'names')
    .option('--file <file>', 'text file with a name on each line')
    .addOption(
      new Option('--type <type>', 'what the names are (default: Disease, or that of --terminology)').choices([
        'Disease',
        'Gene',
      ]),
    )
    .option('--terminology <name>', 'only ids of this one: MONDO, MeSH, OMIM or NCBIGene')
    .addOption(new Option('--format <format>', 'tsv or json').choices(['tsv', 'json']).default('tsv'))
    .option('--out <file>', 'file to write (default: standard output)')
    .addHelpText('after', HELP)
    .action(groundNames);
  for (const option of commonOptions('lexicon', 'curation', 'config')) command.addOption(option);
  return command;
}

async function groundNames(names: readonly string[], flags: GroundFlags): Promise<void> {
  const { file, format, out } = flags;
  if ((file === undefined) === (names.length === 0)) {
    throw new CannotRunError('expected names, or --file FILE with a name on each line, and not both');
  }
  const { prefixes, type } = wanted(flags);
  const settings = settingsFrom(flags);
  const { lexicon } = await openConfiguredLexicon(settings);
  const grounder = createNameGrounder(lexicon, configuredLinking(settings));
  const given = file === undefined ? names : namesOf(file);
  await writeAll(FORMATS[format](given, { grounder, type, prefixes }), out);
}

function wanted({ terminology, type }: GroundFlags): WantedIds {
  if (terminology === undefined) return { type: type ?? 'Disease', prefixes: USUAL };
  const known = TERMINOLOGIES[terminology.toLowerCase()];
  if (known === undefined) {
    throw new CannotRunError(`--terminology ${terminology}: expected MONDO, MeSH, OMIM or NCBIGene`);
  }
  if (type !== undefined && type !== known.type) {
    throw new CannotRunError(`--terminology ${terminology}: has no ids for --type ${type}`);
  }
  return { type: known.type, prefixes: [known.prefix] };
}

/** A line that cannot be read is told and stands for a name without text, so that rows stay as many as lines. */
async function* namesOf(path: string): AsyncGenerator<string> {
  try {
    for await (const line of readLines(path, MAX_LINE_BYTES)) {
      if (line.text === null)
        tell(`${path}:${line.number}: expected a name in UTF-8, got a line that is ${line.problem}`);
      yield line.text ?? '';
    }
  } catch (error) {
    throw new CannotRunError(`${path}: expected a text file with a name on each line: ${messageOf(error)}`, error);
  }
}

function tell(message: string): void {
  process.stderr.write(`${printable(message)}\n`);
  process.exitCode = EXIT.somePapersFailed;
}
