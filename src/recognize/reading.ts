/** A passage with its tokens and the names in it, made once and read by every recognizer. */
import type { Lexicon } from '../lexicon/types.js';
import type { Document, SectionType } from '../model.js';
import { type Tokens, tokenize } from '../text/tokens.js';
import { FoundNames } from './found-names.js';

/** A passage cut into tokens. */
export interface TokenizedPassage {
  /** Index into `Document.passages`. */
  readonly passage: number;
  readonly text: string;
  readonly tokens: Tokens;
}

export interface Reading extends TokenizedPassage {
  readonly names: FoundNames;
}

/** A text as a passage with this number. */
export function readingOf(passage: number, text: string, lexicon: Lexicon): Reading {
  const tokens = tokenize(text);
  return { passage, text, tokens, names: new FoundNames(tokens, lexicon) };
}

/** Readings of all passages but those of the sections in `skip`. */
export function readingsOf(document: Document, skip: ReadonlySet<SectionType>, lexicon: Lexicon): readonly Reading[] {
  return document.passages.flatMap((passage, index) => {
    const section = document.sections[passage.section];
    if (section !== undefined && skip.has(section.type)) return [];
    return [readingOf(index, passage.text, lexicon)];
  });
}

/** Text of one token; empty outside of the text. */
export function tokenAt(tokens: Tokens, index: number): string {
  if (index < 0 || index >= tokens.count) return '';
  return tokens.text.slice(tokens.starts[index], tokens.ends[index]);
}

/** The tokens from `first` to before `end`, as tokens of the same text. */
export function tokensWithin(tokens: Tokens, first: number, end: number): Tokens {
  const { text, starts, ends, kinds } = tokens;
  return {
    text,
    count: end - first,
    starts: starts.subarray(first, end),
    ends: ends.subarray(first, end),
    kinds: kinds.subarray(first, end),
  };
}
