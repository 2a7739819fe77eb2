/** Word lists of config/ as tab-separated text. */

export interface TsvRow {
  readonly fields: readonly string[];
  /** Counted from 1. */
  readonly line: number;
  /** The line as it stands, for messages. */
  readonly text: string;
}

/** Rows below the header; empty lines and those that begin with `#` are left out. The header is the first other line. */
export function tsvRows(tsv: string): readonly TsvRow[] {
  const lines = tsv.split(/\r?\n/).map((text, index) => ({ text, line: index + 1, fields: text.split('\t') }));
  return lines.filter(({ text }) => text !== '' && !text.startsWith('#')).slice(1);
}
