/** `papergraph evaluate`: figures and errors on texts with gold. */
import { Command, Option } from 'commander';
import { evaluate } from '../../pipelines/evaluate.js';
import { EVALUATED_TYPES, type EvaluatedType } from '../../pipelines/evaluation-gold.js';
import { readReport } from '../../pipelines/evaluation-report.js';
import { type Difference, differenceOf, type OlderReport } from '../evaluate/difference.js';
import type { EvaluationReport } from '../evaluate/report.js';
import { EXIT } from '../flow/exit-code.js';
import { type CommonFlags, commonOptions, settingsFrom } from './common-options.js';
import { differenceText, evaluationText } from './evaluation-text.js';
import { wholeNumber } from './number-flag.js';
import { printable, writeAll } from './terminal.js';

const HELP = `
GOLD is a PubTator file (diseases with MeSH or OMIM ids), or a folder of papers, each a folder with full.md and gold.tsv (diseases
with MONDO ids). What types a file labels is seen in it, or said before it: Gene,Disease:FILE. Families, domains and mentions
in pieces are neither right nor wrong.

Figures: STRICT span and type; OVERLAP any overlap; JOINT span (either end off by at most one) and ids; DOC-MICRO, DOC-AVG the ids
of each document. With --diff, gold mentions won and lost are those that are right by JOINT in one of the two runs only.

Examples:
  $ papergraph evaluate dev.pubtator.gz papers/ --lexicon full.lexicon --errors 10
  $ papergraph evaluate Gene,Disease:dev.pubtator.gz --pred annotated.pubtator
  $ papergraph evaluate dev.pubtator.gz --lexicon full.lexicon --json --out before.json
  $ papergraph evaluate dev.pubtator.gz --lexicon full.lexicon --diff before.json

Exit codes: 0 all read, 1 some parts of the input could not be read, 2 could not run.`;

interface EvaluateFlags extends CommonFlags {
  readonly pred?: readonly string[];
  readonly type?: EvaluatedType;
  readonly json?: true;
  readonly out?: string;
  readonly diff?: string;
  readonly errors: number;
}

export function evaluateCommand(): Command {
  const command = new Command('evaluate')
    .description('precision, recall and F on texts with gold, errors by class, difference of two runs')
    .argument('<gold...>', 'PubTator files, folders of papers, TYPE,TYPE:FILE')
    .option(
      '--pred <file>',
      'predictions as annotate writes them (jsonl, pubtator, tsv), may be given again (default: link the texts)',
      collect,
    )
    .addOption(new Option('--type <type>', 'only this type').choices(EVALUATED_TYPES))
    .option(
      '--errors <n>',
      'examples of each class of errors, and mentions won and lost that are named',
      wholeNumber(0, 100_000),
      0,
    )
    .option('--json', 'one JSON object, for programs and for --diff')
    .option('--diff <old.json>', 'compare with the report of another run')
    .option('--out <file>', 'file to write (default: standard output)')
    .addHelpText('after', HELP)
    .action(run);
  for (const option of commonOptions('lexicon', 'curation', 'config')) command.addOption(option);
  return command;
}

function collect(value: string, before: readonly string[] = []): string[] {
  return [...before, value];
}

/** Mentions won and lost that are named when no number is given. */
const USUALLY_NAMED = 20;

async function run(gold: readonly string[], flags: EvaluateFlags): Promise<void> {
  const { pred = [], type, errors, diff, out } = flags;
  const older = diff === undefined ? null : readReport(diff);
  const types = type === undefined ? EVALUATED_TYPES : [type];
  const report = await evaluate(settingsFrom(flags), {
    gold,
    predictions: pred,
    types,
    examples: errors,
    onProblem: tell,
  });
  const difference = older === null ? null : differenceOf(report, ofTypes(older, types));
  const text = flags.json ? jsonOf(report, difference) : textOf(report, difference, errors || USUALLY_NAMED);
  await writeAll(onePiece(text), out);
}

/** A run on one type is compared with that type only. */
function ofTypes({ results }: OlderReport, types: readonly string[]): OlderReport {
  return { results: results.filter(({ type }) => types.includes(type)) };
}

function jsonOf(report: EvaluationReport, difference: Difference | null): string {
  return `${JSON.stringify(difference === null ? report : { ...report, difference })}\n`;
}

function textOf(report: EvaluationReport, difference: Difference | null, named: number): string {
  const text = evaluationText(report);
  return difference === null ? text : `${text}\n${differenceText(difference, named)}`;
}

async function* onePiece(text: string): AsyncGenerator<string> {
  yield text;
}

function tell(message: string): void {
  process.stderr.write(`${printable(message)}\n`);
  process.exitCode = EXIT.somePapersFailed;
}
