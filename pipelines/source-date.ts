/** How new the sources of a training are. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseCorpusSource } from './gold-documents.js';

/**
 * Day of the newest of the files that a training reads, `2026-05-05`: corpora, and gold.tsv of each paper.
 *
 * @param corpora as on the command line, `Gene,Disease:train.pubtator.gz`
 * @throws an error of the file system for a file that is not there
 */
export function newestDate(corpora: readonly string[], papers: string | undefined): string {
  const gold = papers === undefined ? [] : readdirSync(papers).map((paper) => join(papers, paper, 'gold.tsv'));
  const files = [
    ...corpora.map((source) => parseCorpusSource(source).path),
    ...gold.filter((path) => existsSync(path)),
  ];
  return new Date(Math.max(0, ...files.map((path) => statSync(path).mtimeMs))).toISOString().slice(0, 10);
}
