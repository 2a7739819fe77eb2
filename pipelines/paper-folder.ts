/** Full texts from a folder that holds a folder with full.md for each paper; the folder's name is the paper's id. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { globSync } from 'tinyglobby';
import { CannotRunError, messageOf } from '../src/errors.js';
import type { PaperText } from '../src/model.js';

/**
 * The papers of a folder, in the order of their names.
 *
 * @throws CannotRunError when there is no such folder or no full.md below it
 */
export function readPaperFolder(folder: string): PaperText[] {
  const files = globSync('*/full.md', { cwd: folder }).toSorted();
  if (files.length === 0) throw new CannotRunError(`${folder}: expected folders with full.md in them, found none`);
  return files.map((file) => readFullText(join(folder, file), basename(dirname(file))));
}

/** A Markdown file as the text of a paper. */
export function readFullText(path: string, paperId: string): PaperText {
  try {
    return fullText(paperId, readFileSync(path, 'utf8'));
  } catch (error) {
    throw new CannotRunError(`${path}: expected a readable Markdown file: ${messageOf(error)}`, error);
  }
}

/** Markdown as the text of a paper. */
export function fullText(paperId: string, markdown: string): PaperText {
  const sha256 = createHash('sha256').update(markdown).digest('hex');
  return { paperId, origin: 'full-text', url: null, markdown, sha256, failure: null };
}
