/** What `papergraph lexicon info` prints. */
import type { LexiconInfo, TerminologyInfo } from './types.js';

const COLUMNS = ['terminology', 'release', 'concepts', 'names', 'mappings', 'file'] as const;

/** A lexicon in words and a table, without a line end at the end. */
export function describeLexicon(info: LexiconInfo): string {
  const rows = [
    COLUMNS,
    ...info.terminologies.map(cellsOf),
    ['together', '', number(info.concepts), number(info.names)],
  ];
  const widths = COLUMNS.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  const lines = rows.map((row) =>
    COLUMNS.map((_, column) => align(row[column] ?? '', widths[column] ?? 0, column))
      .join('  ')
      .trimEnd(),
  );
  const head = `lexicon ${info.release} (format ${info.format}), ${number(info.distinctNames)} distinct spellings`;
  return [head, '', ...lines, ...unknownLines(info)].join('\n');
}

function cellsOf({ prefix, release, concepts, names, mappings, file }: TerminologyInfo): readonly string[] {
  return [prefix, release, number(concepts), number(names), mappings === 0 ? '' : number(mappings), file];
}

/** Numbers to the right, words to the left. */
function align(cell: string, width: number, column: number): string {
  return column >= 2 && column <= 4 ? cell.padStart(width) : cell.padEnd(width);
}

function unknownLines(info: LexiconInfo): readonly string[] {
  return Object.entries(info.unknownMappingIds).map(
    ([file, count]) =>
      `${number(count)} ids of ${file} are in none of these terminologies; their mappings were left out`,
  );
}

function number(value: number): string {
  return value.toLocaleString('en-US');
}
