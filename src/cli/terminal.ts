/** Text for a person at a terminal. */
import { once } from 'node:events';
import { existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { CannotRunError, messageOf, PapergraphError } from '../errors.js';
import { safeText } from '../safe-text.js';

/** On one line and without what a terminal would obey, so that a title or a server's message cannot send it codes. */
export function printable(text: string): string {
  return safeText(text);
}

/** A table with a header; a cell longer than `maxWidth` is cut with an ellipsis. */
export function table(columns: readonly string[], rows: readonly (readonly unknown[])[], maxWidth = 60): string {
  const cells = rows.map((row) => row.map((value) => shortened(cellText(value), maxWidth)));
  const names = columns.map(printable);
  const widths = names.map((name, index) =>
    cells.reduce((width, row) => Math.max(width, row[index]?.length ?? 0), name.length),
  );
  const line = (row: readonly string[]) =>
    row
      .map((cell, index) => cell.padEnd(widths[index] ?? 0))
      .join('  ')
      .trimEnd();
  return [line(names), line(widths.map((width) => '─'.repeat(width))), ...cells.map(line)].join('\n');
}

function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  return printable(typeof value === 'object' ? JSON.stringify(value) : String(value));
}

/** At most `width` long, with an ellipsis where something is missing. */
export function shortened(text: string, width: number): string {
  // Not through the middle of a pair of surrogates.
  return text.length <= width ? text : `${text.slice(0, width - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

/**
 * Writes pieces to a file, or to standard output when none is named (or `-`). A file is there as a whole or, after an error,
 * as it was before: the pieces go beside it first.
 *
 * @throws CannotRunError when the file cannot be written
 */
export async function writeAll(pieces: AsyncIterable<string>, path: string | undefined): Promise<void> {
  if (path === undefined || path === '-') return pipeline(pieces, process.stdout, { end: false });
  const isDevice = existsSync(path) && !statSync(path).isFile();
  const target = isDevice ? path : `${path}.${process.pid}.part`;
  try {
    // Opened first: an error of the pieces must not come before the file that is then taken away.
    const file = await open(target, 'w');
    await pipeline(pieces, file.createWriteStream());
    if (!isDevice) renameSync(target, path);
  } catch (error) {
    if (!isDevice) rmSync(target, { force: true });
    if (error instanceof PapergraphError) throw error;
    throw new CannotRunError(`${path}: expected a file that can be written: ${messageOf(error)}`, error);
  }
}

/** Writes to standard output, and waits while whoever reads it is slower. */
export async function written(text: string): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, 'drain');
}
