/** `papergraph abbreviations`: short forms and what they stand for, as the texts define them. */
import { Command } from 'commander';
import { findPairs } from '../../pipelines/find-pairs.js';
import { EXIT } from '../flow/exit-code.js';
import { printable, writeAll } from './terminal.js';

const HELP = `
Files: plain text, Markdown (.md), PubTator or BioC XML, gzipped (.gz) or not. Pairs are looked for over the whole of each
document; one that is defined again is given once. The output has the columns document, short, long; document is the
document's id in its file, for text and Markdown the file's name without its ending.

Examples:
  $ papergraph abbreviations paper.md
  $ papergraph abbreviations abstracts.bioc.xml.gz more.pubtator --out pairs.tsv

Exit codes: 0 all read, 1 some parts could not be read, 2 could not run.`;

export function abbreviationsCommand(): Command {
  return new Command('abbreviations')
    .description('list short forms with their long forms; needs no lexicon')
    .argument('<files...>', 'text, Markdown, PubTator or BioC XML')
    .option('--out <file>', 'file to write (default: standard output)')
    .addHelpText('after', HELP)
    .action((files: readonly string[], { out }: { readonly out?: string }) => writeAll(tableOf(files), out));
}

async function* tableOf(files: readonly string[]): AsyncGenerator<string> {
  const pairs = findPairs(files, tell);
  let next = await pairs.next(); // a file that is not there is told before anything is written
  yield 'document\tshort\tlong\n';
  for (; !next.done; next = await pairs.next()) {
    const { document, short, long } = next.value;
    yield `${[document, short, long].map(oneLine).join('\t')}\n`;
  }
}

function tell(message: string): void {
  process.stderr.write(`${printable(message)}\n`);
  process.exitCode = EXIT.somePapersFailed;
}

function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]/gu, ' ');
}
