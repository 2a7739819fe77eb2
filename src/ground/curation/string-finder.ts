/**
 * Which of many strings occur in a paper's Markdown, in one pass over it and without reading it as a paper: mark-up is skipped
 * roughly, and whatever stands in references counts. What is not found here has no effect on the paper, so that the
 * fingerprint of a paper, which is made from what is found, never misses a row.
 */
import { decodeHTMLStrict } from 'entities/decode';
import { CHAR, classOf, classOfCodePoint } from '../../text/chars.js';
import { foldToken } from '../../text/normalize.js';
import type { CuratedString } from './curated-string.js';
import { StringTrie, type TrieNode, walkText } from './string-trie.js';

/** Characters between two words of a string; more of them part it. */
const MOST_SKIPPED = 60;

type Node = TrieNode<CuratedString>;

export class StringFinder {
  /** By their letters and digits. */
  readonly #trie = new StringTrie<CuratedString>();

  constructor(strings: Iterable<CuratedString>) {
    for (const string of strings) for (const form of string.letterForms) this.#trie.add(form, string);
  }

  /** The strings that occur, each once. */
  find(markdown: string): ReadonlySet<CuratedString> {
    const found = new Set<CuratedString>();
    const text = withoutMarkup(markdown);
    for (let start = 0; start < text.length; ) {
      if (isInRun(text, start)) {
        follow(this.#trie.root, { text, start }, found);
        start = endOfRun(text, start);
      } else start++;
    }
    return found;
  }
}

/** Adds the strings that begin with the run of letters and digits at `start`. */
function follow(root: Node, { text, start }: { text: string; start: number }, found: Set<CuratedString>): void {
  let node = root;
  for (let at = start; at >= 0; ) {
    const end = endOfRun(text, at);
    const next = walkRun(node, text, [at, end]);
    if (next !== undefined) {
      node = next;
      if (node.values.length > 0) addWritten(node.values, text.slice(start, end), found);
    } else if (at === start || !isNumber(text, at, end)) return; // a number may be a note
    at = node.goesOn ? nextRun(text, end) : -1;
  }
}

function addWritten(values: readonly CuratedString[], text: string, found: Set<CuratedString>): void {
  for (const string of values) if (!found.has(string) && string.isWritten(text)) found.add(string);
}

/** The node behind the letters and digits of `[start, end)`, each folded for itself. */
function walkRun(node: Node, text: string, [start, end]: readonly [number, number]): Node | undefined {
  let at: Node | undefined = node;
  for (let i = start; i < end && at !== undefined; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) at = at.get(unit >= 0x41 && unit <= 0x5a ? unit | 0x20 : unit);
    else {
      const size = sizeAt(text, i);
      at = walkText(at, folded(text.slice(i, i + size)));
      i += size - 1;
    }
  }
  return at;
}

/** Characters beyond ASCII: few different ones in any text, and slow to fold. */
const FOLDED = new Map<string, string>();

function folded(char: string): string {
  const known = FOLDED.get(char);
  if (known !== undefined) return known;
  const fold = classOf(char.charCodeAt(0)) === CHAR.mark ? '' : foldToken(char);
  FOLDED.set(char, fold);
  return fold;
}

/** Where the next letters or digits begin, a possessive ending left out; -1 when they are too far off. */
function nextRun(text: string, end: number): number {
  const from = isPossessive(text, end) ? end + 2 : end;
  const stop = Math.min(text.length, from + MOST_SKIPPED);
  for (let at = from; at < stop; at++) if (isInRun(text, at)) return at;
  return -1;
}

function isPossessive(text: string, at: number): boolean {
  if (classOf(text.charCodeAt(at)) !== CHAR.apostrophe || at + 1 >= text.length) return false;
  return (text.charCodeAt(at + 1) | 0x20) === 0x73 && !isInRun(text, at + 2);
}

function isNumber(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (classOf(text.charCodeAt(at)) !== CHAR.digit) return false;
  return true;
}

function endOfRun(text: string, start: number): number {
  let end = start;
  for (; end < text.length; end++) {
    const unit = text.charCodeAt(end);
    if (unit < 0x80 ? ASCII_RUN[unit] === 1 : classOf(unit) === CHAR.mark) continue;
    if (!isInRun(text, end)) return end;
    end += sizeAt(text, end) - 1;
  }
  return end;
}

/** Whether a letter, digit or Greek letter stands there. */
function isInRun(text: string, at: number): boolean {
  if (at >= text.length) return false;
  const unit = text.charCodeAt(at);
  if (unit < 0x80) return ASCII_RUN[unit] === 1;
  const found = classOf(unit);
  return isRunClass(found === CHAR.surrogate ? classOfCodePoint(text.codePointAt(at) ?? 0) : found);
}

const ASCII_RUN = Uint8Array.from({ length: 0x80 }, (_, unit) => Number(isRunClass(classOf(unit))));

function isRunClass(found: number): boolean {
  return found === CHAR.letter || found === CHAR.digit || found === CHAR.greek;
}

function sizeAt(text: string, at: number): number {
  return (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
}

const TAG = /<(?!https?:)\/?[a-z][^<>]{0,500}>/gi;
const LINK_TARGET = /\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+"[^"\n]*")?\)/g;
const TEX_COMMAND = /\\(?:text|math|boldsymbol|rm|it|bf)[a-z]*\b/g;

/** What would stand as a word between two words of the text goes; signs may stay, since they are skipped. */
function withoutMarkup(markdown: string): string {
  let text = markdown;
  if (text.includes('<')) text = text.replace(TAG, ' ');
  if (text.includes('](')) text = text.replace(LINK_TARGET, '] ');
  if (text.includes('\\')) text = text.replace(TEX_COMMAND, ' ');
  return text.includes('&') ? decodeHTMLStrict(text) : text;
}
