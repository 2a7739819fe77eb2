/** Reading Markdown in tests, with the section patterns that the program ships. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Document, Passage } from '../../../src/model.js';
import { parseDocument } from '../../../src/text/document.js';
import { compileSectionPatterns } from '../../../src/text/sections.js';

export const patterns = compileSectionPatterns(parse(readFileSync('config/section-headings.yaml', 'utf8')));

export function read(markdown: string, origin: Document['origin'] = 'full-text'): Document {
  return parseDocument({ paperId: 'PMC:PMC1', origin, url: null, markdown, sha256: '', failure: null }, patterns);
}

export function textsOf(markdown: string): string[] {
  return read(markdown).passages.map(({ text }) => text);
}

/** A run of a passage, with what stands at its ends. */
export interface Run {
  readonly plain: string;
  readonly source: string;
  readonly verbatim: boolean;
}

export function runsOf({ text, offsets }: Passage, markdown: string): Run[] {
  const runs: Run[] = [];
  for (let i = 0; i < offsets.length; i += 3) {
    const plain = text.slice(offsets[i], offsets[i + 3] ?? text.length);
    const source = markdown.slice(offsets[i + 1], offsets[i + 2]);
    runs.push({ plain, source, verbatim: plain.length === source.length });
  }
  return runs;
}
